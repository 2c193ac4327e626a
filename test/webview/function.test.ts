import assert from 'node:assert/strict';
import { wrongFunction } from './checked';
import { eventually, panelSuite } from './harness';
import { contentOf } from './panel-page';
import { courseInputs, reportOf } from './reports';

describe('A checked function in the panel', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  const report = reportOf({ inputs: courseInputs() });
  const content = contentOf(report, 'mine.py', wrongFunction);

  it('says which output is wrong, why, in which line, and what to write there', async () => {
    const { page } = await (await suite.open({ report, content })).settled();
    const text = await page.getByRole('main').innerText();
    for (const part of ['batchnorm_backward', 'dx, line 40', 'x̂ is missing inside', 'What to change'])
      assert.ok(text.includes(part), part);
    assert.equal(await page.locator('.change mark').innerText(), ' * xhat');
    assert.match(text, /✗ Run twice, it gives different results\./);
    assert.match(text, /The cache is what batchnorm_forward returned\./);
  });

  it('asks for the edit, with a preview or without, and for the line', async () => {
    const panel = await (await suite.open({ report, content })).settled();
    await panel.page.getByRole('button', { name: 'Preview' }).click();
    await panel.page.getByRole('button', { name: 'Apply' }).click();
    await panel.page.getByRole('button', { name: 'line 40' }).click();
    await eventually(() => {
      assert.deepEqual(panel.askedFor('applyFix'), [{ preview: true }, { preview: false }]);
      assert.deepEqual(panel.askedFor('revealLine'), [{ line: 40 }]);
    });
  });

  it('lets the choices of a check alone, which are ours here', async () => {
    const { page } = await (await suite.open({ report, content })).settled();
    assert.equal(await page.getByRole('combobox').count(), 0);
  });
});
