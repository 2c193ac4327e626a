import assert from 'node:assert/strict';
import type { Report } from '../../src/core/report/report';
import { eventually, panelSuite } from './harness';
import { articleDx, courseInputs, reportOf } from './reports';

describe('The verdict on top', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let sound: Report;
  let wrong: Report;
  before(() => {
    sound = reportOf({ inputs: courseInputs() });
    wrong = reportOf({
      inputs: courseInputs(),
      yours: { dx: articleDx() },
      notes: ['Integers were read as float64.'],
    });
  });

  it('says that a sound route agrees, in a live region', async () => {
    const { page } = await (await suite.open({ report: sound })).settled();
    const status = page.locator('#verdict').getByRole('status');
    assert.equal(await status.getByRole('heading', { level: 1 }).innerText(), 'Agrees');
    assert.ok((await status.innerText()).includes(sound.routes[0]?.judgement.sentence ?? '-'));
  });

  it('says that the article’s dx disagrees, and which term is to blame', async () => {
    const { page } = await (await suite.open({ report: wrong })).settled();
    const verdict = page.getByRole('region', { name: 'Verdict' });
    assert.equal(await verdict.getByRole('heading', { level: 1 }).innerText(), 'Disagrees');
    const text = await verdict.innerText();
    assert.ok(text.includes(wrong.yours?.sentence ?? '-'));
    assert.ok(text.includes(wrong.diagnosis.find(({ source }) => source === 'yours')?.message ?? '-'));
    assert.equal(await verdict.locator('.term-is math').count(), 1);
    assert.equal(await verdict.locator('.term-due math').count(), 1);
    assert.ok(text.includes('Integers were read as float64.'));
  });

  it('shows the worst element in the editor when it is pressed', async () => {
    const panel = await (await suite.open({ report: wrong })).settled();
    const worst = wrong.yours?.worst;
    assert.ok(worst);
    await panel.page
      .getByRole('region', { name: 'Verdict' })
      .getByRole('button', { name: worst.element })
      .click();
    await eventually(() =>
      assert.deepEqual(panel.askedFor('reveal'), [{ tensor: 'yours.dx', position: worst.position }]),
    );
  });

  it('turns with the route that is picked, at once and without a new check', async () => {
    const panel = await (await suite.open({ report: sound })).settled();
    await panel.page.getByRole('radio', { name: /article/ }).check();
    assert.equal(await panel.page.getByRole('heading', { level: 1 }).innerText(), 'Disagrees');
    await panel.page.getByRole('radio', { name: /Closed form/ }).check();
    assert.equal(await panel.page.getByRole('heading', { level: 1 }).innerText(), 'Agrees');
    assert.deepEqual(panel.askedFor('change'), []);
    await eventually(() =>
      assert.deepEqual(panel.askedFor('look'), [
        { route: 'graph' },
        { route: 'article' },
        { route: 'closed' },
      ]),
    );
  });

  it('lists what the data cannot show', async () => {
    const inputs = courseInputs();
    const ones = { ...inputs.dout, tensor: { shape: [4, 5], data: new Float64Array(20).fill(1) } };
    const blind = reportOf({ inputs: { ...inputs, dout: ones } });
    const { page } = await (await suite.open({ report: blind })).settled();
    assert.ok(blind.blindSpots.length > 0);
    const text = await page.getByRole('region', { name: 'Verdict' }).innerText();
    for (const { message } of blind.blindSpots) assert.ok(text.includes(message), message);
  });

  it('comes along at the top of the window once its banner is out of sight', async () => {
    const { page } = await (await suite.open({ report: wrong })).settled();
    const chip = page.getByRole('navigation').getByText('Disagrees');
    assert.equal(await chip.count(), 0);
    await page.getByRole('link', { name: 'Errors' }).click();
    await chip.waitFor();
  });
});
