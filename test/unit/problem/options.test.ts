import assert from 'node:assert/strict';
import { axisOrders, layerIds } from '../../../src/core/layer/form';
import { defaultOptions, mergeOptions, optionRules, validOptions } from '../../../src/core/problem/options';
import { presets } from '../../../src/core/problem/preset';
import type { CheckOptions } from '../../../src/core/problem/problem';

/** Every value that an option can have, or the edges of its range. */
const good: { readonly [key in keyof CheckOptions]: readonly CheckOptions[key][] } = {
  layer: [null, ...layerIds],
  layout: [null, ...axisOrders],
  groups: [null, 1, 32],
  normDims: [null, 1, 3],
  preset: Object.values(presets).map(({ id }) => id),
  mode: ['train', 'eval'],
  eps: [null, 0, 1e-5, 7],
  precision: [null, 'float64', 'float32'],
  p: [null, 0, 0.2, 1],
  pMeaning: ['keep', 'drop'],
  variant: ['inverted', 'vanilla'],
  step: ['auto', 1e-5, 5e-324],
  tolerance: [0, 0.5],
  seed: [0, 231, 2 ** 32 - 1],
};

const bad: { readonly [key in keyof CheckOptions]: readonly unknown[] } = {
  layer: ['toString', 'batchnrom', 7, ['batchnorm']],
  layout: ['NHCW', 'nchw', ''],
  groups: [0, -1, 1.5, '2', Infinity, NaN],
  normDims: [0, 1.5, '1', true],
  preset: ['toString', 'torch', null],
  mode: ['test', null],
  eps: [-1, '1e-5', NaN, Infinity],
  precision: ['float16', 32],
  p: [-0.1, 1.1, NaN, '0.5'],
  pMeaning: ['kept', null],
  variant: ['invert', null],
  step: [0, -1, Infinity, NaN, 'automatic', null],
  tolerance: [-1e-9, NaN, null],
  seed: [1.5, 2 ** 32, -1, '1', null],
};

describe('options', () => {
  for (const [key, values] of Object.entries(good)) {
    it(`keep every value that ${key} can have`, () => {
      for (const value of values) {
        assert.deepEqual(validOptions({ [key]: value }), { [key]: value });
        assert.deepEqual(mergeOptions({ [key]: value }), { ...defaultOptions, [key]: value });
      }
    });
  }

  for (const [key, values] of Object.entries(bad)) {
    it(`leave out what ${key} cannot be`, () => {
      for (const value of values) {
        assert.deepEqual(validOptions({ [key]: value }), {}, JSON.stringify(value));
        assert.deepEqual(mergeOptions({ [key]: value }), defaultOptions);
      }
    });
  }

  it('leave out what is no option', () => {
    const foreign: unknown = JSON.parse('{"constructor": 1, "unknown": 2, "__proto__": 3}');
    for (const wanted of [null, 7, 'preset', [1], foreign]) assert.deepEqual(validOptions(wanted), {});
  });

  it('are taken over one by one, on top of others', () => {
    const base = { ...defaultOptions, seed: 7, eps: 0.5 };
    assert.deepEqual(mergeOptions({ eps: null, step: 1e-3, mode: 'test' }, base), {
      ...base,
      eps: null,
      step: 1e-3,
    });
  });

  it('are valid as they are by default, and have a rule for each', () => {
    assert.deepEqual(validOptions(defaultOptions), defaultOptions);
    assert.deepEqual(Object.keys(optionRules).sort(), Object.keys(defaultOptions).sort());
  });

  it('have rules in words that end a sentence', () => {
    for (const { due } of Object.values(optionRules)) assert.match(due, /^(a|one of) .*[^.]$/);
  });
});
