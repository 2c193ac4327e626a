import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { outputNames, type OutputName } from '../../../src/core/problem/problem';
import type { Comparison, Report, Source } from '../../../src/core/report/report';
import { formatNumber } from '../../../src/core/tensor/format';
import { brought, problemOf } from '../support/batch';
import { cellProblem, course, courseBatch, courseCell, type Cell } from '../support/fixtures';

const rowOf = (report: Report, left: Source, right: Source, output: OutputName): Comparison =>
  report.comparisons.find((row) => row.left === left && row.right === right && row.output === output) ??
  assert.fail(`${left} against ${right}, ${output}`);

/** The gradient checks of assignment 2, and the rel_error of each gradient as the notebook shows it. */
const cells: readonly (readonly [name: string, cell: Cell, printed: Partial<Record<OutputName, string>>])[] =
  [
    ['batch norm', courseCell('bn_4x5', 'batchnorm'), { dx: '1.70e-9', dgamma: '7.4e-13', dbeta: '2.9e-12' }],
    ['layer norm', courseCell('ln_4x5', 'layernorm'), { dx: '1.43e-9', dgamma: '4.5e-12', dbeta: '2.3e-12' }],
    [
      'spatial batch norm',
      courseCell('spatial_bn_2x3x4x5', 'batchnorm'),
      { dx: '2.79e-7', dgamma: '7.1e-12', dbeta: '3.3e-12' },
    ],
    [
      'spatial group norm',
      courseCell('group_norm_2x6x4x5_G2', 'groupnorm', { groups: 2 }),
      { dx: '7.41e-8', dgamma: '9.5e-12', dbeta: '3.4e-12' },
    ],
    ['dropout', courseCell('dropout_10x10_keep0.2_seed123', 'dropout', { p: 0.2 }), { dx: '5.45e-11' }],
  ];

for (const [name, cell, printed] of cells) {
  describe(`the course’s cell on ${name}`, () => {
    const report = check(cellProblem(cell));

    for (const [output, digits] of Object.entries(printed)) {
      it(`prints the rel_error of ${output} that the course’s own code prints, ${digits}`, () => {
        const { relError } = rowOf(report, 'graph', 'numerical', output as OutputName);
        const count = digits.replace(/e.*|\./g, '').length;
        assert.equal(formatNumber(relError, count), String(Number(digits)));
        assert.equal(formatNumber(cell.relError[output as 'dx'] ?? NaN, count), String(Number(digits)));
      });
    }

    for (const output of outputNames) {
      const right = cell.outputs[output];
      if (right === undefined) continue;
      it(`has a ${output} within rounding of the course’s, from the reference and from every sound route`, () => {
        const sound = report.routes.filter((route) => route.sound).map(({ id }) => `${id}.${output}`);
        for (const id of output === 'y' ? ['reference.y', 'y'] : [`reference.${output}`, ...sound]) {
          const { data } = report.tensors[id] ?? assert.fail(id);
          assert.equal(data.length, right.data.length);
          for (const [i, value] of right.data.entries()) {
            const error = Math.abs((data[i] ?? NaN) - value);
            assert.ok(error <= 1e-13 * Math.max(1, Math.abs(value)), `${id}[${i}]`);
          }
        }
      });
    }

    it('agrees in every sound route, by the reference and by the central differences', () => {
      for (const { left, right, output, verdict } of report.comparisons) {
        if (left !== 'article') assert.equal(verdict, 'agrees', `${left} ${right} ${output}`);
      }
      assert.deepEqual(
        report.diagnosis.filter(({ source }) => source !== 'article'),
        [],
      );
    });

    it('is judged right where its outputs are brought', () => {
      const yours = Object.fromEntries(
        Object.entries(cell.outputs).map(([output, tensor]) => [output, brought(tensor)]),
      );
      const judged = check(cellProblem(cell, { yours })).yours;
      assert.equal(judged?.verdict, 'agrees', judged?.sentence);
    });
  });
}

