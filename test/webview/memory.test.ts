import assert from 'node:assert/strict';
import type { Report } from '../../src/core/report/report';
import { eventually, panelSuite } from './harness';
import { courseInputs, largeInputs, reportOf } from './reports';

describe('What the panel remembers', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let report: Report;
  before(() => {
    report = reportOf({ inputs: courseInputs() });
  });

  it('comes back with its route, its folds, its pages and its place after a reload', async () => {
    const panel = await (await suite.open({ report: reportOf({ inputs: largeInputs(100, 30) }) })).settled();
    const { page } = panel;
    await page.getByRole('radio', { name: /Closed form/ }).check();
    await page.getByRole('button', { name: 'x', exact: true }).click();
    await page.getByRole('group', { name: 'Pages of x' }).getByRole('button', { name: 'Next rows' }).click();
    await page.getByRole('button', { name: 'mu (30,)' }).first().click();
    await page.evaluate(() => window.scrollTo(0, 300));
    await eventually(async () =>
      assert.deepEqual(await panel.stored(), {
        page: { route: 'closed', 'open:x': true, 'page:x': [20, 0], 'open:mu': false, scroll: 300 },
      }),
    );
    await page.reload();
    await panel.settled();
    assert.ok(await page.getByRole('radio', { name: /Closed form/ }).isChecked());
    assert.match(await page.getByRole('group', { name: 'Pages of x' }).innerText(), /rows 20–39 of 100/);
    assert.equal(
      await page.getByRole('button', { name: 'mu (30,)' }).first().getAttribute('aria-expanded'),
      'false',
    );
    assert.equal(await page.evaluate(() => window.scrollY), 300);
  });

  it('keeps what the host needs beside its own', async () => {
    const memento = { uri: 'file:///notes.py', where: { kind: 'document' }, options: { eps: 0.5 } } as const;
    const panel = await (await suite.open({ report, memento })).settled();
    await panel.page.getByRole('radio', { name: /Closed form/ }).check();
    await eventually(async () => {
      const stored = (await panel.stored()) as {
        readonly check: unknown;
        readonly page: { readonly route: unknown };
      };
      assert.deepEqual(stored.check, memento);
      assert.equal(stored.page.route, 'closed');
    });
  });

  for (const stored of [
    'nonsense',
    7,
    [],
    { page: 'x' },
    { page: { route: 9, 'open:x': 'yes', scroll: -1, 'page:mu': [1e9, 'a'] } },
  ]) {
    it(`falls back to its defaults from ${JSON.stringify(stored)}`, async () => {
      const { page } = await (await suite.open({ report, stored })).settled();
      assert.ok(await page.getByRole('radio', { name: /graph/ }).isChecked());
      assert.equal(
        await page.getByRole('button', { name: 'x', exact: true }).getAttribute('aria-expanded'),
        'false',
      );
    });
  }

  it('falls back to the first page where a tensor has become smaller', async () => {
    const stored = { page: { 'open:x': true, 'page:x': [80, 24], route: 'gone' } };
    const { page } = await (await suite.open({ report, stored })).settled();
    assert.equal(
      await page
        .getByRole('grid', { name: /^x, shape/ })
        .locator('tbody td')
        .count(),
      20,
    );
  });
});
