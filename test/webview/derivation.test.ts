import assert from 'node:assert/strict';
import type { Report } from '../../src/core/report/report';
import { panelSuite } from './harness';
import { courseInputs, largeInputs, reportOf } from './reports';

describe('The derivation', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let report: Report;
  before(() => {
    report = reportOf({ inputs: courseInputs() });
  });

  it('goes forward step by step, each with name, formula, shape and values', async () => {
    const { page } = await (await suite.open({ report })).settled();
    const steps = page.getByRole('region', { name: 'Forward' }).getByRole('listitem');
    assert.equal(await steps.count(), report.forward.length);
    const first = steps.first();
    assert.equal(await first.getByRole('heading').innerText(), 'mean');
    assert.equal(await first.locator('math').count(), 1);
    assert.match(await first.innerText(), /mu\s+\(5,\)/);
    const values = await first
      .getByRole('grid', { name: 'mu, shape (5,)' })
      .getByRole('gridcell')
      .allInnerTexts();
    assert.deepEqual(values.slice(1), ['11.7816', '13.7426', '12.16', '10.6778', '14.3367']);
  });

  it('goes backward along every route, and labels the wrong one', async () => {
    const { page } = await (await suite.open({ report })).settled();
    const backward = page.getByRole('region', { name: 'Backward' });
    assert.equal(await backward.getByRole('radio').count(), report.routes.length);
    assert.match(await backward.locator('.route', { hasText: 'article' }).innerText(), /\(wrong\)/);
    for (const { id, about, steps } of report.routes) {
      await backward.locator(`input[value=${id}]`).check();
      assert.ok((await backward.innerText()).includes(about), about);
      assert.equal(await backward.getByRole('listitem').count(), steps.length);
      assert.equal(await backward.locator('.katex-error').count(), 0);
    }
  });

  it('moves through the routes with the arrow keys', async () => {
    const { page } = await (await suite.open({ report })).settled();
    await page.getByRole('radio', { name: /graph/ }).focus();
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: /six equations/ }).isChecked());
  });

  it('marks the worst element with a word, where a route is wrong', async () => {
    const panel = await suite.open({ report, stored: { page: { route: 'article' } } });
    await panel.settled();
    const worst = report.routes.find(({ id }) => id === 'article')?.judgement.worst;
    assert.ok(worst);
    const marked = panel.page.getByRole('region', { name: 'Backward' }).locator('td.worst');
    assert.equal(await marked.count(), 1);
    assert.match(await marked.innerText(), /^worst/);
    assert.equal(await marked.getAttribute('title'), `${worst.element} = ${worst.value}`);
  });

  it('fetches the values of large tensors only when they are unfolded', async () => {
    const panel = await (await suite.open({ report: reportOf({ inputs: largeInputs(40, 12) }) })).settled();
    const fetched = (): unknown[] =>
      panel.askedFor('window').filter((p) => (p as { tensor: string }).tensor === 'xhat');
    assert.equal(fetched().length, 0);
    await panel.page.getByRole('button', { name: 'xhat (40, 12)' }).first().click();
    await panel.settled();
    assert.deepEqual(fetched(), [{ tensor: 'xhat', rows: [0, 20], columns: [0, 12] }]);
  });
});
