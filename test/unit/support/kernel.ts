import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Values } from '../../../src/core/gradcheck/groups';
import { layoutOf, type Layout } from '../../../src/core/layer/layout';
import { RandomState } from '../../../src/core/random/random-state';
import { ulp } from '../../../src/core/tensor/measure';
import { sizeOf } from '../../../src/core/tensor/tensor';

/** How the numbers of a problem are drawn: x = offset + scale · normal, another scale for each group. */
export interface Drawn {
  readonly offset?: number;
  readonly scale?: (group: number) => number;
  readonly eps?: number;
}

export function drawValues(
  layout: Layout,
  seed: number,
  { offset = 0, scale = () => 1, eps = 1e-5 }: Drawn = {},
): Values {
  const random = new RandomState(seed);
  const parameters = sizeOf(layout.paramShape);
  const x = random.randn(layout.size).data;
  return {
    x: x.map((value, i) => offset + scale(layout.groupOf[i]!) * value),
    gamma: random.randn(parameters).data,
    beta: random.randn(parameters).data,
    dout: random.randn(layout.size).data,
    eps: new Float64Array(sizeOf(layout.groupShape)).fill(eps),
    centred: true,
    running: null,
  };
}

/** Layouts of batch, layer, instance and group norm. */
export const anyLayout: fc.Arbitrary<Layout> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 }))
    .chain(([N, D]) =>
      fc.constantFrom(
        layoutOf([N, D], { normalised: [0], parameters: [1] }),
        layoutOf([N, D], { normalised: [1], parameters: [1] }),
      ),
    ),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }))
    .chain(([N, C, L]) =>
      fc.constantFrom(
        layoutOf([N, C, L], { normalised: [2], parameters: [1] }),
        layoutOf([N, C, L], { normalised: [0, 2], parameters: [1] }),
        layoutOf([N, 2, C, L], { normalised: [2, 3], parameters: [1, 2] }),
      ),
    ),
);

/** Every value within some units in the last place of a size, or as little finite as expected. */
export function assertNear(
  name: string,
  actual: Float64Array,
  expected: Float64Array,
  bound: (i: number) => number,
): void {
  assert.equal(actual.length, expected.length, name);
  expected.forEach((value, i) => {
    const found = actual[i] ?? NaN;
    const near = Number.isFinite(value) ? Math.abs(found - value) <= bound(i) : !Number.isFinite(found);
    // Written out only on failure: there are many values.
    if (!near) assert.fail(`${name}[${i}]: ${found} for ${value}, within ${bound(i)}`);
  });
}

/** One unit in the last place, or nothing beside the terms that cancelled. */
export const rounded =
  (expected: Float64Array, size: number) =>
  (i: number): number =>
    Math.max(ulp(expected[i]!), 1e-25 * size);
