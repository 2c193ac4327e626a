import assert from 'node:assert/strict';
import { layerIds } from '../../../src/core/layer/form';
import { RandomState } from '../../../src/core/random/random-state';
import { batchOf } from '../support/batch';
import { judge, judgeDx } from '../support/judge';
import { wrongWays } from '../support/mistaken';
import { formOf, randomSample, type Sample } from '../support/sample';
import { byGroup } from '../support/textbook';

/** Data on which the right dx is 0 or nearly so, or on which little of it is to be seen, and data that is neither. */
const kinds: readonly (readonly [name: string, change: (sample: Sample) => Sample])[] = [
  ['random data', (sample) => sample],
  ['dout of ones', (sample) => ({ ...sample, dout: sample.dout.map(() => 1) })],
  [
    'dout of ones and gamma 1',
    (sample) => ({ ...sample, dout: sample.dout.map(() => 1), gamma: sample.gamma.map(() => 1) }),
  ],
  ['dout = x̂', (sample) => ({ ...sample, dout: byGroup(sample, ({ xhat }) => xhat) })],
  ['gamma 0 somewhere', (sample) => ({ ...sample, gamma: sample.gamma.map((v, i) => (i % 2 ? v : 0)) })],
  [
    'constant columns',
    (sample) => ({
      ...sample,
      x: byGroup(sample, (group, groups) => (groups.indexOf(group) % 2 ? group.x : group.x.map(() => 3))),
    }),
  ],
];
const layers = layerIds.filter((layer) => layer !== 'dropout');
const shapesOf = (layer: (typeof layers)[number]): readonly (readonly number[])[] =>
  layer === 'groupnorm' || layer === 'instancenorm'
    ? [
        [2, 4, 3],
        [1, 2, 2],
        [2, 2, 1],
      ]
    : [
        [4, 1],
        [2, 1],
        [2, 3],
        [1, 3],
        [6, 3],
        [1, 1],
      ];

describe('garbage', () => {
  for (const [name, change] of kinds) {
    for (const layer of layers) {
      it(`is called unknown in every output of ${layer} on ${name}, however few digits it has`, () => {
        let judged = 0;
        for (const [seed, shape] of shapesOf(layer).entries()) {
          const form = formOf(layer, shape.length === 2 ? 'ND' : 'NCL');
          const random = new RandomState(seed);
          const sample = change(
            randomSample(random, { form, shape }, seed % 2 ? {} : { scale: 1, offset: 0.5 }),
          );
          for (const digits of [1, 2, 4, 8, null]) {
            for (const output of ['y', 'dx', 'dgamma', 'dbeta'] as const) {
              const { length } = output === 'y' || output === 'dx' ? sample.x : sample.gamma;
              const noise = random.randn(length).data.map((v) => v + Math.sign(v));
              const value = digits === null ? noise : noise.map((v) => Number(v.toFixed(digits)));
              const rounding = digits === null ? 0 : 0.5 * 10 ** -digits;
              const { verdict, diagnosis, found } = judge(sample, output, value, { rounding });
              if (verdict !== 'disagrees') continue;
              judged++;
              assert.equal(diagnosis, 'unknown', `(${shape.join()}) ${output}, ${digits}: ${found?.message}`);
            }
          }
        }
        assert.ok(judged >= 20 * shapesOf(layer).length - 20, String(judged));
      });
    }
  }

  it('is called unknown where dout is 1 and four numbers are brought', () => {
    const batch = batchOf(4, 1, { x: [1, 2, 4, 8], gamma: [1], beta: [0], dout: [1, 1, 1, 1], eps: 1e-5 });
    for (const rounding of [0, 0.05]) {
      assert.equal(judgeDx(batch, Float64Array.of(0.3, 0.1, -0.2, 0.5), { rounding }).diagnosis, 'unknown');
    }
  });
});

describe('a real mistake', () => {
  it('is named where dout is 1 all over, and the right dx is 0', () => {
    const sample = randomSample(new RandomState(1), { form: formOf('batchnorm', 'ND'), shape: [6, 3] });
    const ones = { ...sample, dout: sample.dout.map(() => 1) };
    for (const id of ['mean-sign', 'dout-itself', 'n-missing-in-direct-term', 'diagonal-only', 'zeros']) {
      const { wrong } = wrongWays.find((way) => way.id === id) ?? assert.fail();
      const { verdict, diagnosis } = judgeDx(ones, byGroup(ones, wrong));
      assert.deepEqual([verdict, diagnosis], id === 'zeros' ? ['agrees', null] : ['disagrees', id]);
    }
  });

  it('is named where there are two rows, and the right dx is nearly 0', () => {
    const sample = randomSample(new RandomState(1), { form: formOf('batchnorm', 'ND'), shape: [2, 5] });
    for (const id of ['statistics-constant', 'mean-path-missing', 'variance-path-missing', 'variance-sign']) {
      const { wrong } = wrongWays.find((way) => way.id === id) ?? assert.fail();
      assert.equal(judgeDx(sample, byGroup(sample, wrong)).diagnosis, id);
    }
  });
});
