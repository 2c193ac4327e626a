import assert from 'node:assert/strict';
import { KeptPlaces } from '../../../src/core/literal/lexer/places';
import type { ArrayLiteral, DType } from '../../../src/core/literal/literal';
import { layerIds, type LayerId } from '../../../src/core/layer/form';
import { assemble } from '../../../src/core/problem/assemble';
import { makeProblem, type Draft } from '../../../src/core/problem/make';
import { defaultOptions } from '../../../src/core/problem/options';
import { presets } from '../../../src/core/problem/preset';
import type { CheckOptions, Input, Problem } from '../../../src/core/problem/problem';
import type { UserError } from '../../../src/core/result';
import { brought, draftOf, given, tensorOf } from '../support/batch';
import { course } from '../support/fixtures';

/** A text of literals, one `name = numbers` a line, and the arrays in it. */
function document(
  lines: readonly (readonly [
    name: string | null,
    shape: readonly number[],
    numbers: string,
    dtype?: DType,
  ])[],
): {
  text: string;
  arrays: ArrayLiteral[];
} {
  let text = '';
  const arrays = lines.map(([name, shape, numbers, dtype = 'float64']): ArrayLiteral => {
    text += name === null ? '' : `${name} = `;
    const start = text.length;
    const words = [...numbers.matchAll(/\S+/g)];
    text += `${numbers}\n`;
    return {
      name,
      tensor: { shape, data: Float64Array.from(words, ([word]) => Number(word)) },
      dtype,
      range: [start, text.length - 1],
      places: new KeptPlaces(
        Uint32Array.from(words, ({ index }) => start + index),
        Uint32Array.from(words, ({ index, 0: word }) => start + index + word.length),
      ),
    };
  });
  return { text, arrays };
}

function assembled(
  lines: Parameters<typeof document>[0],
  options: Partial<CheckOptions> = {},
): ReturnType<typeof assemble> {
  const { text, arrays } = document(lines);
  return assemble(arrays, text, { ...defaultOptions, ...options });
}

function problemFrom(...args: Parameters<typeof assembled>): Problem {
  const result = assembled(...args);
  if (!result.ok) assert.fail(result.error.message);
  return result.value.problem;
}

function errorFrom(...args: Parameters<typeof assembled>): UserError {
  const result = assembled(...args);
  return result.ok ? assert.fail('there is no error') : result.error;
}

const x = ['x', [2, 2], '1. 2. 3. 4.'] as const;
const dataOf = (input: Input | undefined): number[] => [...(input?.tensor.data ?? [])];

