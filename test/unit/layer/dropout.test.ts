import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { dropoutOf } from '../../../src/core/layer/layer';
import type { CheckOptions, Problem } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { given, tensorOf } from '../support/batch';
import { dropout, dropoutProblem } from '../support/dropout';
import { cellProblem, courseCell } from '../support/fixtures';
import { derivationOf } from '../support/judge';

const { x, dout, mask } = dropout;
const scaledMask = tensorOf([
  [4, 0, 4],
  [0, 4, 4],
]);
const withMask = (tensor: typeof mask): { inputs: Problem['inputs'] } => ({
  inputs: { x: given(x), dout: given(dout), mask: given(tensor) },
});

/** What each element is multiplied by where a quarter is kept. */
const forms: readonly (readonly [
  name: string,
  options: Partial<CheckOptions>,
  given: typeof mask,
  factors: readonly number[],
])[] = [
  ['inverted, in training, by a mask of 0 and 1', {}, mask, [4, 0, 4, 0, 4, 4]],
  ['inverted, in training, by a mask that is scaled', {}, scaledMask, [4, 0, 4, 0, 4, 4]],
  [
    'inverted, in training, p the share that is dropped',
    { pMeaning: 'drop', p: 0.75 },
    mask,
    [4, 0, 4, 0, 4, 4],
  ],
  ['inverted, in evaluation', { mode: 'eval' }, mask, [1, 1, 1, 1, 1, 1]],
  ['vanilla, in training', { variant: 'vanilla' }, mask, [1, 0, 1, 0, 1, 1]],
  ['vanilla, in evaluation', { variant: 'vanilla', mode: 'eval' }, mask, Array(6).fill(0.25) as number[]],
  [
    'vanilla, in evaluation, p the share that is dropped',
    { variant: 'vanilla', mode: 'eval', pMeaning: 'drop', p: 0.75 },
    mask,
    Array(6).fill(0.25) as number[],
  ],
  [
    'where all is kept',
    { p: 1 },
    tensorOf([
      [1, 1, 1],
      [1, 1, 1],
    ]),
    [1, 1, 1, 1, 1, 1],
  ],
  [
    'where nothing is kept',
    { p: 0 },
    tensorOf([
      [0, 0, 0],
      [0, 0, 0],
    ]),
    [0, 0, 0, 0, 0, 0],
  ],
];

describe('dropout', () => {
  for (const [name, options, tensor, factors] of forms) {
    it(`${name}: multiplies x and dout by the same factors, by every route and in the reference`, () => {
      const problem = dropoutProblem(options, withMask(tensor));
      const report = check(problem);
      const product = (data: Float64Array): number[] =>
        [...data].map((value, i) => Math.abs(value) * (factors[i] ?? NaN));
      const sizes = (id: string): number[] => [...(report.tensors[id]?.data ?? [])].map(Math.abs);
      assert.deepEqual(sizes('y'), product(x.data));
      assert.deepEqual(sizes('reference.y'), product(x.data));
      for (const id of ['graph.dx', 'closed.dx', 'reference.dx'])
        assert.deepEqual(sizes(id), product(dout.data));
      for (const { left, verdict, output } of report.comparisons)
        assert.equal(verdict, 'agrees', `${left} ${output}`);
    });
  }

  it('has no other outputs than y and dx, and no eps', () => {
    const report = check(dropoutProblem());
    assert.deepEqual(new Set(report.comparisons.map(({ output }) => output)), new Set(['y', 'dx']));
    assert.deepEqual(report.inputs.map(({ name }) => name).sort(), ['dout', 'mask', 'x']);
  });

  it('draws the mask as the course does after np.random.seed', () => {
    const cell = courseCell('dropout_10x10_keep0.2_seed123', 'dropout', { p: 0.2, seed: 123 });
    const problem = cellProblem(cell, { without: ['mask'] });
    const kept = cell.inputs.mask?.data.map((value) => (value === 0 ? 0 : 1));
    assert.deepEqual(problem.inputs.mask?.tensor.data, kept);
    const origin = problem.inputs.mask?.origin;
    assert.deepEqual(origin, { kind: 'chosen', how: 'rand, seed 123, keeping 0.2' });
    const report = check(problem);
    for (const [i, value] of cell.outputs.dx?.data.entries() ?? []) {
      const found = report.tensors['graph.dx']?.data[i] ?? NaN;
      assert.ok(Math.abs(found - value) <= 1e-15 * Math.abs(value), `dx[${i}]`);
    }
  });

  it('draws what is kept from the same numbers where p is the share that is dropped', () => {
    const { mask: _, ...inputs } = dropoutProblem().inputs;
    const drawn = (options: Partial<CheckOptions>): number[] => [
      ...(dropoutProblem({ seed: 7, ...options }, { inputs }).inputs.mask?.tensor.data ?? []),
    ];
    const random = new RandomState(7);
    const uniforms = Array.from({ length: 6 }, () => random.uniform());
    assert.deepEqual(
      drawn({ p: 0.6 }),
      uniforms.map((u) => Number(u < 0.6)),
    );
    assert.deepEqual(
      drawn({ p: 0.6, pMeaning: 'drop' }),
      uniforms.map((u) => Number(u >= 0.6)),
    );
  });

  it('takes a mask for scaled where a value is neither 0 nor 1', () => {
    const factorOf = (values: number[][]): string => {
      const { inputs, options } = dropoutProblem({}, withMask(tensorOf(values)));
      return dropoutOf({ inputs, options }).factor;
    };
    assert.equal(
      factorOf([
        [1, 0, 1],
        [0, 1, 1],
      ]),
      'inverted',
    );
    assert.equal(
      factorOf([
        [4, 0, 4],
        [0, 4, 4],
      ]),
      'as given',
    );
    assert.equal(
      factorOf([
        [0, 0, 0],
        [0, 0, 0],
      ]),
      'inverted',
    );
  });

  it('of any shape is checked, a single number included', () => {
    for (const shape of [[], [4], [2, 1, 3], [1, 2, 2, 2, 1]]) {
      const data = new RandomState(1).randn(shape.reduce((a, b) => a * b, 1)).data;
      const problem = dropoutProblem({}, { inputs: { x: given({ shape, data }) } });
      const report = check(problem);
      assert.ok(report.routes.every(({ judgement }) => judgement.verdict === 'agrees'));
      assert.deepEqual(report.tensors['graph.dx']?.shape, shape);
    }
  });

  it('takes differences that are exact but for rounding, at any step', () => {
    for (const step of [1e-2, 1e-5, 1e-8, 'auto'] as const) {
      const report = check(dropoutProblem({ step, p: 0.3 }));
      for (const { left, right, verdict } of report.comparisons) {
        if (right === 'numerical' || left === 'numerical') assert.equal(verdict, 'agrees', String(step));
      }
    }
  });

  it('of NaN cannot be decided', () => {
    const data = x.data.with(2, NaN);
    const report = check(
      dropoutProblem({}, { inputs: { ...withMask(mask).inputs, x: given({ shape: [2, 3], data }) } }),
    );
    assert.equal(report.comparisons.find(({ output }) => output === 'y')?.verdict, 'cannot-decide');
  });

  it('reads its values in a derivation of two routes', () => {
    const { runs, forwardLines } = derivationOf(dropoutProblem());
    assert.deepEqual(
      runs.map(({ route }) => route.id),
      ['graph', 'closed'],
    );
    assert.deepEqual(
      forwardLines.map(({ id }) => id),
      ['factor', 'y'],
    );
  });
});
