import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Report } from '../../src/core/report/report';
import { eventually, panelSuite } from './harness';
import type { PanelPage } from './panel-page';
import { courseInputs, imageInputs, largeInputs, reportOf } from './reports';

describe('A table of values', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  let small: Report;
  let large: Report;
  before(() => {
    small = reportOf({ inputs: courseInputs() });
    const dx = { shape: [100, 30], data: new Float64Array(3000).fill(7) };
    large = reportOf({ inputs: largeInputs(100, 30), yours: { dx } });
  });

  const openX = async (report: Report): Promise<{ panel: PanelPage; grid: Locator }> => {
    const panel = await suite.open({ report, stored: { page: { 'open:x': true } } });
    await panel.settled();
    return { panel, grid: panel.page.getByRole('grid', { name: /^x, shape/ }) };
  };
  const focused = (panel: PanelPage): Promise<string | null> =>
    panel.page.evaluate(() => document.activeElement?.getAttribute('title')?.split(' = ')[0] ?? null);

  it('shows an element in the editor when it is clicked', async () => {
    const { panel, grid } = await openX(small);
    await grid.locator('td[title^="x[2,1]"]').click();
    await eventually(() => assert.deepEqual(panel.askedFor('reveal'), [{ tensor: 'x', position: 11 }]));
  });

  it('is one stop for Tab; arrows walk in it and Enter shows the element', async () => {
    const { panel, grid } = await openX(small);
    assert.equal(await grid.locator('td[tabindex="0"]').count(), 1);
    await grid.locator('td[tabindex="0"]').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp'])
      await panel.page.keyboard.press(key);
    await eventually(async () => assert.equal(await focused(panel), 'x[1,1]'));
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.press('Enter');
    await eventually(() => assert.deepEqual(panel.askedFor('reveal'), [{ tensor: 'x', position: 9 }]));
  });

  it('does not offer what the editor cannot show', async () => {
    const panel = await (await suite.open({ report: small })).settled();
    await panel.page
      .getByRole('grid', { name: /^mu, shape/ })
      .locator('td[title^="mu[2]"]')
      .click();
    assert.deepEqual(panel.askedFor('reveal'), []);
  });

  it('shows a large tensor a page at a time', async () => {
    const { panel, grid } = await openX(large);
    assert.equal(await grid.locator('tbody td').count(), 20 * 12);
    const pager = panel.page.getByRole('group', { name: 'Pages of x' });
    assert.match(await pager.innerText(), /rows 0–19 of 100/);
    await pager.getByRole('button', { name: 'Next rows' }).click();
    await pager.getByRole('button', { name: 'Next columns' }).click();
    await pager.getByRole('button', { name: 'Next columns' }).click();
    await panel.settled();
    assert.match(await pager.innerText(), /rows 20–39 of 100[^]*columns 24–29 of 30/);
    assert.equal(await grid.locator('tbody td').count(), 20 * 6);
    assert.ok(await pager.getByRole('button', { name: 'Next columns' }).isDisabled());
    const cell = grid.locator('td[title^="x[21,25]"]');
    assert.equal(await cell.getAttribute('title'), `x[21,25] = ${large.tensors['x']?.data[21 * 30 + 25]}`);
  });

  it('goes to a row and a column, and says what is wrong with others', async () => {
    const { panel } = await openX(large);
    const goTo = panel.page.getByRole('group', { name: 'Pages of x' }).getByRole('textbox');
    await goTo.fill('100, 3');
    await goTo.press('Enter');
    await panel.page.getByText('Rows run from 0 to 99.').waitFor();
    await goTo.fill('57, 29');
    await goTo.press('Enter');
    await eventually(async () => assert.equal(await focused(panel), 'x[57,29]'));
  });

  it('heads the rows of more than two axes by their leading indices, and goes to an index', async () => {
    const { panel, grid } = await openX(reportOf({ layer: 'groupnorm', inputs: imageInputs() }));
    const heads = await grid.getByRole('rowheader').allInnerTexts();
    assert.deepEqual(heads.slice(0, 4), ['[0,0,0]', '[0,0,1]', '[0,0,2]', '[0,1,0]']);
    const pager = panel.page.getByRole('group', { name: 'Pages of x', exact: true });
    assert.match(await pager.innerText(), /rows \[0,0,0\]–\[1,2,1\] of 24/);
    const goTo = pager.getByRole('textbox', { name: 'Go to index' });
    await goTo.fill('1, 4, 0, 0');
    await goTo.press('Enter');
    await panel.page.getByText('Axis 1 runs from 0 to 3.').waitFor();
    await goTo.fill('1, 4');
    await goTo.press('Enter');
    await panel.page.getByText('Write an index of 4 numbers, such as 1, 3, 2, 4.').waitFor();
    await goTo.fill('1, 3, 2, 4');
    await goTo.press('Enter');
    await eventually(async () => assert.equal(await focused(panel), 'x[1,3,2,4]'));
  });

  it('turns the page when an arrow leaves it', async () => {
    const { panel, grid } = await openX(large);
    await grid.locator('td[title^="x[19,11]"]').focus();
    await grid.locator('td[title^="x[19,11]"]').click();
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowRight');
    await eventually(async () => assert.equal(await focused(panel), 'x[20,12]'));
    await panel.page.keyboard.press('Control+Home');
    await eventually(async () => assert.equal(await focused(panel), 'x[0,0]'));
  });

  it('leads to the worst element wherever it is', async () => {
    const worst = large.yours?.worst;
    assert.ok(worst);
    const panel = await suite.open({ report: large, stored: { page: { 'open:yours.dx': true } } });
    await panel.settled();
    await panel.page.getByRole('button', { name: `Worst: ${worst.element}` }).click();
    await eventually(async () => assert.equal(await focused(panel), worst.element));
    assert.match(await panel.page.locator('td:focus').innerText(), /^worst/);
  });

  it('is loud about numbers that are none', async () => {
    const dx = {
      shape: [4, 5],
      data: Float64Array.from({ length: 20 }, (_, k) => [NaN, Infinity, -Infinity, -0][k] ?? k),
    };
    const panel = await suite.open({ report: reportOf({ inputs: courseInputs(), yours: { dx } }) });
    await panel.settled();
    const grid = panel.page.getByRole('grid', { name: /^dx, shape/ }).last();
    const texts = (await grid.locator('tbody td').allInnerTexts())
      .slice(0, 5)
      .map((text) => text.replace(/^worst\s*/, ''));
    assert.deepEqual(texts, ['NaN', 'Infinity', '-Infinity', '-0', '4']);
    assert.equal(await grid.locator('td.loud').count(), 3);
    assert.equal(
      await panel.page
        .getByRole('region', { name: 'Verdict' })
        .getByRole('heading', { level: 1 })
        .innerText(),
      'Disagrees',
    );
  });

  it('shows why values cannot be had', async () => {
    const panel = await suite.open({
      report: small,
      handlers: {
        window: () => {
          throw new Error('The report is gone; check again.');
        },
      },
    });
    await panel.page.getByText('The report is gone; check again.').first().waitFor();
  });
});
