import assert from 'node:assert/strict';
import { batch, run } from '../support/cli';
import { course } from '../support/fixtures';

interface Plain {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}
const plain = (rows: readonly number[] | readonly (readonly number[])[]): Plain => ({
  shape: Array.isArray(rows[0]) ? [rows.length, rows[0].length] : [rows.length],
  data: rows.flat(),
});
const { x, gamma, beta, dout, out: y, dx, dgamma, dbeta } = course;
const problem = {
  op: 'batchnorm',
  x: plain(x),
  gamma: plain(gamma),
  beta: plain(beta),
  dout: plain(dout),
  eps: 1e-5,
};
const round = (rows: readonly (readonly number[])[], digits: number): number[][] =>
  rows.map((row) => row.map((value) => Number(value.toFixed(digits))));

/** Lines that cannot be answered, and what is said of them: the same for both commands. */
const bad: readonly (readonly [line: unknown, code: string, message: RegExp])[] = [
  ['{"id": 1, "x": [1, 2', 'json', /^This line is not JSON\.$/],
  ['nonsense', 'json', /^This line is not JSON\.$/],
  ['7', 'json', /^This line is not a JSON object\.$/],
  ['null', 'json', /^This line is not a JSON object\.$/],
  [{ ...problem, x: undefined }, 'field', /^The field x is missing\.$/],
  [{ ...problem, x: [[1, 2]] }, 'field', /^The field x must be \{"shape", "data"\}\.$/],
  [
    { ...problem, x: { shape: [2, 2], data: [1, 2, 3] } },
    'field',
    /^The field x\.data has 3 numbers; its shape needs 4\.$/,
  ],
  [
    { ...problem, x: { shape: [-1, 2], data: [] } },
    'field',
    /^The field x\.shape must be a list of whole numbers from 1 up\.$/,
  ],
  [{ ...problem, x: { shape: [0, 2], data: [] } }, 'field', /^The field x\.shape must be a list/],
  [{ ...problem, x: { shape: [1.5, 2], data: [1, 2, 3] } }, 'field', /^The field x\.shape must be a list/],
  [{ ...problem, x: { shape: [1e9, 1e9], data: [1] } }, 'field', /^The field x\.data has 1 numbers/],
  [
    { ...problem, x: { shape: [1, 2], data: [1, 'two'] } },
    'field',
    /^The field x\.data\[1\] must be a number, not "two"\.$/,
  ],
  [
    { ...problem, x: { shape: [1, 2], data: [null, 2] } },
    'field',
    /^The field x\.data\[0\] must be a number, not null\.$/,
  ],
  [
    { ...problem, x: { shape: [1, 2], data: ['constructor', 2] } },
    'field',
    /^The field x\.data\[0\] must be a number/,
  ],
  [{ ...problem, x: { shape: [], data: [1] } }, 'shape', /^x is a single number/],
  [{ ...problem, x: { shape: [1, 1, 4], data: [1, 2, 3, 4] } }, 'shape', /^x has shape \(1, 1, 4\)/],
  [
    { ...problem, gamma: plain([1, 2]) },
    'shape',
    /^gamma has shape \(2,\); with x of shape \(4, 5\) it must be \(5,\)\.$/,
  ],
  [{ ...problem, eps: -1e-5 }, 'eps', /^eps is -0\.00001; it must be a number that is 0 or more/],
  [{ ...problem, eps: '1e-5' }, 'field', /^The field eps must be a number\.$/],
  [{ ...problem, op: 'batchnrom' }, 'field', /^The field op must be .*batchnorm.*, not "batchnrom"\.$/],
  [{ ...problem, op: 7 }, 'field', /^The field op must be /],
];

function assertBad(answers: readonly Record<string, unknown>[]): void {
  assert.equal(answers.length, bad.length);
  for (const [k, [line, code, message]] of bad.entries()) {
    const { id, error } = answers[k] ?? {};
    const found = error as { code: string; message: string };
    assert.equal(found.code, code);
    assert.match(found.message, message);
    assert.equal(id, typeof line === 'string' ? null : ((line as { id?: unknown }).id ?? null));
  }
}

