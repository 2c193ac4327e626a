import assert from 'node:assert/strict';
import { checkLine, computeLine } from '../../../src/cli/compute';
import { toJson } from '../../../src/core/report/json';
import type { Result } from '../../../src/core/result';
import { batch, run } from '../support/cli';
import { course, courseCell } from '../support/fixtures';

interface Plain {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number | string>;
}
type Answer = Readonly<Record<string, unknown>>;

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

/** The answer to one line, without a process. */
function answered(result: Result<object>): Answer {
  if (!result.ok) assert.fail(`${result.error.code}: ${result.error.message}`);
  return result.value as Answer;
}
const sent = (line: object): object => JSON.parse(toJson(line)) as object;
const compute = (line: object): Answer => answered(computeLine(sent(line)));
const check = (line: object): Answer => answered(checkLine(sent(line)));
const dataOf = (answer: Answer, name: string): number[] => Array.from((answer[name] as Plain).data, Number);

function assertClose(answer: unknown, expected: Plain, relative = 1e-13): void {
  const { shape, data } = answer as Plain;
  assert.deepEqual(shape, expected.shape);
  for (const [k, value] of Array.from(expected.data, Number).entries())
    assert.ok(
      Math.abs(Number(data[k]) - value) <= relative * Math.max(1, Math.abs(value)),
      `${data[k]} for ${value}`,
    );
}

const without = (name: string): object =>
  Object.fromEntries(Object.entries(problem).filter(([key]) => key !== name));
const matrix = (data: readonly unknown[]): object => ({ shape: [1, 2], data });
const evaluated = { ...problem, op: 'batchnorm_eval', running_mean: plain([1, 2, 3, 4, 5]) };
const dropped = { op: 'dropout', x: plain([1, 2]), dout: plain([3, 4]) };

