import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import type { OutputName } from '../../../src/core/problem/problem';
import type { Comparison, Report, Source } from '../../../src/core/report/report';
import { formatNumber } from '../../../src/core/tensor/format';
import { problemOf } from '../support/batch';
import { course, courseBatch } from '../support/fixtures';

const rowOf = (report: Report, left: Source, right: Source, output: OutputName): Comparison =>
  report.comparisons.find((row) => row.left === left && row.right === right && row.output === output) ??
  assert.fail(`${left} against ${right}, ${output}`);

describe('the course’s cell', () => {
  const report = check(problemOf(courseBatch));

  for (const [output, printed] of [
    ['dx', '1.70e-9'],
    ['dgamma', '7.4e-13'],
    ['dbeta', '2.9e-12'],
  ] as const) {
    it(`prints the rel_error of ${output} that the course’s own code prints`, () => {
      const { relError } = rowOf(report, 'graph', 'numerical', output);
      const digits = printed.replace(/e.*|\./g, '').length;
      assert.equal(formatNumber(relError, digits), String(Number(printed)));
      assert.equal(formatNumber(course.rel_error[output], digits), String(Number(printed)));
    });
  }

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

  it('has y, dx, dgamma and dbeta within rounding of the course’s', () => {
    for (const [name, expected] of [
      ['y', course.out.flat()],
      ['dx', course.dx.flat()],
      ['dgamma', course.dgamma],
      ['dbeta', course.dbeta],
    ] as const) {
      const { data } = report.tensors[`reference.${name}`] ?? assert.fail(name);
      for (const [i, value] of expected.entries()) {
        assert.ok(
          Math.abs((data[i] ?? NaN) - value) <= 1e-14 * Math.max(1, Math.abs(value)),
          `${name}[${i}]`,
        );
      }
    }
  });

  it('agrees for every sound route, and has no blind spot', () => {
    assert.deepEqual(
      report.routes.map(({ id, judgement }) => [id, judgement.verdict]),
      [
        ['graph', 'agrees'],
        ['paper', 'agrees'],
        ['closed', 'agrees'],
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
        'article-numerical',
        'graph-reference',
        'paper-reference',
        'closed-reference',
        'article-reference',
        'numerical-reference',
      ],
    );
  });
});
