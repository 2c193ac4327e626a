import assert from 'node:assert/strict';
import katex from 'katex';
import { check } from '../../../src/core/gradcheck/check';
import { toCsv } from '../../../src/core/report/csv';
import { toLatex } from '../../../src/core/report/latex';
import { toMarkdown } from '../../../src/core/report/markdown';
import type { Report, RouteId } from '../../../src/core/report/report';
import { RandomState } from '../../../src/core/random/random-state';
import { brought, problemOf, tensorOf } from '../support/batch';
import { formOf, randomSample } from '../support/sample';
import { course, courseBatch } from '../support/fixtures';

const spatial = randomSample(new RandomState(231), {
  form: formOf('batchnorm', 'NCHW'),
  shape: [2, 6, 4, 5],
});
const reports: readonly (readonly [name: string, report: Report, route: RouteId])[] = [
  ['right code', check(problemOf(courseBatch)), 'closed'],
  ['the article', check(problemOf(courseBatch)), 'article'],
  ['a wrong dx', check(problemOf(courseBatch, { yours: { dx: brought(tensorOf(course.x)) } })), 'graph'],
  [
    'x with a NaN',
    check(problemOf({ ...courseBatch, x: courseBatch.x.map((v, k) => (k ? v : NaN)) })),
    'graph',
  ],
];

const blocks = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, block]) => block ?? '');

describe('toMarkdown', () => {
  for (const [name, report, route] of reports) {
    const text = toMarkdown(report, route);

    it(`writes mathematics that KaTeX can set, of ${name}`, () => {
      const formulas = blocks(text, /^\$\$\n(.*)\n\$\$$/gm);
      assert.ok(formulas.length >= report.forward.length);
      for (const formula of formulas) katex.renderToString(formula, { throwOnError: true, strict: 'error' });
    });

    it(`gives every row of a table as many cells as its header, of ${name}`, () => {
      const tables = blocks(text, /((?:^\|.*\|\n)+)/gm);
      assert.ok(tables.length > 2);
      for (const table of tables) {
        const cells = table
          .trimEnd()
          .split('\n')
          .map((row) => row.split(/(?<!\\)\|/).length);
        assert.deepEqual(new Set(cells).size, 1, table);
      }
    });
  }

  it('begins with the verdict, and shows the term that is wrong beside the right one', () => {
    const [, report, route] = reports[1]!;
    assert.match(toMarkdown(report, route), /^# Disagrees\n\nThe article’s dx disagrees/);
    assert.match(toMarkdown(report, route), /\\text\{is: \} .*\\qquad \\text\{due: \} /);
  });
});

describe('toLatex', () => {
  for (const [name, report, route] of reports) {
    const text = toLatex(report, route);

    it(`ends every environment and closes every brace, of ${name}`, () => {
      const begun = blocks(text, /\\begin\{(\w+)\}/g).sort();
      assert.deepEqual(begun, blocks(text, /\\end\{(\w+)\}/g).sort());
      const depth = text.replace(/\\[{}]/g, '').replace(/[^{}]/g, '');
      assert.equal(depth.replaceAll('}', '').length, depth.replaceAll('{', '').length);
    });

    it(`has no letter that plain LaTeX does not know, of ${name}`, () => {
      assert.doesNotMatch(text, /[^\u0000-\u00ff]/);
    });
  }

  it('keeps what is special to TeX in a name of the user’s from being a command', () => {
    const problem = problemOf(courseBatch);
    const report = { ...check(problem), notes: ['中_{x}$ & 50% #1 \\end{document} ~^'] };
    const note = /\\textbf\{note:\} (.*)/.exec(toLatex(report, 'graph'))?.[1];
    assert.equal(
      note,
      String.raw`[U+4E2D]\_\{x\}\$ \& 50\% \#1 \textbackslash{}end\{document\} \textasciitilde{}\textasciicircum{}`,
    );
  });
});

describe('toCsv', () => {
  for (const [name, report, route] of reports) {
    it(`gives every number back, of ${name}`, () => {
      const [header = '', ...rows] = toCsv(report, route).trimEnd().split('\r\n');
      const shown = report.comparisons.filter(({ left }) => left !== 'article' || route === 'article');
      assert.equal(rows.length, shown.length);
      const column = header.split(',').indexOf('max_abs');
      rows.forEach((row, k) => assert.equal(Number(row.split(',')[column]), shown[k]?.maxAbs, row));
    });
  }
});

describe('the values of an export', () => {
  it('are all there where they are few, and the first ones with a sentence where they are many', () => {
    const few = toMarkdown(reports[0]![1], 'closed');
    assert.doesNotMatch(few, /The first/);
    const many = check(problemOf(spatial));
    assert.match(toMarkdown(many, 'closed'), /The first 12 of 48 rows and 5 of 5 columns\./);
  });
});