/** Lines that cannot be answered by either command, and what is said of them. */
const bad: readonly (readonly [line: unknown, code: string, message: RegExp])[] = [
  ['{"id": 1, "x": [1, 2', 'json', /^This line is not JSON\.$/],
  ['nonsense', 'json', /^This line is not JSON\.$/],
  ['7', 'json', /^This line is not a JSON object\.$/],
  ['null', 'json', /^This line is not a JSON object\.$/],
  ['[1, 2]', 'json', /^This line is not a JSON object\.$/],
  [without('x'), 'field', /^The field x is missing\.$/],
  [{ ...problem, x: null }, 'field', /^The field x is missing\.$/],
  [{ ...problem, x: [[1, 2]] }, 'field', /^The field x must be \{"shape": .*\}, not a list\.$/],
  [{ ...problem, x: 7 }, 'field', /^The field x must be \{"shape": .*\}, not 7\.$/],
  [{ ...problem, x: true }, 'field', /^The field x must be \{"shape": .*\}, not true\.$/],
  [{ ...problem, x: { shape: [2, 2] } }, 'field', /^The field x\.data must be a list of numbers\.$/],
  [{ ...problem, x: { shape: [2], data: 'ab' } }, 'field', /^The field x\.data must be a list of numbers\.$/],
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
  [{ ...problem, x: { shape: ['2'], data: [1, 2] } }, 'field', /^The field x\.shape must be a list/],
  [
    { ...problem, x: { shape: [1e9, 1e9], data: [1] } },
    'field',
    /^The field x\.data has 1 number; its shape needs 1000000000000000000\.$/,
  ],
  [{ ...problem, x: matrix([1, 'two']) }, 'field', /^The field x\.data\[1\] must be a number, not "two"\.$/],
  [{ ...problem, x: matrix([null, 2]) }, 'field', /^The field x\.data\[0\] must be a number, not null\.$/],
  [{ ...problem, x: matrix(['constructor', 2]) }, 'field', /^The field x\.data\[0\] must be a number/],
  [{ ...problem, x: matrix([[1], [2]]) }, 'field', /^The field x\.data\[0\] must be a number, not a list\.$/],
  [
    { ...problem, mask: matrix([1, true]) },
    'field',
    /^The field mask\.data\[1\] must be a number, not true\.$/,
  ],
  [
    { ...problem, x: { shape: Array(65).fill(1), data: [1] } },
    'field',
    /^The field x\.shape has 65 axes; 64 are possible\.$/,
  ],
  [
    { ...problem, gamma: { shape: [5], data: [1] } },
    'field',
    /^The field gamma\.data has 1 number; its shape needs 5\.$/,
  ],
  [{ ...problem, beta: 0 }, 'field', /^The field beta must be \{.*, not 0\.$/],
  [{ ...problem, dout: { shape: [4, 5], data: [] } }, 'field', /^The field dout\.data has 0 numbers/],
  [{ ...problem, running_var: matrix([1, 'x']) }, 'field', /^The field running_var\.data\[1\] must be/],
  [{ ...problem, mask: {} }, 'field', /^The field mask\.shape must be/],
  [{ ...problem, yours: 'dx' }, 'field', /^The field yours must be an object of arrays\.$/],
  [{ ...problem, yours: [dx] }, 'field', /^The field yours must be an object of arrays\.$/],
  [{ ...problem, yours: { dx: 1 } }, 'field', /^The field yours\.dx must be \{.*, not 1\.$/],
  [{ ...problem, yours: { dbeta: { shape: [2], data: [1] } } }, 'field', /^The field yours\.dbeta\.data has/],
  [
    { ...problem, yours: { dx: plain(dx) }, digits: { dx: 'four' } },
    'field',
    /^The field digits\.dx must be a whole number of decimals from 0 to 100, not "four"\.$/,
  ],
  [{ ...problem, eps: -1e-5 }, 'field', /^The field eps must be a number from 0 up, not -0\.00001\.$/],
  [{ ...problem, eps: '1e-5' }, 'field', /^The field eps must be a number from 0 up, not "1e-5"\.$/],
  [{ ...problem, op: 'batchnrom' }, 'field', /^The field op must be one of batchnorm.*, not "batchnrom"\.$/],
  [{ ...problem, op: 7 }, 'field', /^The field op must be one of .*, not 7\.$/],
  [
    { ...problem, mode: 'training' },
    'field',
    /^The field mode must be one of train, eval, test, not "training"\.$/,
  ],
  [{ ...problem, layout: 'NWHC' }, 'field', /^The field layout must be one of ND, .*, not "NWHC"\.$/],
  [{ ...problem, groups: 0 }, 'field', /^The field groups must be a whole number from 1 up, not 0\.$/],
  [
    { ...problem, norm_dims: 1.5 },
    'field',
    /^The field norm_dims must be a whole number from 1 up, not 1\.5\.$/,
  ],
  [
    { ...problem, dtype: 'float16' },
    'field',
    /^The field dtype must be one of float64, float32, not "float16"\.$/,
  ],
  [{ ...problem, p: 1.5 }, 'field', /^The field p must be a number from 0 to 1, not 1\.5\.$/],
  [
    { ...problem, p_meaning: 'kept' },
    'field',
    /^The field p_meaning must be one of keep, drop, not "kept"\.$/,
  ],
  [
    { ...problem, variant: 'other' },
    'field',
    /^The field variant must be one of inverted, vanilla, not "other"\.$/,
  ],
  [{ ...problem, preset: 'torch' }, 'field', /^The field preset must be one of cs231n, .*, not "torch"\.$/],
  [{ ...problem, step: 0 }, 'field', /^The field step must be a number above 0, or auto, not 0\.$/],
  [{ ...problem, tolerance: -1 }, 'field', /^The field tolerance must be a number from 0 up, not -1\.$/],
  [
    { ...problem, seed: 1.5 },
    'field',
    /^The field seed must be a whole number from 0 to 4294967295, not 1\.5\.$/,
  ],
  [{ ...dropped, mask: plain([1, 0]) }, 'field', /^The field p is missing\.$/],
  [
    { ...problem, x: { shape: [], data: [1] } },
    'shape',
    /^x is a single number; batch norm needs an array\.$/,
  ],
  [
    { ...problem, gamma: plain([1, 2]) },
    'shape',
    /^gamma has shape \(2,\); with x of shape \(4, 5\) it must be \(5,\)\.$/,
  ],
  [{ ...problem, layout: 'NCHW' }, 'shape', /^x has shape \(4, 5\); the layout NCHW needs 4 axes\.$/],
  [
    { ...problem, op: 'layernorm', norm_dims: 3 },
    'shape',
    /^x has shape \(4, 5\); layer norm cannot normalise/,
  ],
  [{ ...problem, op: 'groupnorm', groups: 2 }, 'shape', /^groups is 2; it must divide the 5 channels\.$/],
  [
    { ...problem, op: 'instancenorm' },
    'shape',
    /^x has shape \(4, 5\); instance norm needs at least one axis/,
  ],
  [{ ...problem, yours: { dx: plain(dgamma) } }, 'shape', /^yours\.dx has shape \(5,\); with x of shape/],
];

/** Lines that `compute` cannot answer, and `check` cannot where there is something to check. */
const lacking: readonly (readonly [line: object, message: string])[] = [
  [without('dout'), 'The field dout is missing.'],
  [{ ...evaluated, running_mean: undefined }, 'The field running_mean is missing.'],
  [evaluated, 'The field running_var is missing.'],
  [{ ...dropped, p: 0.5 }, 'The field mask is missing.'],
  [{ ...dropped, p: 0.5, dout: undefined }, 'The field dout is missing.'],
];

for (const [command, answer] of [
  ['compute', computeLine],
  ['check', checkLine],
] as const) {
  describe(`a bad line of ${command} --batch`, () => {
    for (const [line, code, message] of bad.filter(([other]) => typeof other === 'object')) {
      it(`is answered with ${code}: ${message.source.replace(/[\\^$]/g, '')}`, () => {
        const result = answer(line as object);
        assert.ok(!result.ok);
        assert.equal(result.error.code, code);
        assert.match(result.error.message, message);
      });
    }

    it('is answered with an error where digits are not said of each output', () => {
      const line = { ...problem, yours: { dx: plain(round(dx, 4)) } };
      for (const digits of [4, '4', [4]]) assert.ok(!answer({ ...line, digits }).ok, JSON.stringify(digits));
    });

    for (const [line, message] of lacking) {
      it(`is answered with field: ${message}`, () => {
        const result = answer(command === 'check' ? { ...line, yours: { dx: plain(dx) } } : line);
        assert.deepEqual(result, { ok: false, error: { code: 'field', message, place: null } });
      });
    }

    it('is answered with its id, and the next line gets its turn', async function () {
      this.timeout(60000);
      const good = { id: 'good', x: plain([1, 2, 6]), dout: plain([1, 2, 3]) };
      const lines = bad.flatMap(([line], k) => [
        typeof line === 'string' ? line : { id: k, ...(line as object) },
        good,
      ]);
      const answers = await batch(command, lines);
      assert.equal(answers.length, lines.length);
      for (const [k, [line, code, message]] of bad.entries()) {
        const [{ id, error } = {}, next] = [answers[2 * k], answers[2 * k + 1]];
        assert.equal(id, typeof line === 'string' ? null : k);
        const found = error as Readonly<Record<'code' | 'message', string>>;
        assert.equal(found.code, code);
        assert.match(found.message, message);
        assert.deepEqual([next?.id, next?.error], ['good', undefined]);
      }
    });
  });
}

describe('the statistics of compute', () => {
  it('are refused where momentum or the number of batches cannot be', () => {
    for (const [field, value, message] of [
      ['momentum', 1.5, 'must be a number from 0 to 1, not 1.5'],
      ['momentum', '0.1', 'must be a number from 0 to 1, not "0.1"'],
      ['num_batches_tracked', -1, 'must be a whole number from 0 up, not -1'],
      ['num_batches_tracked', 0.5, 'must be a whole number from 0 up, not 0.5'],
    ] as const) {
      const expected = { code: 'field', message: `The field ${field} ${message}.`, place: null };
      for (const answer of [computeLine, checkLine])
        assert.deepEqual(answer({ ...problem, [field]: value }), { ok: false, error: expected });
    }
  });

  // mean 3, biased variance 14/3, unbiased 7
  const three = {
    x: { shape: [3, 1], data: [1, 2, 6] },
    dout: { shape: [3, 1], data: [1, 2, 3] },
    running_mean: plain([10]),
    running_var: plain([20]),
  };
  it('are the mean and the biased variance of x', () => {
    const answer = compute(three);
    assertClose(answer.mean, plain([3]));
    assertClose(answer.var, plain([14 / 3]));
  });

  it('run on by five conventions', () => {
    const { running } = compute({ ...three, momentum: 0.25, num_batches_tracked: 1 });
    const expected: Readonly<Record<string, readonly [mean: number, variance: number]>> = {
      cs231n: [0.25 * 10 + 0.75 * 3, 0.25 * 20 + (0.75 * 14) / 3],
      torch: [0.75 * 10 + 0.25 * 3, 0.75 * 20 + 0.25 * 7],
      decay_unbiased: [0.25 * 10 + 0.75 * 3, 0.25 * 20 + 0.75 * 7],
      new_biased: [0.75 * 10 + 0.25 * 3, 0.75 * 20 + (0.25 * 14) / 3],
      torch_cumulative: [6.5, 13.5],
    };
    const found = running as Readonly<Record<string, Readonly<Record<'mean' | 'var', Plain>>>>;
    assert.deepEqual(Object.keys(found), Object.keys(expected));
    for (const [id, [mean, variance]] of Object.entries(expected)) {
      assertClose(found[id]?.mean, plain([mean]));
      assertClose(found[id]?.var, plain([variance]));
    }
  });

  it('run on by the usual momentum of each convention where none is given', () => {
    const {
      cs231n,
      torch,
      torch_cumulative: average,
    } = compute(three).running as Readonly<Record<string, Readonly<Record<'mean', Plain>>>>;
    assertClose(cs231n?.mean, plain([0.9 * 10 + 0.1 * 3]));
    assertClose(torch?.mean, plain([0.9 * 10 + 0.1 * 3]));
    assertClose(average?.mean, plain([3]));
  });

  it('do not run on where there are none before, in evaluation mode, and in other layers', () => {
    const { running_mean: _, ...fewer } = three;
    assert.ok(!('running' in compute(fewer)));
    assert.ok(!('running' in compute({ ...three, mode: 'eval' })));
    assert.ok(!('running' in compute({ ...three, op: 'layernorm' })));
  });

  it('are one for each group of other layers, and a mean square of RMS norm', () => {
    const square = {
      x: plain([
        [1, 3],
        [2, 6],
      ]),
      dout: plain([
        [1, 2],
        [3, 4],
      ]),
    };
    const layer = compute({ op: 'layernorm', ...square });
    assertClose(layer.mean, plain([2, 4]));
    assertClose(layer.var, plain([1, 4]));
    const rms = compute({ op: 'rmsnorm', ...square });
    assertClose(rms.ms, plain([5, 20]));
    assert.ok(!('mean' in rms) && !('var' in rms));
  });
});

describe('compute', () => {
  it('gives the course’s outputs in every layer', () => {
    for (const [name, op, more] of [
      ['bn_4x5', 'batchnorm', {}],
      ['ln_4x5', 'layernorm', {}],
      ['spatial_bn_2x3x4x5', 'batchnorm', {}],
      ['group_norm_2x6x4x5_G2', 'groupnorm', { groups: 2 }],
      ['dropout_10x10_keep0.2_seed123', 'dropout', { p: 0.2 }],
    ] as const) {
      const { inputs, outputs } = courseCell(name, op);
      const answer = compute({ op, ...more, ...inputs, eps: 1e-5 });
      for (const [output, expected] of Object.entries(outputs)) assertClose(answer[output], expected);
    }
  });

  it('gives gradients of gamma and beta the shape that these came in', () => {
    const { inputs } = courseCell('group_norm_2x6x4x5_G2', 'groupnorm');
    const answer = compute({ op: 'groupnorm', groups: 2, ...inputs });
    assert.deepEqual((answer.dgamma as Plain).shape, [1, 6, 1, 1]);
    const flat = compute({ op: 'groupnorm', groups: 2, ...inputs, gamma: undefined, beta: undefined });
    assert.deepEqual((flat.dgamma as Plain).shape, [6]);
  });

  it('takes a missing gamma for ones and a missing beta for zeros', () => {
    const bare = compute({ ...problem, gamma: undefined, beta: undefined });
    const ones = compute({ ...problem, gamma: plain([1, 1, 1, 1, 1]), beta: plain([0, 0, 0, 0, 0]) });
    assert.deepEqual(bare, ones);
  });

  it('gives RMS norm a dbeta only where there is a beta', () => {
    assert.ok('dbeta' in compute({ ...problem, op: 'rmsnorm' }));
    assert.ok(!('dbeta' in compute({ ...problem, op: 'rmsnorm', beta: undefined })));
  });

  it('computes in evaluation mode with the running statistics given', () => {
    const answer = compute({ ...evaluated, running_var: plain([1, 1, 1, 1, 1]) });
    const expected = ((gamma[0] ?? NaN) * ((x[0]?.[0] ?? NaN) - 1)) / Math.sqrt(1 + 1e-5) + (beta[0] ?? NaN);
    assert.ok(Math.abs((dataOf(answer, 'y')[0] ?? NaN) - expected) < 1e-14);
    for (const mode of ['eval', 'test']) {
      const line = { ...evaluated, op: 'batchnorm', mode, running_var: plain([1, 1, 1, 1, 1]) };
      assert.deepEqual(compute(line), answer);
    }
  });

  it('takes a list for one column', () => {
    const answer = compute({ x: { shape: [3], data: [1, 2, 6] }, dout: { shape: [3], data: [1, 2, 3] } });
    assert.deepEqual((answer.y as Plain).shape, [3, 1]);
  });

  it('rounds inputs and outputs to float32 where it is asked to', () => {
    const answer = compute({ ...problem, dtype: 'float32' });
    for (const name of ['y', 'dx', 'dgamma', 'dbeta']) {
      const values = dataOf(answer, name);
      assert.deepEqual(values, values.map(Math.fround));
    }
    assertClose(answer.dx, plain(dx), 1e-6);
    assert.notDeepEqual(dataOf(answer, 'dx'), dataOf(compute(problem), 'dx').map(Math.fround));
  });
});

describe('compute of dropout', () => {
  const mask = plain([1, 0, 1, 1]);
  const base = { op: 'dropout', x: plain([1, 2, -3, 4]), dout: plain([8, 8, 8, -8]), mask, p: 0.25 };
  const forms: readonly (readonly [
    name: string,
    more: object,
    y: readonly number[],
    dx: readonly number[],
  ])[] = [
    ['inverted', {}, [4, 0, -12, 16], [32, 0, 32, -32]],
    ['inverted by a scaled mask', { mask: plain([4, 0, 4, 4]) }, [4, 0, -12, 16], [32, 0, 32, -32]],
    ['inverted, p dropped', { p: 0.75, p_meaning: 'drop' }, [4, 0, -12, 16], [32, 0, 32, -32]],
    ['inverted, in evaluation', { mode: 'test' }, [1, 2, -3, 4], [8, 8, 8, -8]],
    ['vanilla', { variant: 'vanilla' }, [1, 0, -3, 4], [8, 0, 8, -8]],
    ['vanilla, in evaluation', { variant: 'vanilla', mode: 'eval' }, [0.25, 0.5, -0.75, 1], [2, 2, 2, -2]],
    [
      'vanilla, p dropped, in evaluation',
      { variant: 'vanilla', mode: 'eval', p: 0.75, p_meaning: 'drop' },
      [0.25, 0.5, -0.75, 1],
      [2, 2, 2, -2],
    ],
  ];
  for (const [name, more, expectedY, expectedDx] of forms) {
    it(`${name}: multiplies by what the form says`, () => {
      const answer = compute({ ...base, ...more });
      assert.deepEqual(Object.keys(answer), ['y', 'dx']);
      assert.deepEqual(dataOf(answer, 'y'), expectedY);
      assert.deepEqual(dataOf(answer, 'dx'), expectedDx);
    });
  }

  it('draws the mask of the course from its seed', () => {
    const { inputs, outputs } = courseCell('dropout_10x10_keep0.2_seed123', 'dropout');
    const answer = compute({ op: 'dropout', x: inputs.x, dout: inputs.dout, p: 0.2, seed: 123 });
    assertClose(answer.y, outputs.y ?? assert.fail());
    assertClose(answer.dx, outputs.dx ?? assert.fail());
  });

  it('needs no mask in evaluation', () => {
    assert.deepEqual(dataOf(compute({ ...base, mask: undefined, mode: 'eval' }), 'y'), [1, 2, -3, 4]);
  });
});

describe('compute --batch', function () {
  this.timeout(60000);
  let answers: Record<string, unknown>[];
  const lines: unknown[] = [
    { id: 'course', ...problem },
    { id: 0, ...problem },
    { id: ['any', { id: 1 }], ...problem },
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
  before(async () => (answers = await batch('compute', lines)));

  it('gives the course’s outputs', () => {
    const [answer] = answers;
    assert.deepEqual(Object.keys(answer ?? {}), ['id', 'y', 'dx', 'dgamma', 'dbeta', 'mean', 'var']);
    for (const [name, expected] of Object.entries({ y, dx, dgamma, dbeta }))
      assertClose(answer?.[name], plain(expected));
  });

  it('echoes any id', () => {
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['course', 0, ['any', { id: 1 }], 'nan', null],
    );
  });

  it('reads and writes numbers that JSON lacks', () => {
    assert.deepEqual((answers[3]?.y as Plain).data, ['NaN', 'NaN']);
    assert.deepEqual((answers[3]?.dbeta as Plain).data, ['Infinity']);
  });

  it('passes over empty lines, and takes no separator in a string for the end of a line', () => {
    assert.deepEqual(Object.keys(answers[4] ?? {}), ['id', 'y', 'dx', 'dgamma', 'dbeta', 'mean', 'var']);
  });
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
    { id: 'nan', ...problem, yours: { dbeta: { shape: [5], data: ['NaN', 1, 2, 3, 4] } } },
    { id: 'undecided', ...problem, x: { shape: [4, 5], data: Array(20).fill(7) }, eps: 0 },
  ];
  before(async () => (answers = await batch('check', lines)));
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
      assert.deepEqual(Object.keys(found), [
        'id',
        'verdict',
        'sentence',
        'outputs',
        'diagnosis',
        'invariants',
        'blindSpots',
      ]);
      assert.equal(found.verdict, verdict);
      const given = found.outputs as Record<string, object>;
      assert.deepEqual(new Set(Object.keys(given)), new Set(outputs));
      for (const output of Object.values(given)) {
        assert.deepEqual(Object.keys(output), ['verdict', 'maxAbs', 'relError', 'worst', 'reason']);
      }
    });
  }

  it('says why nothing can be decided', () => {
    type Reasons = Readonly<Record<string, { readonly verdict: string; readonly reason: string | null }>>;
    const { sentence, outputs } = answer('undecided');
    const why = /^there is no finite right answer: eps is 0 and the values do not vary/;
    assert.match(
      String(sentence),
      /^Cannot decide about the graph’s dx: at dx\[0,0\] there is no finite right/,
    );
    for (const [output, { verdict, reason }] of Object.entries(outputs as Reasons))
      if (output === 'dbeta') assert.deepEqual([verdict, reason], ['agrees', null]);
      else assert.match(String(reason), why);
    const few = check({ ...problem, yours: { dx: plain(round(dx, 1)) }, digits: { dx: 1 } });
    assert.equal(few.verdict, 'cannot-decide');
    assert.match(String((few.outputs as Reasons).dx?.reason), /^too few digits are printed/);
    const unkept = {
      op: 'dropout',
      x: plain(dx),
      dout: plain(dx),
      mask: plain(dx.map((row) => row.map(() => 1))),
      p: 0,
    };
    const reasonOf = (line: object): string =>
      String((check({ ...line, yours: { dx: plain(dx) } }).outputs as Reasons).dx?.reason);
    assert.match(reasonOf(unkept), /nothing is kept, so that 0 is divided by 0$/);
    const running = {
      running_mean: { shape: [5], data: [0, 0, 0, 0, 0] },
      running_var: { shape: [5], data: [1, -2, 1, 1, 1] },
    };
    assert.match(
      reasonOf({ ...problem, op: 'batchnorm_eval', ...running }),
      /running_var holds -2, whose root/,
    );
  });

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

  it('takes a missing gamma for ones and a missing beta for zeros beside outputs', () => {
    const ones = { ...problem, gamma: plain([1, 1, 1, 1, 1]), beta: plain([0, 0, 0, 0, 0]) };
    const right = compute(ones);
    const yours = { y: right.y, dx: right.dx, dgamma: right.dgamma, dbeta: right.dbeta };
    assert.equal(check({ ...problem, gamma: undefined, beta: undefined, yours }).verdict, 'agrees');
    assert.equal(check({ ...problem, yours: { dx: right.dx } }).verdict, 'disagrees');
  });

  it('says why an output is wrong', () => {
    const { diagnosis } = check({ ...problem, yours: { dx: plain(dx), dbeta: plain(dgamma) } });
    assert.deepEqual(
      (diagnosis as { output: string; source: string; id: string }[]).map((found) => [
        found.source,
        found.output,
        found.id,
      ]),
      [['yours', 'dbeta', 'swapped']],
    );
  });

  it('judges dropout', () => {
    const line = {
      op: 'dropout',
      p: 0.25,
      x: plain([1, 2, -3, 4]),
      dout: plain([8, 8, 8, -8]),
      mask: plain([1, 0, 1, 1]),
    };
    assert.equal(check({ ...line, yours: { dx: plain([32, 0, 32, -32]) } }).verdict, 'agrees');
    assert.equal(check({ ...line, yours: { dx: plain([8, 0, 8, -8]) } }).verdict, 'disagrees');
    assert.equal(check({ ...line, dout: undefined, mask: undefined }).verdict, 'agrees');
  });
});

describe('a batch', function () {
  this.timeout(60000);

  it('of nothing is answered with nothing', async () => {
    assert.deepEqual(await run(['compute', '--batch']), { code: 0, out: '', err: '' });
  });

  it('may begin with a byte order mark', async () => {
    const [first, second] = await batch('compute', [
      `\uFEFF${JSON.stringify({ id: 1, x: plain([1]), dout: plain([1]) })}`,
      { id: 2, x: plain([1]), dout: plain([1]) },
    ]);
    assert.deepEqual([first?.id, first?.error, second?.id], [1, undefined, 2]);
  });

  it('may end its lines as Windows does, the last one not at all', async () => {
    const line = JSON.stringify({ id: 1, x: plain([1]), dout: plain([1]) });
    const { out } = await run(['compute', '--batch'], `${line}\r\n\r\n${line}`);
    assert.equal(out.trimEnd().split('\n').length, 2);
    assert.ok(!out.includes('error'));
  });
});
