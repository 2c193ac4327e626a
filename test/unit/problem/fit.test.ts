import assert from 'node:assert/strict';
import type { AxisOrder, Form, LayerId } from '../../../src/core/layer/form';
import { layoutFor } from '../../../src/core/layer/layout';
import { expectedShape, fitForm, fitTo, type Fit } from '../../../src/core/problem/fit';
import { inputNames, outputNames } from '../../../src/core/problem/problem';
import type { Result } from '../../../src/core/result';
import { tensorOf } from '../support/batch';
import { formOf, sizeOf } from '../support/sample';

interface Asked {
  readonly layout?: AxisOrder;
  readonly groups?: number;
  readonly normDims?: number;
  readonly gamma?: readonly number[];
}
const zeros = (shape: readonly number[]) => ({ shape, data: new Float64Array(sizeOf(shape)) });
function fit(layer: LayerId, shape: readonly number[], asked: Asked = {}): Result<Fit, string> {
  const { layout = null, groups = null, normDims = null, gamma } = asked;
  return fitForm(layer, zeros(shape), gamma && zeros(gamma), { layout, groups, normDims });
}

describe('fitForm', () => {
  const errors: readonly (readonly [LayerId, readonly number[], Asked, message: string])[] = [
    ['batchnorm', [], {}, 'x is a single number; batch norm needs an array.'],
    ['layernorm', [], {}, 'x is a single number; layer norm needs an array.'],
    ['groupnorm', [], {}, 'x is a single number; group norm needs an array.'],
    ['layernorm', [5], { normDims: 2 }, 'x has shape (5,); layer norm cannot normalise its last 2 axes.'],
    ['rmsnorm', [2, 3], { normDims: 3 }, 'x has shape (2, 3); RMS norm cannot normalise its last 3 axes.'],
    ['groupnorm', [6], {}, 'x has shape (6,); group norm needs a batch axis and a channel axis.'],
    ['instancenorm', [6], {}, 'x has shape (6,); instance norm needs a batch axis and a channel axis.'],
    [
      'batchnorm',
      [6],
      { layout: 'NCL' },
      'x has shape (6,); batch norm needs a batch axis and a channel axis.',
    ],
    ['batchnorm', [2, 3], { layout: 'NCHW' }, 'x has shape (2, 3); the layout NCHW needs 4 axes.'],
    ['batchnorm', [2, 3, 4], { layout: 'ND' }, 'x has shape (2, 3, 4); the layout ND needs 2 axes.'],
    ['groupnorm', [2, 3, 4, 5], { layout: 'NLC' }, 'x has shape (2, 3, 4, 5); the layout NLC needs 3 axes.'],
    [
      'instancenorm',
      [2, 3],
      {},
      'x has shape (2, 3); instance norm needs at least one axis beside batch and channels, as in NCL.',
    ],
    ['groupnorm', [2, 6, 4], { groups: 4 }, 'groups is 4; it must divide the 6 channels.'],
    ['groupnorm', [2, 4, 6], { groups: 4, layout: 'NLC' }, 'groups is 4; it must divide the 6 channels.'],
    ['groupnorm', [2, 6], { groups: 7 }, 'groups is 7; it must divide the 6 channels.'],
  ];
  for (const [layer, shape, asked, message] of errors) {
    it(`refuses ${layer} of (${shape.join(', ')}) with ${JSON.stringify(asked)}`, () => {
      assert.deepEqual(fit(layer, shape, asked), { ok: false, error: message });
    });
  }

  const fits: readonly (readonly [
    LayerId,
    readonly number[],
    Asked,
    form: Form,
    checked?: readonly number[],
  ])[] = [
    ['batchnorm', [4], {}, formOf('batchnorm', 'ND'), [4, 1]],
    ['batchnorm', [4, 5], {}, formOf('batchnorm', 'ND')],
    ['batchnorm', [2, 3, 4], {}, formOf('batchnorm', 'NCL')],
    ['batchnorm', [2, 3, 4, 5], {}, formOf('batchnorm', 'NCHW')],
    ['batchnorm', [2, 3, 4, 5, 6], {}, formOf('batchnorm', 'NCHW')],
    ['batchnorm', [2, 3, 4, 5], { layout: 'NHWC' }, formOf('batchnorm', 'NHWC')],
    ['layernorm', [5], {}, formOf('layernorm', 'ND')],
    ['layernorm', [4, 5], {}, formOf('layernorm', 'ND')],
    ['layernorm', [2, 3, 4], {}, formOf('layernorm', 'NCL')],
    ['layernorm', [2, 3, 4], { gamma: [3, 4] }, formOf('layernorm', 'NCL', { normDims: 2 })],
    ['layernorm', [2, 3, 4], { gamma: [1, 4] }, formOf('layernorm', 'NCL')],
    ['layernorm', [2, 3, 4], { gamma: [2, 3, 4] }, formOf('layernorm', 'NCL', { normDims: 3 })],
    ['layernorm', [2, 3, 4], { gamma: [3, 4], normDims: 1 }, formOf('layernorm', 'NCL')],
    ['rmsnorm', [2, 3, 4], { normDims: 2 }, formOf('rmsnorm', 'NCL', { normDims: 2 })],
    ['groupnorm', [2, 6, 4], {}, formOf('groupnorm', 'NCL', { groups: 2 })],
    ['groupnorm', [2, 5, 4], {}, formOf('groupnorm', 'NCL', { groups: 1 })],
    ['groupnorm', [2, 6, 4], { groups: 3 }, formOf('groupnorm', 'NCL', { groups: 3 })],
    ['groupnorm', [2, 3, 4], { layout: 'NLC' }, formOf('groupnorm', 'NLC', { groups: 2 })],
    ['instancenorm', [2, 3, 4], {}, formOf('instancenorm', 'NCL')],
    ['dropout', [], {}, formOf('dropout', 'ND')],
    ['dropout', [2, 3, 4], {}, formOf('dropout', 'NCL')],
  ];
  for (const [layer, shape, asked, form, checked = shape] of fits) {
    it(`takes ${layer} of (${shape.join(', ')}) with ${JSON.stringify(asked)}`, () => {
      assert.deepEqual(fit(layer, shape, asked), { ok: true, value: { form, shape: checked } });
    });
  }
});

