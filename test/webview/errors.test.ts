import assert from 'node:assert/strict';
import type { Report } from '../../src/core/report/report';
import { eventually, panelSuite } from './harness';
import { articleDx, courseInputs, reportOf } from './reports';

describe('The table of errors', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let sound: Report;
  let wrong: Report;
  before(() => {
    sound = reportOf({ inputs: courseInputs() });
    wrong = reportOf({ inputs: courseInputs(), yours: { dx: articleDx() } });
  });

  it('has a row for each comparison of the sound routes', async () => {
    const { page } = await (await suite.open({ report: sound })).settled();
    const table = page.getByRole('table', { name: 'Errors of each route' });
    const shown = sound.comparisons.filter(({ left, right }) => left !== 'article' && right !== 'article');
    assert.equal(await table.locator('th[scope=row]').count(), shown.length);
    assert.ok((await table.innerText()).includes('rel_error (CS231n)'));
    assert.equal(await table.getByText('article').count(), 0);
  });

  it('adds the wrong route while it is looked at', async () => {
    const { page } = await (await suite.open({ report: sound })).settled();
    await page.getByRole('radio', { name: /article/ }).check();
    const table = page.getByRole('table', { name: 'Errors of each route' });
    assert.equal(await table.locator('th[scope=row]').count(), sound.comparisons.length);
    assert.ok((await table.innerText()).includes('As printed in the article against Reference'));
  });

  it('puts what the user brought first, under its own heading', async () => {
    const { page } = await (await suite.open({ report: wrong })).settled();
    const headings = await page
      .getByRole('region', { name: 'Errors' })
      .getByRole('heading', { level: 3 })
      .allInnerTexts();
    assert.deepEqual(headings, ['Yours', 'Ours']);
    const row = page.getByRole('table', { name: 'Your values' }).getByRole('row', { name: /^dx/ }).first();
    assert.match(await row.innerText(), /Disagrees\s+20 of 20 elements/);
  });

  it('shows the worst element of a row in the editor', async () => {
    const panel = await (await suite.open({ report: wrong })).settled();
    const worst = wrong.comparisons.find(
      ({ left, right }) => left === 'yours' && right === 'reference',
    )?.worst;
    const button = panel.page.getByRole('table', { name: 'Your values' }).getByRole('button').first();
    await button.click();
    await eventually(() =>
      assert.deepEqual(panel.askedFor('reveal'), [{ tensor: 'yours.dx', position: worst?.position }]),
    );
  });

  it('never shows two different numbers as equal', async () => {
    const report: Report = {
      ...sound,
      comparisons: sound.comparisons.map((row, k) => ({
        ...row,
        maxAbs: 1 + k * 2e-16,
        verdict: 'disagrees',
      })),
    };
    const { page } = await (await suite.open({ report })).settled();
    const cells = page.getByRole('table', { name: 'Errors of each route' }).locator('td:nth-of-type(2)');
    const texts = await cells.allInnerTexts();
    const exact = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('title')));
    assert.equal(new Set(texts).size, new Set(exact).size);
  });

  it('says how fast the closed form is', async () => {
    const { page } = await (await suite.open({ report: { ...sound, speedup: 2.34 } })).settled();
    await page
      .getByText('The closed form is 2.3× as fast as the graph here (median of many runs).')
      .waitFor();
  });
});