describe('the course’s cell on batch norm, looked at closely', () => {
  const report = check(problemOf(courseBatch));

  for (const [step, printed] of [
    [1e-2, 2.2e-6],
    [1e-3, 2.2e-8],
    [1e-4, 2.0e-10],
    [1e-5, 1.7e-9],
    [1e-6, 1.1e-8],
    [1e-7, 1.6e-7],
  ] as const) {
    it(`at h = ${step} has an error of ${printed}`, () => {
      const { relError } = rowOf(
        check(problemOf(courseBatch, { options: { step } })),
        'graph',
        'numerical',
        'dx',
      );
      assert.equal(Number(relError.toPrecision(2)), printed);
    });
  }

  it('agrees for every sound route, and has no blind spot', () => {
    assert.deepEqual(
      report.routes.map(({ id, judgement }) => [id, judgement.verdict]),
      [
        ['graph', 'agrees'],
        ['paper', 'agrees'],
        ['closed', 'agrees'],
        ['projection', 'agrees'],
        ['article', 'disagrees'],
      ],
    );
    assert.deepEqual(report.blindSpots, []);
    assert.deepEqual(report.notes, []);
    assert.equal(report.yours, null);
  });

  describe('with the article’s closed form', () => {
    const row = rowOf(report, 'article', 'reference', 'dx');

    it('disagrees in every element, with a rel_error of 1', () => {
      assert.deepEqual([row.verdict, row.wrong, row.count, row.relError], ['disagrees', 20, 20, 1]);
    });

    it('points at the element that is furthest beyond what rounding explains', () => {
      const difference = (i: number): number =>
        Math.abs((report.tensors['article.dx']?.data[i] ?? NaN) - (course.dx.flat()[i] ?? NaN));
      const { position, value, expected, element, bound } = row.worst ?? assert.fail();
      assert.equal(element, `dx[${Math.floor(position / 5)},${position % 5}]`);
      assert.equal(value, report.tensors['article.dx']?.data[position]);
      assert.ok(Math.abs(expected - (course.dx.flat()[position] ?? NaN)) < 1e-14);
      assert.ok(difference(position) > 1e10 * bound);
      assert.ok(Math.abs(row.maxAbs - Math.max(...course.dx.flat().map((_, i) => difference(i)))) < 1e-14);
    });

    it('says so in a sentence', () => {
      const { judgement } = report.routes.find(({ id }) => id === 'article') ?? assert.fail();
      assert.match(
        judgement.sentence,
        /^The article’s dx disagrees: dx\[\d,\d\] is -?[\d.e-]+ where -?[\d.e-]+ is right, off by [\d.e-]+ where rounding explains [\d.e-]+; 20 of 20 elements are wrong\.$/,
      );
      assert.equal(judgement.output, 'dx');
    });

    it('disagrees with the central differences as well', () => {
      assert.equal(rowOf(report, 'article', 'numerical', 'dx').verdict, 'disagrees');
    });

    it('is told which term lost what', () => {
      assert.equal(report.diagnosis.length, 1);
      const [found] = report.diagnosis;
      assert.deepEqual([found?.source, found?.output, found?.id], ['article', 'dx', 'xhat-missing-in-sum']);
      assert.match(found?.message ?? '', /S0·x̂ where S1·x̂ is due/);
      assert.notEqual(found?.terms?.is, found?.terms?.due);
    });

    it('agrees in dgamma and dbeta', () => {
      assert.equal(rowOf(report, 'article', 'reference', 'dgamma').verdict, 'agrees');
      assert.equal(rowOf(report, 'article', 'reference', 'dbeta').verdict, 'agrees');
    });
  });

  it('has rows for every pair that the table promises', () => {
    assert.deepEqual(
      report.comparisons.filter(({ output }) => output === 'dx').map(({ left, right }) => `${left}-${right}`),
      [
        'graph-closed',
        'graph-numerical',
        'paper-numerical',
        'closed-numerical',
        'projection-numerical',
        'article-numerical',
        'graph-reference',
        'paper-reference',
        'closed-reference',
        'projection-reference',
        'article-reference',
        'numerical-reference',
      ],
    );
  });
});
