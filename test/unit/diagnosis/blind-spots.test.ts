import assert from 'node:assert/strict';
import { blindSpots } from '../../../src/core/diagnosis/blind-spots';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import { roundings } from '../../../src/core/gradcheck/statistics';
import type { LayerId } from '../../../src/core/layer/form';
import type { Precision } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import type { BlindSpot } from '../../../src/core/report/report';
import { randomBatch, type Batch } from '../support/batch';
import { partsOf } from '../support/judge';
import { formOf, plainest, randomSample, settings, type Sample } from '../support/sample';
import { byGroup, groupsOf, stagedDx, total } from '../support/textbook';

function spotsOf(sample: Sample, mode: 'train' | 'eval' = 'train'): BlindSpot[] {
  return spotsIn('float64', sample, mode);
}

function spotsIn(precision: Precision, sample: Sample, mode: 'train' | 'eval' = 'train'): BlindSpot[] {
  const { layout, values, groups } = partsOf(sample, mode);
  const dxBound = conditioning(layout, values, groups, roundings[precision]).dx.bound;
  return blindSpots({ form: sample.form, layout, values, groups, precision, dxBound });
}

const idsOf = (sample: Sample, mode?: 'train' | 'eval'): string[] =>
  spotsOf(sample, mode).map(({ id }) => id);

const batch = randomBatch(new RandomState(11), { N: 6, D: 3 });
const filled = (value: number, length = 3): Float64Array => new Float64Array(length).fill(value);
const alternating = batch.dout.map((_, i) => (Math.floor(i / 3) % 2 === 0 ? 1.5 : -1.5));

/** Each blind spot, data made for it, and what else is then true of that data. */
const made: readonly (readonly [id: string, data: Batch, also?: readonly string[]])[] = [
  ['one-row', randomBatch(new RandomState(1), { N: 1, D: 3 })],
  ['two-rows', randomBatch(new RandomState(1), { N: 2, D: 3 })],
  ['square', randomBatch(new RandomState(1), { N: 4, D: 4 })],
  ['dout-constant', { ...batch, dout: batch.dout.map((_, i) => 1 + (i % 3)) }, ['product-sum-zero']],
  ['sum-zero', { ...batch, dout: byGroup(batch, ({ dout }) => dout.map((v) => v - total([...dout]) / 6)) }],
  [
    'product-sum-zero',
    {
      ...batch,
      dout: byGroup(batch, ({ dout, xhat }) => {
        const share = total(dout.map((v, i) => v * (xhat[i] ?? NaN))) / total(xhat.map((v) => v * v));
        return dout.map((v, i) => v - share * (xhat[i] ?? NaN));
      }),
    },
  ],
  ['constant-column', { ...batch, x: batch.x.map((v, i) => (i % 3 === 1 ? 0.1 : v)) }],
  ['eps-negligible', { ...batch, eps: 1e-14 }],
  ['eps-negligible', { ...batch, eps: 0 }],
  ['unit-deviation', { ...batch, x: byGroup(batch, ({ xhat }) => xhat.map((v) => v + 12)) }],
  ['zero-mean', { ...batch, x: byGroup(batch, ({ x, mean }) => x.map((v) => v - mean)) }],
  ['far-from-zero', randomBatch(new RandomState(11), { offset: 1e6, eps: 1e-2 })],
  ['eps-outweighs', { ...batch, x: batch.x.map((v) => (v - 12) * 1e-9), eps: 4 }],
  ['gamma-ones', { ...batch, gamma: filled(1) }],
  ['beta-zero', { ...batch, beta: filled(0) }],
  ['gamma-zero', { ...batch, gamma: Float64Array.of(1, 0, 2) }],
  ['dout-zero', { ...batch, dout: filled(0, 18) }],
];