describe('assemble', () => {
  it('gives every array its role by its name', () => {
    const { inputs, yours, notes } = problemFrom([
      x,
      ['weight', [2], '1. 2.'],
      ['bias', [2], '3. 4.'],
      ['grad_output', [2, 2], '5. 6. 7. 8.'],
      ['x.grad', [2, 2], '0.125 0.25 0.5 1.'],
    ]);
    assert.deepEqual(dataOf(inputs.gamma), [1, 2]);
    assert.deepEqual(dataOf(inputs.beta), [3, 4]);
    assert.deepEqual(dataOf(inputs.dout), [5, 6, 7, 8]);
    assert.deepEqual([...(yours.dx?.rounding ?? [])], [0.5e-3, 0.5e-3, 0.5e-3, 0.5e-3]);
    assert.deepEqual(notes, []);
  });

  it('keeps the place of every array', () => {
    const { inputs, yours } = problemFrom([x, ['dx', [2, 2], '1. 2. 3. 4.']]);
    assert.deepEqual(inputs.x.origin, {
      kind: 'text',
      name: 'x',
      place: { range: [4, 15], line: 1, column: 5 },
    });
    assert.deepEqual(yours.dx?.origin, {
      kind: 'text',
      name: 'dx',
      place: { range: [21, 32], line: 2, column: 6 },
    });
    assert.deepEqual(inputs.gamma?.origin, { kind: 'chosen', how: 'ones, as none are given' });
  });

  it('takes the first array without a known name for x', () => {
    assert.deepEqual([...problemFrom([[null, [2, 1], '5. 6.']]).inputs.x.tensor.data], [5, 6]);
    assert.deepEqual(problemFrom([[null, [2, 1], '5. 6.']]).notes, []);
    assert.deepEqual(
      problemFrom([
        ['acts', [2, 1], '5. 6.'],
        ['dx', [2, 1], '0. 0.'],
      ]).notes,
      ['acts is taken for x.'],
    );
  });

  it('does not take a number for x', () => {
    assert.deepEqual(
      [
        ...problemFrom([
          ['lr', [], '0.1'],
          ['data', [2], '5. 6.'],
        ]).inputs.x.tensor.data,
      ],
      [5, 6],
    );
  });

  it('says which arrays it leaves out', () => {
    assert.deepEqual(
      problemFrom([
        x,
        ['weight', [2], '1. 2.'],
        ['gamma', [2], '1. 2.'],
        ['w1', [2], '1. 2.'],
        [null, [1], '1.'],
      ]).notes,
      [
        'gamma of line 3 is not used: weight of line 2 is taken for gamma. To take another, select only the arrays that you mean.',
        'w1 is not used: it has none of the names we know.',
        'An array without a name is not used: it has none of the names we know.',
      ],
    );
  });

  it('says which x it takes where there are two, and that a gradient is not one of the layer', () => {
    const { inputs, notes } = problemFrom([x, ['x', [2, 2], '5. 6. 7. 8.'], ['dgamma', [2], '1. 2.']], {
      layer: 'dropout',
    });
    assert.deepEqual(dataOf(inputs.x), [1, 2, 3, 4]);
    assert.deepEqual(notes, [
      'x of line 2 is not used: x of line 1 is taken for x. To take another, select only the arrays that you mean.',
      'dgamma is not used: dropout has none.',
    ]);
  });

  it('says that integers are computed in float64', () => {
    assert.deepEqual(problemFrom([['x', [2, 1], '1 2', 'int']]).notes, [
      'x is written in integers; it is computed in float64.',
    ]);
  });

  it('takes inputs of many digits for rounded prints', () => {
    const { inputs } = problemFrom([
      ['x', [2, 1], '1.12345678 2.5'],
      ['gamma', [1], '1.5'],
    ]);
    assert.deepEqual([inputs.x.rounding, inputs.gamma?.rounding], [0.5e-8, 0]);
  });

  it('guesses the layer from the words around x, unless an option says it', () => {
    const named = [['ln_scale', [1], '1.'], x] as const;
    assert.equal(problemFrom(named).form.layer, 'layernorm');
    assert.equal(problemFrom(named, { layer: 'rmsnorm' }).form.layer, 'rmsnorm');
    assert.equal(problemFrom([x]).form.layer, 'batchnorm');
  });

  it('takes a mask for dropout, and p where it is written', () => {
    const { form, options, inputs } = problemFrom([x, ['mask', [2, 2], '1 0 0 1', 'int'], ['p', [], '0.25']]);
    assert.deepEqual([form.layer, options.p], ['dropout', 0.25]);
    assert.deepEqual(dataOf(inputs.mask), [1, 0, 0, 1]);
  });

  it('takes an x of float32 for a check in float32', () => {
    assert.equal(problemFrom([['x', [2, 1], '0.1 0.2', 'float32']]).precision, 'float32');
    assert.equal(problemFrom([x]).precision, 'float64');
  });

  it('chooses random inputs where there are no outputs, and none that change them where there are', () => {
    const how = (lines: Parameters<typeof problemFrom>[0]): unknown => problemFrom(lines).inputs.dout.origin;
    assert.deepEqual(how([x]), { kind: 'chosen', how: 'randn, seed 231' });
    const right = how([x, ['dx', [2, 2], '0. 0. 0. 0.']]);
    assert.deepEqual(right, { kind: 'chosen', how: 'ones, as if the loss were the sum of y' });
  });

  it('fails without an x, at the first array', () => {
    const { code, message, place } = errorFrom([
      ['dx', [2], '1. 2.'],
      ['gamma', [1], '1.'],
    ]);
    assert.equal(code, 'no-x');
    assert.equal(
      message,
      "There is no x among the arrays (dx, gamma): name the layer's input x, or select it too.",
    );
    assert.deepEqual(place, { range: [5, 10], line: 1, column: 6 });
  });

  const shapes: readonly (readonly [
    name: string,
    lines: Parameters<typeof document>[0],
    message: string,
    line: number,
  ])[] = [
    ['an x that is one number', [['x', [], '1.']], 'x is a single number; batch norm needs an array.', 1],
    [
      'a gamma of another length',
      [x, ['gamma', [3], '1. 2. 3.']],
      'gamma has shape (3,); with x of shape (2, 2) it must be (2,).',
      2,
    ],
    [
      'a dx of another shape',
      [x, ['dx', [4], '1. 2. 3. 4.']],
      'dx has shape (4,); with x of shape (2, 2) it must be (2, 2).',
      2,
    ],
    [
      'a dgamma that is one number',
      [x, ['dgamma', [], '1.']],
      'dgamma has shape (); with x of shape (2, 2) it must be (2,).',
      2,
    ],
  ];
  for (const [name, lines, message, line] of shapes) {
    it(`refuses ${name}, at its place`, () => {
      const error = errorFrom(lines);
      assert.deepEqual([error.code, error.message, error.place?.line], ['shape', message, line]);
    });
  }

  it('takes eps from an option before the text, and from the text before the preset', () => {
    const eps = ['eps', [], '0.25'] as const;
    const both = problemFrom([x, eps], { eps: 0.5 });
    assert.deepEqual([both.eps, both.epsOrigin], [0.5, { kind: 'option' }]);
    const text = problemFrom([x, eps]);
    assert.deepEqual([text.eps, text.epsOrigin.kind], [0.25, 'text']);
    const preset = problemFrom([x], { preset: 'keras' });
    assert.deepEqual([preset.eps, preset.epsOrigin], [1e-3, { kind: 'preset' }]);
    assert.equal(problemFrom([x, eps], { eps: 0 }).eps, 0);
  });

  for (const value of ['-1', 'NaN', 'Infinity']) {
    it(`refuses eps ${value}, at its place`, () => {
      const { code, message, place } = errorFrom([x, ['eps', [], value]]);
      assert.deepEqual(
        [code, message, place?.line],
        ['eps', `eps is ${value}; it must be a number from 0 up.`, 2],
      );
    });
  }

  it('refuses more than one eps and a p that is no probability, at their places, where they count', () => {
    const mask = ['mask', [2, 2], '1 0 0 1'] as const;
    const [two, p] = [['eps', [2], '1e-5 1.'] as const, ['p', [], '5.'] as const];
    for (const [lines, code, message] of [
      [[x, two], 'eps', 'eps has shape (2,); it must be a number from 0 up.'],
      [[x, p, mask], 'p', 'p is 5; it must be a number from 0 to 1.'],
      [[x, ['p', [2, 2], '1. 0. 0. 1.'], mask], 'p', 'p has shape (2, 2); it must be a number from 0 to 1.'],
    ] as const) {
      const error = errorFrom(lines);
      assert.deepEqual([error.code, error.message, error.place?.line], [code, message, 2]);
    }
    assert.equal(problemFrom([x, two], { eps: 0 }).eps, 0);
    assert.equal(problemFrom([x, p, mask], { p: 0.25 }).options.p, 0.25);
    assert.equal(problemFrom([x, p]).form.layer, 'batchnorm');
  });
});

