import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layoutFor, layoutOf } from '../../../src/core/layer/layout';
import { groupMembers } from '../../../src/core/gradcheck/groups';
import { RandomState } from '../../../src/core/random/random-state';
import { indexAt } from '../../../src/core/tensor/tensor';
import { formOf, randomSample, settings } from '../support/sample';
import { groupsOf } from '../support/textbook';

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

/** What the layers make of x: counts and shapes, written out by hand. */
const layerTable: readonly (readonly [
  ...about: Parameters<typeof formOf>,
  shape: readonly number[],
  count: number,
  groupShape: readonly number[],
  paramShape: readonly number[],
])[] = [
  ['batchnorm', 'ND', {}, [4, 5], 4, [5], [5]],
  ['batchnorm', 'NCL', {}, [2, 3, 4], 8, [3], [3]],
  ['batchnorm', 'NLC', {}, [2, 3, 4], 6, [4], [4]],
  ['batchnorm', 'NCHW', {}, [2, 3, 4, 5], 40, [3], [3]],
  ['batchnorm', 'NHWC', {}, [2, 3, 4, 5], 24, [5], [5]],
  ['batchnorm', 'NCHW', {}, [2, 3, 4, 5, 6], 240, [3], [3]],
  ['layernorm', 'ND', {}, [4, 5], 5, [4], [5]],
  ['layernorm', 'ND', {}, [5], 5, [], [5]],
  ['layernorm', 'ND', { normDims: 2 }, [4, 5], 20, [], [4, 5]],
  ['layernorm', 'NCL', { normDims: 2 }, [2, 3, 4], 12, [2], [3, 4]],
  ['layernorm', 'NCHW', { normDims: 3 }, [2, 3, 4, 5], 60, [2], [3, 4, 5]],
  ['rmsnorm', 'ND', {}, [4, 5], 5, [4], [5]],
  ['rmsnorm', 'NCL', { normDims: 2 }, [2, 3, 4], 12, [2], [3, 4]],
  ['rmsnorm', 'NCHW', { normDims: 3 }, [2, 3, 4, 5], 60, [2], [3, 4, 5]],
  ['groupnorm', 'ND', { groups: 2 }, [3, 6], 3, [3, 2], [6]],
  ['groupnorm', 'NCL', { groups: 3 }, [2, 6, 5], 10, [2, 3], [6]],
  ['groupnorm', 'NLC', { groups: 2 }, [2, 5, 6], 15, [2, 2], [6]],
  ['groupnorm', 'NCHW', { groups: 1 }, [2, 6, 4, 5], 120, [2, 1], [6]],
  ['groupnorm', 'NCHW', { groups: 6 }, [2, 6, 4, 5], 20, [2, 6], [6]],
  ['groupnorm', 'NHWC', { groups: 2 }, [2, 4, 5, 6], 60, [2, 2], [6]],
  ['instancenorm', 'NCL', {}, [2, 3, 4], 4, [2, 3], [3]],
  ['instancenorm', 'NLC', {}, [2, 4, 3], 4, [2, 3], [3]],
  ['instancenorm', 'NCHW', {}, [2, 3, 4, 5], 20, [2, 3], [3]],
  ['instancenorm', 'NHWC', {}, [2, 4, 5, 3], 20, [2, 3], [3]],
  ['dropout', 'ND', {}, [4, 5], 1, [4, 5], []],
];

describe('layoutFor', () => {
  for (const [layer, order, more = {}, shape, ...expected] of layerTable) {
    const about = Object.entries(more).map(([key, value]) => `, ${key} ${value}`);
    it(`of ${layer} ${order} (${shape.join(', ')})${about.join('')} has the right counts and shapes`, () => {
      const layout = layoutFor(shape, formOf(layer, order, more));
      assert.deepEqual([layout.count, layout.groupShape, layout.paramShape], expected);
      assert.deepEqual(layout.shape, shape);
      assert.equal(layout.groupOf.length, layout.size);
      assert.equal(layout.paramOf.length, layout.size);
    });
  }

  for (const setting of settings) {
    it(`of ${setting.name} gives each element the statistics and the parameter that plain code does`, () => {
      const layout = layoutFor(setting.shape, setting.form);
      const groups = groupsOf(randomSample(new RandomState(1), setting));
      const members = groupMembers(layout).map((group) => group.join());
      assert.deepEqual(new Set(members), new Set(groups.map(({ positions }) => positions.join())));
      for (const { positions, parameters } of groups) {
        assert.deepEqual(
          positions.map((i) => layout.paramOf[i]),
          parameters,
        );
      }
    });
  }
});

describe('groupMembers', () => {
  it('lists the elements of each group in their order', () => {
    assert.deepEqual(
      groupMembers(layoutOf([3, 2], { normalised: [0], parameters: [1] })).map((members) => [...members]),
      [
        [0, 2, 4],
        [1, 3, 5],
      ],
    );
  });
});
