import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { RandomState } from '../../../src/core/random/random-state';
import type { Report, Source } from '../../../src/core/report/report';
import { toJson } from '../../../src/core/report/json';
import { toText } from '../../../src/core/report/text';
import { problemOf, randomBatch, type Batch } from '../support/batch';
import { courseBatch } from '../support/fixtures';

const rowsOf = (rows: readonly (readonly number[])[], rest: Partial<Batch> = {}): Batch => {
  const [N, D] = [rows.length, rows[0]?.length ?? 0];
  return { ...randomBatch(new RandomState(3), { N, D }), x: Float64Array.from(rows.flat()), ...rest };
};
const verdicts = (report: Report, right: Source, output = 'dx'): string[] =>
  report.comparisons
    .filter((row) => row.right === right && row.output === output && row.left !== 'article')
    .map(({ left, verdict }) => `${left} ${verdict}`);
const routeVerdicts = (report: Report): string[] =>
  report.routes.filter(({ sound }) => sound).map(({ judgement }) => judgement.verdict);

describe('a check', () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    it(`cannot decide where x holds ${value}, and does not fail`, () => {
      const report = check(problemOf({ ...courseBatch, x: courseBatch.x.with(7, value) }));
      assert.deepEqual(routeVerdicts(report), [
        'cannot-decide',
        'cannot-decide',
        'cannot-decide',
        'cannot-decide',
      ]);
      assert.ok(JSON.parse(toJson(report)));
      assert.ok(toText(report, 'closed').includes('there is no finite right answer'));
    });
  }

  it('cannot decide where a column is constant and eps is 0', () => {
    const report = check(
      problemOf(
        rowsOf(
          [
            [1, 2],
            [1, 3],
            [1, 5],
          ],
          { eps: 0 },
        ),
      ),
    );
    assert.deepEqual(new Set(routeVerdicts(report)), new Set(['cannot-decide']));
  });

  it('cannot decide by differences whose step exceeds the data, but by the reference', () => {
    const report = check(
      problemOf(randomBatch(new RandomState(1), { scale: 1e-3, offset: 0, eps: 1e-10 }), {
        options: { step: 0.1 },
      }),
    );
    assert.deepEqual(verdicts(report, 'numerical'), [
      'graph cannot-decide',
      'paper cannot-decide',
      'closed cannot-decide',
      'projection cannot-decide',
    ]);
    assert.deepEqual(routeVerdicts(report), ['agrees', 'agrees', 'agrees', 'agrees']);
  });

  it('cannot decide where rounding leaves no digits', () => {
    const report = check(problemOf(randomBatch(new RandomState(1), { scale: 1, offset: 1e15 })));
    assert.deepEqual(routeVerdicts(report), [
      'cannot-decide',
      'cannot-decide',
      'cannot-decide',
      'cannot-decide',
    ]);
    assert.match(
      report.routes[0]?.judgement.sentence ?? '',
      /rounding leaves too few correct digits on this data/,
    );
  });

  const sound: readonly (readonly [string, Batch])[] = [
    ['one row', rowsOf([[1, 2, 3]])],
    ['one row and one column', rowsOf([[5]])],
    ['one number 0', rowsOf([[0]])],
    [
      'two rows',
      rowsOf([
        [1, 2],
        [4, -2],
      ]),
    ],
    [
      'constant columns',
      rowsOf([
        [0.1, 7],
        [0.1, 7],
        [0.1, 7],
      ]),
    ],
    [
      'one constant column of two',
      rowsOf([
        [0.1, 1],
        [0.1, 2],
        [0.1, 4],
      ]),
    ],
    ['an offset of 1e8', randomBatch(new RandomState(4), { scale: 1, offset: 1e8 })],
    ['a scale of 1e-150', randomBatch(new RandomState(4), { scale: 1e-150, offset: 0 })],
    ['eps 0', randomBatch(new RandomState(4), { eps: 0 })],
    [
      'dout 0',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { dout: new Float64Array(6) },
      ),
    ],
    [
      'dout 1',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { dout: new Float64Array(6).fill(1) },
      ),
    ],
    [
      'gamma 0',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { gamma: new Float64Array(2) },
      ),
    ],
    [
      'beta and gamma 0',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { gamma: new Float64Array(2), beta: new Float64Array(2) },
      ),
    ],
    [
      'dout of 1e-300',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { dout: Float64Array.of(1, 2, -3, 4, 5, 7).map((v) => v * 1e-300) },
      ),
    ],
  ];
  for (const [name, batch] of sound) {
    it(`of sound routes agrees on ${name}`, () => {
      assert.deepEqual(routeVerdicts(check(problemOf(batch))), ['agrees', 'agrees', 'agrees', 'agrees']);
    });
  }

  const extreme: readonly (readonly [string, Batch])[] = [
    ['one column that is constant but for its last bit', rowsOf([[0.1], [0.1 + 2 ** -56], [0.1]])],
    ['a scale of 1e150', randomBatch(new RandomState(4), { scale: 1e150, offset: 0 })],
    [
      'dout of 1e300',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { dout: Float64Array.of(1, 2, -3, 4, 5, 7).map((v) => v * 1e300) },
      ),
    ],
    ['a scale of 1e160', randomBatch(new RandomState(4), { scale: 1e160, offset: 0 })],
    ['a scale of 1e308', randomBatch(new RandomState(4), { scale: 1e308, offset: 0 })],
    ['a scale of 1e-160 and eps 0', randomBatch(new RandomState(4), { scale: 1e-160, offset: 0, eps: 0 })],
    ['a scale of 1e-150 and eps 0', randomBatch(new RandomState(4), { scale: 1e-150, offset: 0, eps: 0 })],
    ['subnormal x and eps 0', randomBatch(new RandomState(4), { scale: 1e-310, offset: 0, eps: 0 })],
    [
      'subnormal dout',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { dout: Float64Array.of(1, 2, -3, 4, 5, 7).map((v) => v * 5e-324) },
      ),
    ],
    [
      'subnormal gamma',
      rowsOf(
        [
          [1, 2],
          [4, -2],
          [3, 3],
        ],
        { gamma: Float64Array.of(3e-323, 1e-310) },
      ),
    ],
  ];
  for (const [name, batch] of extreme) {
    it(`of sound routes never disagrees on ${name}`, () => {
      const report = check(problemOf(batch));
      assert.ok(
        report.comparisons.every(({ left, verdict }) => left === 'article' || verdict !== 'disagrees'),
      );
    });
  }

  it('tells its progress from 0 to 1, never going back, and more often the longer it takes', () => {
    const toldOf = (batch: Batch): number[] => {
      const told: number[] = [];
      check(problemOf(batch), (share) => told.push(share));
      assert.ok(told.every((share, k) => share >= (told[k - 1] ?? 0) && share <= 1));
      return told;
    };
    const few = toldOf(courseBatch).length;
    const many = toldOf(randomBatch(new RandomState(2), { N: 600, D: 10 })).length;
    assert.ok(few >= 3 && many > few, `${few} and ${many} times`);
  });

  it('leaves the problem as it is', () => {
    const problem = problemOf(courseBatch);
    const before = structuredClone(problem);
    check(problem);
    assert.deepEqual(problem, before);
  });

  it('gives the same report twice, but for the times', () => {
    const plain = ({ routes, speedup: _, ...rest }: Report): unknown => ({
      ...rest,
      routes,
    });
    assert.deepEqual(plain(check(problemOf(courseBatch))), plain(check(problemOf(courseBatch))));
  });

  it('in evaluation mode judges the routes that exist there', () => {
    const report = check(problemOf(courseBatch, { options: { mode: 'eval' } }));
    assert.deepEqual(
      report.routes.map(({ id, judgement }) => `${id} ${judgement.verdict}`),
      ['graph agrees', 'closed agrees'],
    );
    assert.ok(report.inputs.some(({ name }) => name === 'running_var'));
  });

  it('names a tensor for every step and every input', () => {
    const report = check(problemOf(courseBatch));
    const named = [...report.inputs, ...report.forward, ...report.routes.flatMap(({ steps }) => steps)];
    for (const { tensor, shape } of named) assert.deepEqual(report.tensors[tensor]?.shape, shape, tensor);
    assert.ok(named.length > 40);
  });

  it('takes differences of some rows only where all would take too long, and says so', function () {
    this.timeout(60000);
    const report = check(problemOf(randomBatch(new RandomState(2), { N: 3000, D: 20 })));
    assert.deepEqual(routeVerdicts(report), ['agrees', 'agrees', 'agrees', 'agrees']);
    const row = report.comparisons.find(
      ({ left, right, output }) => left === 'numerical' && right === 'reference' && output === 'dx',
    );
    assert.equal(row?.verdict, 'agrees');
    assert.ok(row.count < 60000 && row.count >= 20);
    assert.match(
      report.notes.join(),
      new RegExp(`Central differences were taken for ${row.count} of the 60000 elements`),
    );
  });
});