describe('blind spots', () => {
  for (const [id, data, also = []] of made) {
    it(`${id} is seen in data made for it, and nothing else`, () => {
      assert.deepEqual(idsOf(data).sort(), [id, ...also].sort());
    });
  }

  it('are none in random data', () => {
    for (let seed = 0; seed < 200; seed++) {
      assert.deepEqual(idsOf(randomBatch(new RandomState(seed), { N: 3 + (seed % 20), D: 2 })), []);
    }
  });

  it('are none in random data of any layer', () => {
    for (const setting of settings) {
      for (let seed = 0; seed < 5; seed++) {
        assert.deepEqual(idsOf(randomSample(new RandomState(seed), setting)), [], setting.name);
      }
    }
  });

  it('sees a constant column whose mean is not its value in float64', () => {
    for (const [N, value] of [
      [3, 0.1],
      [6, 0.7],
      [7, 1e10 / 3],
      [10, 0.1],
      [49, 0.3],
    ] as const) {
      const data = randomBatch(new RandomState(1), { N, D: 2 });
      const x = data.x.map((v, i) => (i % 2 === 0 ? value : v));
      const far = value > 1e4 ? ['far-from-zero'] : [];
      assert.deepEqual(idsOf({ ...data, x }), ['constant-column', ...far], `${N} times ${value}`);
    }
  });

  it('does not take one constant column of dout, or one gamma of 1, for all', () => {
    assert.deepEqual(idsOf({ ...batch, dout: batch.dout.map((v, i) => (i % 3 === 0 ? 1 : v)) }), []);
    assert.deepEqual(idsOf({ ...batch, gamma: Float64Array.of(1, 1, 1.5) }), []);
  });

  it('sees a sum of 0 that is exact', () =>
    assert.ok(idsOf({ ...batch, dout: alternating }).includes('sum-zero')));

  it('of evaluation mode are not about the batch', () => {
    for (const [id, data] of made) {
      const expected = ['gamma-ones', 'beta-zero', 'gamma-zero', 'dout-zero'].includes(id) ? [id] : [];
      assert.deepEqual(idsOf(data, 'eval'), expected, id);
    }
  });

  it('are what float32 cannot show where the check is in float32', () => {
    const inFloat32 = (data: Batch): string[] => spotsIn('float32', data).map(({ id }) => id);
    assert.deepEqual(inFloat32({ ...batch, eps: 1e-2 }), []);
    assert.deepEqual(inFloat32({ ...batch, eps: 1e-5 }), ['eps-negligible']);
    assert.deepEqual(idsOf({ ...batch, eps: 1e-5 }), []);
    const far = { ...batch, x: batch.x.map((v) => v + 1000) };
    const spot = spotsIn('float32', far).find(({ id }) => id === 'far-from-zero');
    assert.match(spot?.message ?? '', /more than 30 deviations/);
    assert.deepEqual(idsOf(far), []);
  });

  it('say that 0 is divided by 0 where nothing varies and eps is 0', () => {
    for (const [id, data] of [
      ['one-row', { ...randomBatch(new RandomState(1), { N: 1, D: 3 }), eps: 0 }],
      ['constant-column', { ...batch, x: batch.x.map((v, i) => (i % 3 === 1 ? 0.1 : v)), eps: 0 }],
    ] as const) {
      const spots = spotsOf(data);
      assert.match(spots.find((spot) => spot.id === id)?.message ?? '', /0 is divided by 0/);
      assert.ok(!spots.some((spot) => spot.id === 'eps-negligible') || id === 'constant-column');
    }
  });

  it('see a mean of 0 by the deviation of x, however large eps is', () => {
    const near = { ...batch, x: batch.x.map((v) => v * 1e-9), eps: 1e5 };
    assert.ok(!idsOf(near).includes('zero-mean'));
  });

  it('are each told in sentences', () => {
    for (const [, data] of made) {
      for (const { message } of spotsOf(data)) assert.match(message, /^\p{L}.*\.$/u);
    }
  });
});

/** What a blind spot says about the data, looked up in the data itself. */
const claims: Readonly<Record<string, (sample: Sample) => boolean>> = {
  'gamma-zero': (sample) => {
    const dx = stagedDx(sample);
    return groupsOf(sample).every(({ positions, gamma }) =>
      positions.every((position, k) => gamma[k] !== 0 || dx[position] === 0),
    );
  },
  'one-row': (sample) => stagedDx(sample).every((value) => Math.abs(value) < 1e-12),
  'dout-constant': (sample) => stagedDx(sample).every((value) => Math.abs(value) < 1e-12),
  'sum-zero': (sample) =>
    groupsOf(sample).every(({ g, isCentred }) => isCentred && Math.abs(total(g)) < 1e-12),
  'zero-mean': (sample) =>
    groupsOf(sample).every(({ x, isCentred }) => isCentred && Math.abs(total(x)) < 1e-12 * x.length),
};

describe('blind spots of layers whose gamma differs within a statistic', () => {
  const gamma = (layer: LayerId, value: number): string[] => {
    const sample = randomSample(new RandomState(2), plainest(layer));
    return idsOf({ ...sample, gamma: sample.gamma.map(() => value) });
  };

  it('are a gamma that is the same everywhere', () => {
    for (const layer of ['layernorm', 'rmsnorm', 'groupnorm'] as const) {
      assert.deepEqual(gamma(layer, 2.5), ['gamma-constant'], layer);
      assert.deepEqual(gamma(layer, 1).sort(), ['gamma-constant', 'gamma-ones'], layer);
    }
    assert.deepEqual(gamma('batchnorm', 2.5), []);
  });

  it('call what shares statistics by its name', () => {
    const about = (layer: LayerId): string => {
      const sample = randomSample(new RandomState(2), plainest(layer));
      const spots = spotsOf({ ...sample, x: sample.x.map(() => 3) });
      return spots.find(({ id }) => id === 'constant-column')?.message ?? '';
    };
    assert.match(about('batchnorm'), /^A column of x is constant/);
    assert.match(about('layernorm'), /^A row of x is constant/);
    assert.match(about('groupnorm'), /^A group of x is constant/);
    assert.match(about('instancenorm'), /^A channel of x is constant/);
  });
});

describe('a blind spot of any layer is true of the data', () => {
  const data: readonly (readonly [name: string, change: (sample: Sample) => Partial<Sample>])[] = [
    ['gamma 0 somewhere', ({ gamma }) => ({ gamma: gamma.with(1, 0) })],
    ['dout of ones', ({ dout }) => ({ dout: dout.map(() => 1) })],
  ];
  for (const [name, change] of data) {
    it(`in ${name}`, () => {
      for (const setting of settings) {
        const sample = randomSample(new RandomState(1), setting);
        const made = { ...sample, ...change(sample) };
        for (const id of idsOf(made)) assert.ok(claims[id]?.(made) ?? true, `${id}: ${setting.name}`);
      }
    });
  }

  it('where one value is normalised alone', () => {
    for (const form of [formOf('layernorm', 'ND'), formOf('rmsnorm', 'ND'), formOf('batchnorm', 'ND')]) {
      const shape = form.layer === 'batchnorm' ? [1, 3] : [3, 1];
      const made = randomSample(new RandomState(1), { form, shape }, { eps: 0.5, offset: 1, scale: 1 });
      for (const id of idsOf(made)) assert.ok(claims[id]?.(made) ?? true, `${id}: ${form.layer}`);
    }
  });
});
