import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { defaultOptions } from '../../src/core/problem/options';
import { wrongFunction } from './checked';
import { panelSuite } from './harness';
import { contentOf, type Options } from './panel-page';
import { articleDx, courseInputs, dropoutInputs, imageInputs, largeInputs, reportOf } from './reports';
import { themes } from './server';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = join(import.meta.dirname, '../../out/screenshots');

interface Axe {
  run(context: ElementContext, options: RunOptions): Promise<AxeResults>;
}

/** Every state that a user can meet. */
function states(): Readonly<Record<string, Options>> {
  const agrees = reportOf({ inputs: courseInputs() });
  const yours = reportOf({
    inputs: courseInputs(),
    yours: { dx: articleDx() },
    notes: ['Integers were read as float64.'],
  });
  // What these states add stands above the derivation, which the others show.
  const brief = { ...agrees, forward: [], routes: agrees.routes.map((route) => ({ ...route, steps: [] })) };
  const broken = { shape: [100, 30], data: new Float64Array(3000).fill(NaN) };
  const error = {
    code: 'ragged',
    message: 'Row 2 has 4 elements where 5 are due.',
    place: { range: [0, 1], line: 3, column: 9 },
  } as const;
  const misfit = {
    code: 'shape',
    message: 'x has shape (4, 5); the layout NCHW needs 4 axes.',
    place: { range: [0, 1], line: 3, column: 5 },
  } as const;
  const unfit = { ...defaultOptions, layer: 'groupnorm', layout: 'NCHW', groups: 3, normDims: 2 } as const;
  const refuse = (): never => {
    throw new Error('notes.py was changed since the check.');
  };
  return {
    agrees: { report: agrees },
    yours: { report: yours },
    article: { report: agrees, stored: { page: { route: 'article', 'open:x': true } } },
    groupnorm: {
      report: reportOf({ layer: 'groupnorm', inputs: imageInputs() }),
      stored: { page: { 'open:x': true } },
    },
    dropout: { report: reportOf({ layer: 'dropout', inputs: dropoutInputs() }) },
    undecided: {
      report: {
        ...brief,
        yours: {
          verdict: 'cannot-decide',
          sentence: 'Too few digits are printed.',
          output: null,
          worst: null,
        },
      },
    },
    large: {
      report: reportOf({ inputs: largeInputs(100, 30), yours: { dx: broken } }),
      stored: { page: { 'open:x': true, 'open:yours.dx': true } },
    },
    empty: {},
    error: { content: { kind: 'error', error, document: 'notes.py', options: null } },
    misfit: { content: { kind: 'error', error: misfit, document: 'notes.py', options: unfit } },
    progress: { report: yours, progress: 0.42 },
    function: { report: brief, content: contentOf(brief, 'mine.py', wrongFunction) },
    refused: { report: brief, handlers: { look: refuse } },
  };
}

async function findings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, past the page's Content Security Policy.
  await page.evaluate(axe);
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: Axe };
    // What KaTeX draws is hidden from assistive technology, which reads the MathML beside it.
    return axe.run({ exclude: ['.katex-html'] }, { resultTypes: ['violations'] });
  });
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
        .slice(0, 3)
        .join('; ')}`,
  );
}

describe('Every state in every theme', function () {
  this.timeout(60_000);
  const suite = panelSuite();
  const made = states();
  before(() => mkdirSync(screenshots, { recursive: true }));

  for (const theme of themes) {
    for (const [name, options] of Object.entries(made)) {
      it(`${name} is accessible in ${theme}`, async () => {
        const panel = await (await suite.open({ ...options, theme })).settled();
        assert.deepEqual(await findings(panel.page), []);
        for (const width of [350, 700, 1000]) {
          await panel.page.setViewportSize({ width, height: 900 });
          await panel.page.screenshot({ path: join(screenshots, `${name}-${theme}-${width}.png`) });
        }
      });
    }
  }

  for (const [name, options] of Object.entries(made)) {
    it(`${name} never scrolls sideways`, async () => {
      const { page } = await (await suite.open(options)).settled();
      for (const width of [1000, 700, 350, 320, 175]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `at ${width} px`,
        );
      }
    });
  }
});
