import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchNormLayout, layoutOf } from '../../../src/core/layer/layout';
import { groupMembers } from '../../../src/core/gradcheck/groups';
import { indexAt } from '../../../src/core/tensor/tensor';

interface Case {
  readonly layer: string;
  readonly shape: readonly number[];
  readonly normalised: readonly number[];
  readonly parameters: readonly number[];
  readonly count: number;
  readonly groupShape: readonly number[];
  readonly paramShape: readonly number[];
}

const cases: readonly Case[] = [
  {
    layer: 'batch norm of (N, D)',
    shape: [4, 5],
    normalised: [0],
    parameters: [1],
    count: 4,
    groupShape: [5],
    paramShape: [5],
  },
  {
    layer: 'batch norm of one row',
    shape: [1, 3],
    normalised: [0],
    parameters: [1],
    count: 1,
    groupShape: [3],
    paramShape: [3],
  },
  {
    layer: 'layer norm over the last axis',
    shape: [2, 3, 4],
    normalised: [2],
    parameters: [2],
    count: 4,
    groupShape: [2, 3],
    paramShape: [4],
  },
  {
    layer: 'layer norm over two axes',
    shape: [2, 3, 4],
    normalised: [1, 2],
    parameters: [1, 2],
    count: 12,
    groupShape: [2],
    paramShape: [3, 4],
  },
  {
    layer: 'batch norm of NCHW',
    shape: [2, 3, 4, 5],
    normalised: [0, 2, 3],
    parameters: [1],
    count: 40,
    groupShape: [3],
    paramShape: [3],
  },
  {
    layer: 'instance norm of NCHW',
    shape: [2, 3, 4, 5],
    normalised: [2, 3],
    parameters: [1],
    count: 20,
    groupShape: [2, 3],
    paramShape: [3],
  },
  {
    layer: 'everything as one group',
    shape: [2, 3],
    normalised: [0, 1],
    parameters: [],
    count: 6,
    groupShape: [],
    paramShape: [],
  },
];

/** Which elements agree in their indices along some axes: the slow way to a projection. */
function classes(shape: readonly number[], axes: readonly number[]): string[] {
  const size = shape.reduce((a, b) => a * b, 1);
  return Array.from({ length: size }, (_, i) => axes.map((axis) => indexAt(shape, i)[axis]).join());
}

/** The number of each class in the order in which row-major counting meets them. */
function numbered(keys: readonly string[]): number[] {
  const order = [...new Set(keys)];
  return keys.map((key) => order.indexOf(key));
}

describe('layoutOf', () => {
  for (const { layer, shape, normalised, parameters, ...expected } of cases) {
    describe(layer, () => {
      const layout = layoutOf(shape, { normalised, parameters });

      it('has the right counts and shapes', () => {
        const { count, groupShape, paramShape } = layout;
        assert.deepEqual({ count, groupShape, paramShape }, expected);
      });

      it('gives each element the group and the parameter of its indices', () => {
        const kept = shape.map((_, axis) => axis).filter((axis) => !normalised.includes(axis));
        assert.deepEqual([...layout.groupOf], numbered(classes(shape, kept)));
        assert.deepEqual([...layout.paramOf], numbered(classes(shape, parameters)));
      });
    });
  }

  it('agrees with brute force for any shape and any set of axes', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (shape, chosen) => {
        const normalised = shape.map((_, axis) => axis).filter((axis) => chosen[axis]);
        const kept = shape.map((_, axis) => axis).filter((axis) => !chosen[axis]);
        const { groupOf } = layoutOf(shape, { normalised, parameters: [] });
        assert.deepEqual([...groupOf], numbered(classes(shape, kept)));
      }),
    );
  });
});

describe('groupMembers', () => {
  it('lists the elements of each group in their order', () => {
    assert.deepEqual(
      groupMembers(batchNormLayout([3, 2])).map((members) => [...members]),
      [
        [0, 2, 4],
        [1, 3, 5],
      ],
    );
  });
});
