import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Values } from '../../../src/core/gradcheck/groups';
import { reference } from '../support/reference';
import { referenceKernel } from '../../../src/core/kernel/reference';
import { layoutOf, type Layout } from '../../../src/core/layer/layout';
import { sizeOf } from '../../../src/core/tensor/tensor';
import { anyLayout, assertNear, drawValues, rounded } from '../support/kernel';

const batchNormLayout = (shape: readonly number[]): Layout =>
  layoutOf(shape, { normalised: [0], parameters: [1] });

function assertSame(layout: Layout, values: Values): void {
  const expected = reference(layout, values);
  const found = referenceKernel(layout, values);
  const largest = (data: Float64Array): number =>
    data.reduce((most, v) => Math.max(most, Math.abs(v) || 0), 0);
  const steep = 1 + largest(values.gamma) * largest(values.dout);
  for (const name of ['y', 'dx', 'dgamma', 'dbeta'] as const) {
    const size = name === 'dx' ? steep / Math.sqrt(values.eps[0]!) : steep + largest(values.beta);
    assertNear(name, found[name], expected[name], rounded(expected[name], size * layout.count));
  }
}

describe('the reference kernel', () => {
  it('gives what the reference in plain code gives, whatever the layout and the scales', () => {
    fc.assert(
      fc.property(
        anyLayout,
        fc.nat(1e6),
        fc.constantFrom(0, 1, 1e4, 1e8, -1e8),
        fc.constantFrom(1e-6, 1, 1e6),
        (layout, seed, offset, scale) =>
          assertSame(
            layout,
            drawValues(layout, seed, { offset, scale: (group) => scale * 10 ** (group % 5) }),
          ),
      ),
      { numRuns: 300 },
    );
  });

  it('is right on long groups too', () => {
    const layout = batchNormLayout([1000, 3]);
    assertSame(layout, drawValues(layout, 3, { offset: 1e8 }));
  });

  it('normalises by running statistics where they are given', () => {
    const layout = batchNormLayout([6, 5]);
    const running = { mean: Float64Array.of(1, 2, 3, 4, 5), var: Float64Array.of(1, 0.5, 2, 1e-9, 1e9) };
    assertSame(layout, { ...drawValues(layout, 8), running });
  });

  it('of RMS norm has the slope of its own forward pass', () => {
    const layout = layoutOf([3, 7], { normalised: [1], parameters: [1] });
    const values = { ...drawValues(layout, 5, { offset: 2 }), centred: false };
    const run = (x: Float64Array): number =>
      referenceKernel(layout, { ...values, x }).y.reduce((sum, y, i) => sum + y * values.dout[i]!, 0);
    const { y, dx } = referenceKernel(layout, values);
    const square = values.x.subarray(0, 7).reduce((sum, x) => sum + x * x, 0) / 7;
    assert.ok(
      Math.abs(y[0]! - ((values.gamma[0]! * values.x[0]!) / Math.sqrt(square + 1e-5) + values.beta[0]!)) <
        1e-14,
    );
    const h = 1e-5;
    dx.forEach((slope, k) => {
      const at = (step: number): number => run(values.x.map((x, i) => (i === k ? x + step : x)));
      assert.ok(Math.abs((at(h) - at(-h)) / (2 * h) - slope) < 1e-8);
    });
  });

  it('has no gradient in a single value and none but that of beta in equal ones', () => {
    const single = batchNormLayout([1, 3]);
    assert.deepEqual([...referenceKernel(single, drawValues(single, 1)).dx], [0, 0, 0]);
    const layout = batchNormLayout([5, 2]);
    const values = { ...drawValues(layout, 2), x: new Float64Array(10).fill(0.1) };
    const { y, dgamma } = referenceKernel(layout, values);
    assert.deepEqual([...y.subarray(0, 2)], [...values.beta]);
    assert.deepEqual([...dgamma], [0, 0]);
    assertSame(layout, values);
  });

  it('keeps what is not finite in its own group, whichever lane that is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.nat(6),
        fc.constantFrom<'x' | 'dout'>('x', 'dout'),
        fc.constantFrom(NaN, Infinity, -Infinity),
        (D, column, name, bad) => {
          const layout = batchNormLayout([4, D]);
          const clean = drawValues(layout, 11);
          const values = { ...clean, [name]: clean[name].map((v, i) => (i === column % D ? bad : v)) };
          const before = referenceKernel(layout, clean);
          const after = referenceKernel(layout, values);
          for (let i = 0; i < layout.size; i++) {
            if (i % D === column % D) assert.ok(!Number.isFinite(after.dx[i]));
            else assert.ok(after.dx[i] === before.dx[i] && after.y[i] === before.y[i]);
          }
          assert.deepEqual(
            [...after.dgamma].map(Number.isFinite),
            Array.from({ length: D }, (_, j) => j !== column % D),
          );
        },
      ),
    );
  });

  it('lets a group that is not finite into the parameters that it shares', () => {
    const layout = layoutOf([3, 4], { normalised: [1], parameters: [1] });
    const values = drawValues(layout, 4);
    values.x[5] = NaN;
    const { dgamma, dbeta, dx } = referenceKernel(layout, values);
    assert.equal(dgamma.length, sizeOf(layout.paramShape));
    assert.ok(dgamma.every(Number.isNaN) && dbeta.every(Number.isFinite));
    assert.ok(dx.every((value, i) => Number.isFinite(value) === (layout.groupOf[i] !== 1)));
  });
});