describe('what is chosen for a check', () => {
  const made = (options: Partial<CheckOptions> = {}, more: Partial<Draft> = {}): Problem => {
    const result = makeProblem(draftOf(tensorOf(course.x), more), { ...defaultOptions, ...options });
    return result.ok ? result.value : assert.fail(result.error.message);
  };

  it('are the course’s own numbers for its x and seed', () => {
    const { gamma, beta, dout } = made().inputs;
    assert.deepEqual(dataOf(gamma), course.gamma);
    assert.deepEqual(dataOf(beta), course.beta);
    assert.deepEqual(dataOf(dout), course.dout.flat());
  });

  it('are other numbers for another seed, and say which', () => {
    const { dout } = made({ seed: 1 }).inputs;
    assert.notDeepEqual(dataOf(dout), course.dout.flat());
    assert.deepEqual(dout.origin, { kind: 'chosen', how: 'randn, seed 1' });
  });

  it('do not depend on what else is given', () => {
    const inputs = { x: given(tensorOf(course.x)), gamma: given(tensorOf([1, 1, 1, 1, 1])) };
    assert.deepEqual(dataOf(made({}, { inputs }).inputs.dout), course.dout.flat());
  });

  it('change nothing where outputs were computed without what we would draw', () => {
    const { gamma, beta, dout } = made({}, { gaps: 'neutral' }).inputs;
    assert.deepEqual(
      [dataOf(gamma), dataOf(beta)],
      [
        [1, 1, 1, 1, 1],
        [0, 0, 0, 0, 0],
      ],
    );
    assert.deepEqual(dataOf(dout), Array(20).fill(1));
    assert.deepEqual(
      [gamma, beta, dout].map((input) => input?.origin),
      [
        { kind: 'chosen', how: 'ones, as none are given' },
        { kind: 'chosen', how: 'zeros, as none are given' },
        { kind: 'chosen', how: 'ones, as if the loss were the sum of y' },
      ],
    );
  });

  it('have the shapes of the layer', () => {
    const shapes = (layer: LayerId, options: Partial<CheckOptions> = {}): unknown => {
      const { gamma, beta, dout } = made(options, { layer }).inputs;
      return [gamma, beta, dout].map((input) => input?.tensor.shape);
    };
    assert.deepEqual(shapes('batchnorm'), [[5], [5], [4, 5]]);
    assert.deepEqual(shapes('layernorm'), [[5], [5], [4, 5]]);
    assert.deepEqual(shapes('layernorm', { normDims: 2 }), [
      [4, 5],
      [4, 5],
      [4, 5],
    ]);
    assert.deepEqual(shapes('groupnorm', { groups: 5 }), [[5], [5], [4, 5]]);
    assert.deepEqual(shapes('dropout'), [undefined, undefined, [4, 5]]);
  });

  it('leave RMS norm without a beta, unless one or its gradient is given', () => {
    const beta = given(tensorOf([1, 2, 3, 4, 5]));
    const inputs = { x: given(tensorOf(course.x)), beta };
    const dbeta = brought(tensorOf([1, 2, 3, 4, 5]));
    assert.equal(made({}, { layer: 'rmsnorm' }).inputs.beta, undefined);
    assert.deepEqual(dataOf(made({}, { layer: 'rmsnorm', inputs }).inputs.beta), [1, 2, 3, 4, 5]);
    assert.equal(dataOf(made({}, { layer: 'rmsnorm', yours: { dbeta } }).inputs.beta).length, 5);
  });

  it('have running statistics in batch norm alone', () => {
    for (const layer of layerIds.filter((other) => other !== 'instancenorm')) {
      const { running_mean, running_var } = made({}, { layer }).inputs;
      const has = layer === 'batchnorm';
      assert.deepEqual([running_mean !== undefined, running_var !== undefined], [has, has], layer);
    }
  });

  it('start running statistics as the preset does, and in evaluation mode have seen x once', () => {
    assert.deepEqual(dataOf(made({ preset: 'pytorch' }).inputs.running_var), [1, 1, 1, 1, 1]);
    const { running_mean, running_var } = made({ mode: 'eval' }).inputs;
    const column = course.x.map((row) => row[0] ?? NaN);
    const mean = column.reduce((a, b) => a + b) / 4;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
    assert.ok(Math.abs((dataOf(running_mean)[0] ?? NaN) - 0.1 * mean) < 1e-15 * mean);
    assert.ok(Math.abs((dataOf(running_var)[0] ?? NaN) - 0.1 * variance) < 1e-14 * variance);
    assert.match(
      running_var?.origin.kind === 'chosen' ? running_var.origin.how : '',
      /after one training batch of x/,
    );
  });

  it('take a plain list for one feature', () => {
    const result = makeProblem(draftOf(tensorOf([1, 2, 3])), defaultOptions);
    assert.deepEqual(result.ok && result.value.inputs.x.tensor.shape, [3, 1]);
  });
});