describe('expectedShape', () => {
  it('knows the shape of every array, whatever the layer', () => {
    const layout = layoutFor([2, 6, 4], formOf('groupnorm', 'NCL'));
    for (const name of ['x', 'dout', 'mask', 'y', 'dx'] as const)
      assert.deepEqual(expectedShape(name, layout), [2, 6, 4]);
    for (const name of ['gamma', 'beta', 'dgamma', 'dbeta'] as const)
      assert.deepEqual(expectedShape(name, layout), [6]);
    for (const name of ['running_mean', 'running_var'] as const)
      assert.deepEqual(expectedShape(name, layout), [2, 2]);
    assert.equal(new Set([...inputNames, ...outputNames]).size, 11);
  });
});

describe('fitTo', () => {
  const cases: readonly (readonly [from: readonly number[], to: readonly number[], fits: boolean])[] = [
    [[3], [3], true],
    [[1, 3], [3], true],
    [[3, 1], [3], true],
    [[1, 3, 1, 1], [3], true],
    [[3], [3, 1], true],
    [[], [1], true],
    [[1], [1, 1], true],
    [[1, 3, 4], [3, 4], true],
    [[4], [3], false],
    [[3, 2], [2, 3], false],
    [[6], [2, 3], false],
    [[], [3], false],
  ];
  for (const [from, to, fits] of cases) {
    it(`${fits ? 'takes' : 'refuses'} (${from.join()}) for (${to.join()})`, () => {
      const result = fitTo('dgamma', zeros(from), to, tensorOf([[1]]));
      assert.equal(result.ok, fits);
      if (result.ok) assert.deepEqual(result.value.shape, to);
    });
  }

  it('spreads one number of an input over all of them', () => {
    const result = fitTo('dout', { shape: [], data: Float64Array.of(7) }, [2, 2], tensorOf([[1]]));
    assert.deepEqual(result.ok && [...result.value.data], [7, 7, 7, 7]);
  });

  it('says what shape is due', () => {
    const result = fitTo('gamma', zeros([2, 3]), [6], zeros([2, 6, 4]));
    assert.equal(
      !result.ok && result.error,
      'gamma has shape (2, 3); with x of shape (2, 6, 4) it must be (6,).',
    );
  });
});
