import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Values } from '../../../src/core/gradcheck/groups';
import { backward, forward, type ForwardResult, type Gradients } from '../../../src/core/kernel/closed-form';
import { referenceKernel } from '../../../src/core/kernel/reference';
import { Resident, type Grouping } from '../../../src/core/kernel/resident';
import { layoutOf, type Layout } from '../../../src/core/layer/layout';
import { forwardLines, normSteps } from '../../../src/core/layer/norm';
import { centredRoutes } from '../../../src/core/layer/route';
import { Workspace } from '../../../src/core/layer/workspace';
import { ulp } from '../../../src/core/tensor/measure';
import { assertNear, drawValues } from '../support/kernel';

const batchNormLayout = (shape: readonly number[]): Layout =>
  layoutOf(shape, { normalised: [0], parameters: [1] });
const columnsOf = (rows: number, columns: number): Grouping => ({ kind: 'columns', rows, columns });

function run(grouping: Grouping, values: Values): ForwardResult & Gradients {
  const found = forward(grouping, { ...values, eps: values.eps[0]! });
  return { ...found, ...backward(grouping, { ...values, ...found }) };
}

/** For each target, the sum or the largest of what its elements have. */
function reduceBy(
  to: Uint32Array,
  term: (i: number) => number,
  join: (a: number, b: number) => number,
): number[] {
  const result: number[] = [];
  for (let i = 0; i < to.length; i++) result[to[i]!] = join(result[to[i]!] ?? 0, term(i));
  return result;
}

const plus = (a: number, b: number): number => a + b;

/** Within four units in the last place of the largest term that is added anywhere in a group, or for a parameter. */
function assertAccurate(layout: Layout, grouping: Grouping, values: Values): void {
  const found = run(grouping, values);
  const expected = referenceKernel(layout, values);
  const { groupOf, paramOf, count } = layout;
  const { dout, gamma } = values;
  const ones = { ...values, gamma: gamma.map(() => 1), beta: gamma.map(() => 0) };
  const xhat = referenceKernel(layout, ones).y;
  const g = (i: number): number => gamma[paramOf[i]!]! * dout[i]!;
  const meanG = reduceBy(groupOf, g, plus).map((sum) => Math.abs(sum) / count);
  const meanGXhat = reduceBy(groupOf, (i) => g(i) * xhat[i]!, plus).map((sum) => Math.abs(sum) / count);
  const direct = (i: number): number =>
    Math.abs(g(i)) + meanG[groupOf[i]!]! + Math.abs(xhat[i]!) * meanGXhat[groupOf[i]!]!;
  const term = reduceBy(groupOf, (i) => direct(i) / found.std[groupOf[i]!]!, Math.max);
  const shown = reduceBy(
    groupOf,
    (i) => Math.abs(gamma[paramOf[i]!]! * xhat[i]!) + Math.abs(values.beta[paramOf[i]!]!),
    Math.max,
  );
  const sumXhat = reduceBy(paramOf, (i) => Math.abs(dout[i]! * xhat[i]!), plus);
  const sumDout = reduceBy(paramOf, (i) => Math.abs(dout[i]!), plus);
  assertNear('y', found.y, expected.y, (i) => 4 * ulp(shown[groupOf[i]!]!));
  assertNear('dx', found.dx, expected.dx, (i) => 4 * ulp(term[groupOf[i]!]!));
  assertNear('dgamma', found.dgamma, expected.dgamma, (p) => 4 * ulp(sumXhat[p]!));
  assertNear('dbeta', found.dbeta, expected.dbeta, (p) => 4 * ulp(sumDout[p]!));
}

/** The closed form's gradients as its readable lines give them. */
function lines(layout: Layout, values: Values): Workspace {
  const workspace = new Workspace(layout);
  workspace.set('eps', 'group', values.eps);
  for (const name of ['x', 'dout'] as const) workspace.set(name, 'element', values[name]);
  for (const name of ['gamma', 'beta'] as const) workspace.set(name, 'parameter', values[name]);
  const closed = centredRoutes(normSteps.centred).find(({ id }) => id === 'closed');
  return workspace.run(forwardLines(normSteps.centred)).run(closed?.lines ?? []);
}