describe('compute --batch', function () {
  this.timeout(60000);
  let answers: Record<string, unknown>[];
  const lines: unknown[] = [
    { id: 'course', ...problem },
    { id: 0, ...problem, gamma: undefined, beta: undefined, dout: undefined },
    {
      id: ['any', { id: 1 }],
      ...problem,
      op: 'batchnorm_eval',
      running_mean: plain([1, 2, 3, 4, 5]),
      running_var: plain([1, 1, 1, 1, 1]),
    },
    { id: 'list', x: { shape: [3], data: [1, 2, 6] } },
    {
      id: 'nan',
      ...problem,
      x: { shape: [2, 1], data: ['NaN', '-0'] },
      gamma: plain([1]),
      beta: plain([1]),
      dout: { shape: [2, 1], data: [1, 'Infinity'] },
    },
    '',
    '   ',
    { ...problem, note: 'a line separator \u2028 and a paragraph separator \u2029 in a string' },
  ];
  before(async () => (answers = await batch('compute', [...lines, ...bad.map(([line]) => line)])));

  const assertClose = (answer: unknown, expected: Plain): void => {
    const { shape, data } = answer as Plain;
    assert.deepEqual(shape, expected.shape);
    for (const [k, value] of expected.data.entries())
      assert.ok(Math.abs(Number(data[k]) - Number(value)) < 1e-13);
  };

  it('gives the course’s outputs', () => {
    const [answer] = answers;
    assert.deepEqual(Object.keys(answer ?? {}), ['id', 'y', 'dx', 'dgamma', 'dbeta', 'mean', 'var']);
    for (const [name, expected] of Object.entries({ y, dx, dgamma, dbeta }))
      assertClose(answer?.[name], plain(expected));
  });

  it('chooses what is not given as the course does', () => {
    assert.deepEqual({ ...answers[1], id: 'course' }, answers[0]);
  });

  it('echoes any id', () => {
    assert.deepEqual(
      answers.slice(0, 6).map(({ id }) => id),
      ['course', 0, ['any', { id: 1 }], 'list', 'nan', null],
    );
  });

  it('computes in evaluation mode with the running statistics given', () => {
    const value = (answers[2]?.y as Plain).data[0];
    const expected = ((gamma[0] ?? NaN) * ((x[0]?.[0] ?? NaN) - 1)) / Math.sqrt(1 + 1e-5) + (beta[0] ?? NaN);
    assert.ok(Math.abs(Number(value) - expected) < 1e-14);
  });

  it('takes a list for one column', () => assert.deepEqual((answers[3]?.y as Plain).shape, [3, 1]));

  it('reads and writes numbers that JSON lacks', () => {
    assert.deepEqual((answers[4]?.y as Plain).data, ['NaN', 'NaN']);
    assert.deepEqual((answers[4]?.dbeta as Plain).data, ['Infinity']);
  });

  it('passes over empty lines, and takes no separator in a string for the end of a line', () => {
    assert.deepEqual(Object.keys(answers[5] ?? {}), ['id', 'y', 'dx', 'dgamma', 'dbeta', 'mean', 'var']);
  });

  it('answers every bad line with an error, and then goes on', () => assertBad(answers.slice(6)));
});

describe('check --batch', function () {
  this.timeout(60000);
  let answers: Record<string, unknown>[];
  const worst = dx.map((row, i) => row.map((value, j) => (i === 2 && j === 3 ? value * 1.01 : value)));
  const lines: readonly unknown[] = [
    { id: 'route', ...problem },
    {
      id: 'right',
      ...problem,
      yours: { dx: plain(dx), y: plain(y), dgamma: plain(dgamma), dbeta: plain(dbeta) },
    },
    { id: 'wrong', ...problem, yours: { dx: plain(worst) } },
    { id: 'printed', ...problem, yours: { dx: plain(round(dx, 4)) }, digits: { dx: 4 } },
    { id: 'printed but not said', ...problem, yours: { dx: plain(round(dx, 4)) } },
    { id: 'gamma', ...problem, gamma: plain([1, 1, 1, 1, 1]), yours: { dbeta: plain([dbeta]) } },
    { id: 'shape', ...problem, yours: { dx: plain(dgamma) } },
    { id: 'nan', ...problem, yours: { dbeta: { shape: [5], data: ['NaN', 1, 2, 3, 4] } } },
    { id: 'undecided', ...problem, x: { shape: [4, 5], data: Array(20).fill(7) }, eps: 0 },
  ];
  before(async () => (answers = await batch('check', [...lines, ...bad.map(([line]) => line)])));
  const answer = (id: string): Record<string, unknown> =>
    answers.find((line) => line.id === id) ?? assert.fail(id);

  const verdicts: readonly (readonly [id: string, verdict: string, outputs: readonly string[]])[] = [
    ['route', 'agrees', ['y', 'dx', 'dgamma', 'dbeta']],
    ['right', 'agrees', ['y', 'dx', 'dgamma', 'dbeta']],
    ['wrong', 'disagrees', ['dx']],
    ['printed', 'agrees', ['dx']],
    ['printed but not said', 'disagrees', ['dx']],
    ['gamma', 'agrees', ['dbeta']],
    ['nan', 'disagrees', ['dbeta']],
    ['undecided', 'cannot-decide', ['y', 'dx', 'dgamma', 'dbeta']],
  ];
  for (const [id, verdict, outputs] of verdicts) {
    it(`${id}: ${verdict}`, () => {
      const found = answer(id);
      assert.deepEqual(Object.keys(found), ['id', 'verdict', 'outputs', 'diagnosis', 'blindSpots']);
      assert.equal(found.verdict, verdict);
      const given = found.outputs as Record<string, object>;
      assert.deepEqual(new Set(Object.keys(given)), new Set(outputs));
      for (const output of Object.values(given)) {
        assert.deepEqual(Object.keys(output), ['verdict', 'maxAbs', 'relError', 'worst']);
      }
    });
  }

  it('names the worst element', () => {
    const { dx: found } = answer('wrong').outputs as Record<
      'dx',
      { worst: { element: string; index: number[] } }
    >;
    assert.deepEqual([found.worst.element, found.worst.index], ['dx[2,3]', [2, 3]]);
  });

  it('names blind spots', () => {
    assert.deepEqual(
      (answer('gamma').blindSpots as { id: string }[]).map(({ id }) => id),
      ['gamma-ones'],
    );
  });

  it('refuses a dx that does not fit', () => {
    assert.deepEqual((answer('shape').error as { code: string }).code, 'shape');
  });

  it('answers every bad line with an error, and then goes on', () => assertBad(answers.slice(lines.length)));
});

describe('a batch', function () {
  this.timeout(60000);

  it('of nothing is answered with nothing', async () => {
    assert.deepEqual(await run(['compute', '--batch']), { code: 0, out: '', err: '' });
  });

  it('may end its lines as Windows does, the last one not at all', async () => {
    const line = JSON.stringify({ id: 1, x: { shape: [1], data: [1] } });
    const { out } = await run(['compute', '--batch'], `${line}\r\n\r\n${line}`);
    assert.equal(out.trimEnd().split('\n').length, 2);
    assert.ok(!out.includes('error'));
  });
});
