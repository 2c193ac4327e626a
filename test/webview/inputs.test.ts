import assert from 'node:assert/strict';
import type { Report } from '../../src/core/report/report';
import { eventually, panelSuite } from './harness';
import { contentOf } from './panel-page';
import { courseInputs, reportOf } from './reports';

describe('Inputs', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let report: Report;
  before(() => {
    report = reportOf({ inputs: courseInputs() });
  });

  it('says of each array its shape and where it came from', async () => {
    const { page } = await (await suite.open({ report })).settled();
    const table = page.getByRole('table', { name: 'Inputs of the check' });
    assert.match(await table.getByRole('row', { name: /^x/ }).innerText(), /x\s+\(4, 5\)\s+Ln 3, Col 5/);
    assert.match(
      await table.getByRole('row', { name: /^beta/ }).innerText(),
      /chosen by us\s+standard normal, seed 231/i,
    );
  });

  it('leads to the line of an array', async () => {
    const panel = await (await suite.open({ report })).settled();
    await panel.page.getByRole('button', { name: 'Ln 12, Col 5' }).click();
    await eventually(() => assert.deepEqual(panel.askedFor('reveal'), [{ tensor: 'dout', position: 0 }]));
  });

  it('unfolds the values of an array', async () => {
    const panel = await (await suite.open({ report })).settled();
    assert.equal(await panel.page.getByRole('grid', { name: /^x, shape/ }).count(), 0);
    await panel.page.getByRole('button', { name: 'x', exact: true }).click();
    const grid = panel.page.getByRole('grid', { name: /^x, shape/ });
    await panel.settled();
    assert.equal(await grid.getByRole('gridcell').nth(1).innerText(), '14.0897');
    assert.equal(
      await grid.getByRole('gridcell').nth(1).getAttribute('title'),
      'x[0,0] = 14.089717054276115',
    );
  });

  it('sends eps on Enter, once', async () => {
    const panel = await (await suite.open({ report })).settled();
    const eps = panel.page.getByRole('textbox', { name: 'eps' });
    assert.equal(await eps.inputValue(), '1e-5');
    await eps.fill('1e-3');
    assert.deepEqual(panel.askedFor('change'), []);
    await eps.press('Enter');
    await eps.blur();
    await eventually(() => assert.deepEqual(panel.askedFor('change'), [{ eps: 1e-3 }]));
  });

  it('sends h when its field is left, and auto by name', async () => {
    const panel = await (await suite.open({ report })).settled();
    const step = panel.page.getByRole('textbox', { name: 'step h' });
    await step.fill('auto');
    await step.blur();
    await eventually(() => assert.deepEqual(panel.askedFor('change'), [{ step: 'auto' }]));
  });

  it('takes an emptied eps as the preset’s', async () => {
    const panel = await (
      await suite.open({ report: reportOf({ inputs: courseInputs(), options: { eps: 0.5 } }) })
    ).settled();
    const eps = panel.page.getByRole('textbox', { name: 'eps' });
    assert.equal(await eps.inputValue(), '0.5');
    await eps.fill('');
    await eps.press('Enter');
    await eventually(() => assert.deepEqual(panel.askedFor('change'), [{ eps: null }]));
  });

  for (const [label, text, sentence] of [
    ['eps', '-1', 'eps is a number of 0 or more, such as 1e-5.'],
    ['eps', '1e', 'eps is a number of 0 or more, such as 1e-5.'],
    ['step h', '0', 'h is a number above 0, such as 1e-5, or auto.'],
    ['tolerance', 'NaN', 'The tolerance is a number of 0 or more, such as 1e-9.'],
    ['seed', '1.5', 'The seed is a whole number from 0 to 4294967295.'],
  ] as const) {
    it(`refuses ${text} for ${label}, beside the field`, async () => {
      const panel = await (await suite.open({ report })).settled();
      const field = panel.page.getByRole('textbox', { name: label });
      await field.fill(text);
      await field.press('Enter');
      await panel.page.getByText(sentence).waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      await field.press('Escape');
      assert.equal(await field.getAttribute('aria-invalid'), 'false');
      assert.deepEqual(panel.askedFor('change'), []);
    });
  }

  it('sends preset and mode at once', async () => {
    const panel = await (await suite.open({ report })).settled();
    await panel.page.getByRole('combobox', { name: 'preset' }).selectOption('keras');
    await panel.page.getByRole('combobox', { name: 'mode' }).selectOption('evaluation');
    await eventually(() =>
      assert.deepEqual(panel.askedFor('change'), [{ preset: 'keras' }, { mode: 'eval' }]),
    );
  });

  it('shows what the answer says, and leaves alone what is being typed', async () => {
    const panel = await (await suite.open({ report })).settled();
    const eps = panel.page.getByRole('textbox', { name: 'eps' });
    const seed = panel.page.getByRole('textbox', { name: 'seed' });
    await eps.fill('0.001');
    await eps.press('Enter');
    await seed.fill('77');
    const answer = reportOf({ inputs: courseInputs(), options: { eps: 0.001 } });
    panel.show({ content: contentOf(answer), progress: null, memento: null });
    await panel.page.getByText('set here; empty it to undo').waitFor();
    assert.equal(await eps.inputValue(), '0.001');
    assert.equal(await seed.inputValue(), '77');
  });
});