describe('the closed-form kernel', () => {
  it('gives what the lines of the route give', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(1e6),
        (N, D, seed) => {
          const layout = batchNormLayout([N, D]);
          const values = drawValues(layout, seed);
          const found = run(columnsOf(N, D), values);
          const expected = lines(layout, values);
          const size = 1e-12 / Math.sqrt(N === 1 ? 1e-5 : Math.min(...found.std));
          assertNear('y', found.y, expected.get('y'), () => size);
          for (const name of ['dx', 'dgamma', 'dbeta'] as const)
            assertNear(name, found[name], expected.get(name), () => size * N * 10);
        },
      ),
    );
  });

  for (const offset of [0, 1e4, 1e8, 1e15]) {
    for (const N of [1, 2, 3, 7, 64, 1000, 4096]) {
      it(`is within four units of its largest term for ${N} values at ${offset}`, () => {
        for (const D of [1, 2, 3, 8, 13]) {
          const layout = batchNormLayout([N, D]);
          assertAccurate(layout, columnsOf(N, D), drawValues(layout, N + D, { offset }));
        }
      });
    }
  }

  it('is so for columns of mixed magnitudes, equal values, and gamma that is 0 or negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(1e6),
        (N, D, seed) => {
          const layout = batchNormLayout([N, D]);
          const values = drawValues(layout, seed, {
            offset: 3,
            scale: (j) => 10 ** ((j % 13) - 6) * Number(j % 7 !== 5),
          });
          values.gamma[0] = 0;
          values.gamma[D >> 1] = -2;
          assertAccurate(layout, columnsOf(N, D), values);
        },
      ),
    );
  });

  it('is so for upstream gradients that nearly cancel', () => {
    const layout = batchNormLayout([500, 6]);
    const values = drawValues(layout, 3, { offset: 1e4 });
    assertAccurate(layout, columnsOf(500, 6), { ...values, dout: values.dout.map((d) => 1e8 + d) });
  });

  it('is so for layer, instance and group norm', () => {
    const at = { offset: 1e8 };
    for (const [groups, length] of [
      [1, 1],
      [3, 1],
      [5, 7],
      [70, 130],
      [2, 4096],
    ] as const) {
      const layer = layoutOf([groups, length], { normalised: [1], parameters: [1] });
      const rows = { kind: 'rows', groups, length, modulo: 1, perGroup: length, run: 1 } as const;
      assertAccurate(layer, rows, drawValues(layer, length, at));
    }
    for (const L of [1, 4, 33]) {
      const instance = layoutOf([5, 3, L], { normalised: [2], parameters: [1] });
      const rows = { kind: 'rows', groups: 15, length: L, modulo: 3, perGroup: 1, run: L } as const;
      assertAccurate(instance, rows, drawValues(instance, L, at));
      const group = layoutOf([5, 2, 3, L], { normalised: [2, 3], parameters: [1, 2] });
      const grouped = { kind: 'rows', groups: 10, length: 3 * L, modulo: 2, perGroup: 3, run: L } as const;
      assertAccurate(group, grouped, drawValues(group, L, at));
    }
  });

  it('takes the variance of equal values as zero, and gives the mean to twice the digits', () => {
    const equal = forward(columnsOf(7, 2), {
      ...{
        x: new Float64Array(14).fill(0.1),
        gamma: Float64Array.of(1, 1),
        beta: Float64Array.of(0, 0),
        eps: 0.25,
      },
    });
    assert.deepEqual([...equal.variance, ...equal.low, ...equal.std], [0, 0, 0, 0, 0.5, 0.5]);
    const x = Float64Array.of(2 ** 53, 0, 2 ** 53 + 2, 0);
    const { mean, low } = forward(columnsOf(2, 2), {
      ...drawValues(batchNormLayout([2, 2]), 1),
      x,
      eps: 1e-5,
    });
    assert.equal(mean[0]! - 2 ** 53 + low[0]!, 1);
  });

  it('keeps what is not finite in its own column', () => {
    for (const D of [1, 2, 3, 9, 10]) {
      for (let column = 0; column < D; column++) {
        const layout = batchNormLayout([5, D]);
        const values = drawValues(layout, D);
        const before = run(columnsOf(5, D), values);
        values.x[2 * D + column] = NaN;
        const after = run(columnsOf(5, D), values);
        const spoilt = (i: number): boolean => i % D === column;
        after.dx.forEach((value, i) => assert.ok(spoilt(i) ? Number.isNaN(value) : value === before.dx[i]));
        after.y.forEach((value, i) => assert.ok(spoilt(i) ? Number.isNaN(value) : value === before.y[i]));
        assert.ok(after.dgamma.every((value, j) => Number.isNaN(value) === (j === column)));
      }
    }
  });

  it('can be run again on data that stays in memory', () => {
    const layout = batchNormLayout([30, 5]);
    const values = drawValues(layout, 2);
    const { x, gamma, beta, dout } = values;
    const expected = run(columnsOf(30, 5), values);
    const resident = new Resident(columnsOf(30, 5)).put({ x, gamma, beta, dout });
    for (let again = 0; again < 3; again++) {
      resident.forward(values.eps[0]!);
      resident.backward();
    }
    assert.deepEqual(resident.take('dx', 'dgamma'), { dx: expected.dx, dgamma: expected.dgamma });
  });
});