describe('presets', () => {
  // research/batchnorm.md, section 3
  const table: Readonly<
    Record<string, readonly [eps: number, oldWeight: number, unbiased: boolean, initial: number]>
  > = {
    cs231n: [1e-5, 0.9, false, 0],
    pytorch: [1e-5, 0.9, true, 1],
    keras: [1e-3, 0.99, false, 1],
    flax: [1e-5, 0.99, false, 1],
    caffe: [1e-5, 0, true, 0],
    mxnet: [1e-3, 0.9, false, 1],
    paper: [1e-5, 0, true, 0],
  };
  for (const { id, eps, oldWeight, unbiasedRunningVar, initialRunningVar } of Object.values(presets)) {
    it(`${id} follows its framework`, () =>
      assert.deepEqual([eps, oldWeight, unbiasedRunningVar, initialRunningVar], table[id]));
  }
});

describe('the layer and the precision of a check', () => {
  const made = (more: Partial<Draft>, options: Partial<CheckOptions> = {}): Problem => {
    const result = makeProblem(draftOf(tensorOf(course.x), more), { ...defaultOptions, ...options });
    return result.ok ? result.value : assert.fail(result.error.message);
  };

  it('are what an option says before what the text says', () => {
    assert.equal(made({ layer: 'layernorm' }).form.layer, 'layernorm');
    assert.equal(made({ layer: 'layernorm' }, { layer: 'rmsnorm' }).form.layer, 'rmsnorm');
    assert.equal(made({ precision: 'float32' }).precision, 'float32');
    assert.equal(made({ precision: 'float32' }, { precision: 'float64' }).precision, 'float64');
  });

  it('round the inputs where they are float32, and only there', () => {
    const [value = NaN] = course.x.flat();
    assert.equal(made({ precision: 'float32' }).inputs.x.tensor.data[0], Math.fround(value));
    assert.equal(made({}).inputs.x.tensor.data[0], value);
  });

  it('take p from an option before the text, and a half where neither has one', () => {
    assert.equal(made({ layer: 'dropout', p: 0.25 }, { p: 0.75 }).options.p, 0.75);
    assert.equal(made({ layer: 'dropout', p: 0.25 }).options.p, 0.25);
    assert.equal(made({ layer: 'dropout' }).options.p, 0.5);
  });

  it('leave out the inputs and outputs that the layer does not have', () => {
    const row = tensorOf([1, 2, 3, 4, 5]);
    const inputs = { x: given(tensorOf(course.x)), gamma: given(row), running_mean: given(row) };
    const yours = { dgamma: brought(row), dx: brought(tensorOf(course.dx)) };
    const dropout = made({ layer: 'dropout', inputs, yours });
    assert.deepEqual(Object.keys(dropout.inputs).sort(), ['dout', 'mask', 'x']);
    assert.deepEqual(Object.keys(dropout.yours), ['dx']);
    assert.deepEqual(dropout.notes, [
      'gamma is not used: dropout has none.',
      'running_mean is not used: dropout has none.',
      'dgamma is not used: dropout has none.',
    ]);
    assert.equal(made({ layer: 'layernorm', inputs }).inputs.running_mean, undefined);
  });
});
