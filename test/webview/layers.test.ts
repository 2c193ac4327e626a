import assert from 'node:assert/strict';
import type { LayerId } from '../../src/core/layer/form';
import { defaultOptions } from '../../src/core/problem/options';
import type { CheckOptions } from '../../src/core/problem/problem';
import type { Report } from '../../src/core/report/report';
import type { Content } from '../../src/protocol/messages';
import { eventually, panelSuite } from './harness';
import { contentOf, type PanelPage } from './panel-page';
import { courseInputs, dropoutInputs, imageInputs, reportOf } from './reports';

describe('The layer', function () {
  this.timeout(20_000);
  const suite = panelSuite();
  const automatic = { layout: null, groups: null, normDims: null };
  let batchnorm: Report;
  before(() => {
    batchnorm = reportOf({ inputs: courseInputs() });
  });

  const layerOf = (panel: PanelPage) => panel.page.getByRole('combobox', { name: 'layer' });
  const labelsOf = async ({ page }: PanelPage): Promise<string[]> => {
    const options = page.getByRole('group', { name: 'Options of the check' });
    return options.locator('label > span').allInnerTexts();
  };

  it('stands beside the verdict, and among the options as the one that was guessed', async () => {
    const panel = await suite.open({ report: reportOf({ layer: 'layernorm', inputs: courseInputs() }) });
    await panel.settled();
    const link = panel.page
      .getByRole('region', { name: 'Verdict' })
      .getByRole('link', { name: 'Layer norm' });
    assert.equal(await link.count(), 1);
    assert.equal(await layerOf(panel).locator('option:checked').innerText(), 'Automatic (layer norm)');
  });

  it('is switched at once, and another layer looks at x in its own way', async () => {
    const panel = await (await suite.open({ report: batchnorm })).settled();
    await layerOf(panel).selectOption('RMS norm');
    await eventually(() => assert.deepEqual(panel.askedFor('change'), [{ layer: 'rmsnorm', ...automatic }]));
    const options = { layer: 'rmsnorm' } as const;
    const answer = reportOf({ inputs: courseInputs(), options });
    panel.show({ content: contentOf(answer), progress: null, memento: null });
    await panel.page.getByText('Divided by the root mean square over the last axis of x').waitFor();
    await layerOf(panel).selectOption('Automatic');
    await eventually(() => assert.deepEqual(panel.askedFor('change')[1], { layer: null, ...automatic }));
  });

  it('falls back to the default route where it lacks the one that is looked at', async () => {
    const panel = await suite.open({ report: batchnorm, stored: { page: { route: 'paper' } } });
    await panel.settled();
    assert.ok(await panel.page.getByRole('radio', { name: /six equations/ }).isChecked());
    const answer = reportOf({ layer: 'rmsnorm', inputs: courseInputs() });
    panel.show({ content: contentOf(answer), progress: null, memento: null });
    await eventually(async () => assert.equal(await panel.page.getByRole('radio').count(), 2));
    assert.ok(await panel.page.getByRole('radio', { name: /graph/ }).isChecked());
    await eventually(() => assert.deepEqual(panel.askedFor('look').at(-1), { route: 'graph' }));
  });

  const always = ['precision', 'step h', 'tolerance', 'seed'];
  const cases: readonly (readonly [LayerId, 'rows' | 'images', readonly string[]])[] = [
    ['batchnorm', 'rows', ['layer', 'preset', 'mode', 'eps']],
    ['batchnorm', 'images', ['layer', 'layout', 'preset', 'mode', 'eps']],
    ['layernorm', 'rows', ['layer', 'axes normalised', 'eps']],
    ['rmsnorm', 'rows', ['layer', 'axes normalised', 'eps']],
    ['groupnorm', 'rows', ['layer', 'groups', 'eps']],
    ['groupnorm', 'images', ['layer', 'layout', 'groups', 'eps']],
    ['instancenorm', 'images', ['layer', 'layout', 'eps']],
    ['dropout', 'rows', ['layer', 'mode', 'variant', 'p', 'p is for']],
  ];
  for (const [layer, rank, labels] of cases) {
    it(`has as ${layer} of ${rank} only the options that apply: ${labels.join(', ')}`, async () => {
      const given = layer === 'dropout' ? dropoutInputs() : rank === 'rows' ? courseInputs() : imageInputs();
      const panel = await (await suite.open({ report: reportOf({ layer, inputs: given }) })).settled();
      assert.deepEqual(await labelsOf(panel), [...labels, ...always]);
    });
  }

  it('gives its own choices their values', async () => {
    const panel = await suite.open({ report: reportOf({ layer: 'groupnorm', inputs: imageInputs() }) });
    const { page } = await panel.settled();
    const layout = page.getByRole('combobox', { name: 'layout' });
    assert.deepEqual(await layout.locator('option').allInnerTexts(), ['Automatic (NCHW)', 'NCHW', 'NHWC']);
    await layout.selectOption('NHWC');
    const groups = page.getByRole('textbox', { name: 'groups' });
    assert.equal(await groups.inputValue(), '2');
    await groups.fill('0');
    await groups.press('Enter');
    await page.getByText('The number of groups is a whole number from 1 up.').waitFor();
    await groups.fill('4');
    await groups.press('Enter');
    await page.getByRole('combobox', { name: 'precision' }).selectOption('float32');
    await eventually(() =>
      assert.deepEqual(panel.askedFor('change'), [
        { layout: 'NHWC' },
        { groups: 4 },
        { precision: 'float32' },
      ]),
    );
  });

  it('has as dropout a p, what it is for, and a variant', async () => {
    const panel = await suite.open({ report: reportOf({ layer: 'dropout', inputs: dropoutInputs() }) });
    const { page } = await panel.settled();
    const p = page.getByRole('textbox', { name: 'p', exact: true });
    assert.equal(await p.inputValue(), '0.5');
    await p.fill('1.5');
    await p.press('Enter');
    await page.getByText('p is a number from 0 to 1, such as 0.5.').waitFor();
    await p.fill('0.8');
    await p.press('Enter');
    await page.getByRole('combobox', { name: 'p is for' }).selectOption('dropping');
    await page.getByRole('combobox', { name: 'variant' }).selectOption('vanilla');
    await eventually(() =>
      assert.deepEqual(panel.askedFor('change'), [{ p: 0.8 }, { pMeaning: 'drop' }, { variant: 'vanilla' }]),
    );
  });

  const misfit = (options: Partial<CheckOptions>): Content => ({
    kind: 'error',
    error: {
      code: 'shape',
      message: 'x has shape (4, 5); this does not fit.',
      place: { range: [0, 1], line: 3, column: 5 },
    },
    document: 'notes.py',
    options: { ...defaultOptions, ...options },
  });

  it('can be switched where x does not fit it, without losing the focus', async () => {
    const panel = await (await suite.open({ report: batchnorm })).settled();
    await layerOf(panel).focus();
    await layerOf(panel).selectOption('Instance norm');
    panel.show({ content: misfit({ layer: 'instancenorm' }), progress: null, memento: null });
    await panel.page.getByRole('alert').waitFor();
    assert.equal(await layerOf(panel).inputValue(), 'instancenorm');
    await eventually(async () =>
      assert.equal(await panel.page.evaluate(() => document.activeElement?.id), 'layer'),
    );
    await layerOf(panel).selectOption('Dropout');
    await eventually(() =>
      assert.deepEqual(panel.askedFor('change').at(-1), { layer: 'dropout', ...automatic }),
    );
  });

  it('has the choices that were made undone where x does not fit them', async () => {
    const panel = await suite.open({ content: misfit({ layer: 'groupnorm', groups: 3 }) });
    const { page } = await panel.settled();
    assert.equal(await page.getByRole('combobox', { name: 'layout' }).count(), 0);
    const groups = page.getByRole('textbox', { name: 'groups' });
    assert.equal(await groups.inputValue(), '3');
    await groups.fill('');
    await groups.press('Enter');
    await eventually(() => assert.deepEqual(panel.askedFor('change'), [{ groups: null }]));
  });
});
