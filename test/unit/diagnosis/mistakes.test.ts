import assert from 'node:assert/strict';
import { dxMistakes } from '../../../src/core/diagnosis/mistakes/dx';
import { layerIds, type Form } from '../../../src/core/layer/form';
import { RandomState } from '../../../src/core/random/random-state';
import { randomBatch } from '../support/batch';
import { judgeDx } from '../support/judge';
import { wrongWays } from '../support/mistaken';
import { formOf, plainest, randomSample, settings, type Sample } from '../support/sample';
import { byGroup, stagedDx } from '../support/textbook';

const decimals = (data: Float64Array, digits: number): Float64Array =>
  data.map((value) => Number(value.toFixed(digits)));
const known = new Set(dxMistakes.map(({ id }) => id));
const layers = layerIds.filter((layer) => layer !== 'dropout');

describe('a mistake in dx', () => {
  it('is computed here for each that is known', () => {
    const ofEvaluation = ['training-in-evaluation', 'batch-statistics-in-evaluation'];
    assert.deepEqual(new Set([...wrongWays.map(({ id }) => id), ...ofEvaluation]), known);
  });

  for (const { id, how, wrong, holds } of wrongWays) {
    for (const layer of layers) {
      const large: Sample['shape'] = layer === 'instancenorm' ? [4, 8, 9] : [30, 16];
      const { form } = plainest(layer);
      const sizes: readonly { form: Form; shape: Sample['shape'] }[] = [
        plainest(layer),
        { form, shape: large },
      ];
      if (!sizes.every(holds)) continue;
      it(`${id} (${how}) is found in ${layer}`, () => {
        for (const size of sizes) {
          for (const [seed, where] of [
            [1, { scale: 5, offset: 12 }],
            [2, { scale: 0.5, offset: -1 }],
          ] as const) {
            const sample = randomSample(new RandomState(seed), size, where);
            const { verdict, diagnosis, found } = judgeDx(sample, byGroup(sample, wrong));
            assert.deepEqual([verdict, diagnosis], ['disagrees', id], found?.message);
          }
        }
      });
    }

    it(`${id} (${how}) is found in a dx printed with 8 decimals`, () => {
      const form = formOf(holds(plainest('batchnorm')) ? 'batchnorm' : 'rmsnorm', 'ND');
      const sample = randomSample(new RandomState(3), { form, shape: [8, 3] }, { scale: 0.5 });
      const dx = decimals(byGroup(sample, wrong), 8);
      assert.equal(judgeDx(sample, dx, { rounding: 0.5e-8 }).diagnosis, id);
    });

    it(`${id} (${how}) is never taken for another where few digits are printed`, () => {
      for (const digits of [4, 3, 2]) {
        for (let seed = 1; seed <= 2; seed++) {
          const batch = randomBatch(new RandomState(seed), { N: 12, D: 3, scale: 2 });
          const rounding = 0.5 * 10 ** -digits;
          const { diagnosis } = judgeDx(batch, decimals(byGroup(batch, wrong), digits), { rounding });
          const other = diagnosis !== null && diagnosis !== id && known.has(diagnosis);
          assert.ok(!other, `${digits} decimals, seed ${seed}: ${diagnosis}`);
        }
      }
    });
  }

  it('is found in every order of axes, by the article’s formula', () => {
    const article = wrongWays.find(({ id }) => id === 'xhat-missing-in-sum')?.wrong ?? assert.fail();
    for (const setting of settings) {
      const sample = randomSample(new RandomState(4), setting);
      assert.equal(judgeDx(sample, byGroup(sample, article)).diagnosis, 'xhat-missing-in-sum', setting.name);
    }
  });

  const gammas: readonly (readonly [string, Float64Array])[] = [
    ['gamma 0 in a column', Float64Array.of(1.5, 0, -2)],
    ['gamma 1 in a column', Float64Array.of(1, 2, -2)],
  ];
  for (const [name, gamma] of gammas) {
    it(`is found with ${name}`, () => {
      const batch = { ...randomBatch(new RandomState(5)), gamma };
      for (const { id, wrong, holds } of wrongWays) {
        if (holds(batch)) assert.equal(judgeDx(batch, byGroup(batch, wrong)).diagnosis, id);
      }
    });
  }

  it('of three rows is found as well', () => {
    const batch = randomBatch(new RandomState(5), { N: 3, D: 4 });
    const article = wrongWays.find(({ id }) => id === 'xhat-missing-in-sum')?.wrong ?? assert.fail();
    assert.equal(judgeDx(batch, byGroup(batch, article)).diagnosis, 'xhat-missing-in-sum');
  });

  it('is told in a sentence, its terms with the indices of the layer', () => {
    const told = new Set<string>();
    for (const { id, wrong, holds } of wrongWays) {
      for (const setting of settings.filter(holds).filter((_, k) => k % 7 === 0)) {
        const sample = randomSample(new RandomState(6), setting);
        const { found } = judgeDx(sample, byGroup(sample, wrong));
        // Dividing by the other count is no mistake where the counts are the same.
        if (found === null) continue;
        told.add(id);
        assert.match(found.message, /^\p{L}.*\.$/u, id);
        if (found.terms) {
          assert.notEqual(found.terms.is, found.terms.due);
          assert.doesNotMatch(found.terms.is + found.terms.due, /@/);
        }
      }
    }
    assert.deepEqual(told, new Set(wrongWays.map(({ id }) => id)));
  });
});

describe('no mistake is named', () => {
  it('for correct code', () => {
    for (let seed = 0; seed < 20; seed++) {
      const other = randomBatch(new RandomState(seed), { N: 2 + seed, D: 1 + (seed % 4) });
      const { verdict, diagnosis } = judgeDx(other, stagedDx(other));
      assert.deepEqual([verdict, diagnosis], ['agrees', null]);
    }
  });
});

describe('in evaluation mode', () => {
  const batch = { ...randomBatch(new RandomState(7), { N: 8, D: 4 }), eps: 0.1 };
  /** One training batch after zeros: a tenth of the batch’s own statistics. */
  const constants = byGroup(batch, ({ variance, x }) => x.map(() => 0.1 * variance + 0.1));
  const ownDeviation = byGroup(batch, ({ std, x }) => x.map(() => std));
  const gamma = (i: number): number => batch.gamma[i % 4] ?? NaN;
  const direct = (of: (dout: number, variance: number, i: number) => number): Float64Array =>
    batch.dout.map((value, i) => of(value, constants[i] ?? NaN, i));
  const { sqrt } = Math;

  const wrong: readonly (readonly [id: string, dx: Float64Array])[] = [
    ['gamma-missing', direct((dout, v) => dout / sqrt(v))],
    ['gamma-twice', direct((dout, v, i) => (gamma(i) ** 2 * dout) / sqrt(v))],
    ['chain-rule-twice', direct((dout, v, i) => (gamma(i) * dout) ** 2 / sqrt(v))],
    ['std-not-inverted', direct((dout, v, i) => gamma(i) * dout * sqrt(v))],
    ['std-missing', direct((dout, _, i) => gamma(i) * dout)],
    ['variance-for-std', direct((dout, v, i) => (gamma(i) * dout) / v)],
    ['eps-dropped', direct((dout, v, i) => (gamma(i) * dout) / sqrt(v - 0.1))],
    ['sign', direct((dout, v, i) => (-gamma(i) * dout) / sqrt(v))],
    ['zeros', new Float64Array(32)],
    ['dout-itself', batch.dout],
    [
      'training-in-evaluation',
      byGroup(batch, ({ N, x, g, mean, variance }) => {
        const std = sqrt(0.1 * variance + 0.1);
        const xhat = x.map((v) => (v - 0.1 * mean) / std);
        const S1 = g.reduce((sum, v, i) => sum + v * (xhat[i] ?? NaN), 0);
        const S0 = g.reduce((a, b) => a + b, 0);
        return g.map((v, i) => (N * v - S0 - (xhat[i] ?? NaN) * S1) / (N * std));
      }),
    ],
    [
      'training-in-evaluation',
      byGroup(batch, ({ N, g, xhat, S0, S1, std }) =>
        g.map((v, i) => (N * v - S0 - (xhat[i] ?? NaN) * S1) / (N * std)),
      ),
    ],
    ['batch-statistics-in-evaluation', direct((dout, _, i) => (gamma(i) * dout) / (ownDeviation[i] ?? NaN))],
  ];
  for (const [k, [id, dx]] of wrong.entries()) {
    it(`${id} (${k}) is found`, () => {
      const { verdict, diagnosis } = judgeDx(batch, dx, { mode: 'eval' });
      assert.deepEqual([verdict, diagnosis], ['disagrees', id]);
    });
  }

  it('finds every mistake that is possible there', () => {
    const possible = dxMistakes.filter(({ setting }) => setting !== 'moving').map(({ id }) => id);
    assert.deepEqual(new Set(wrong.map(([id]) => id)), new Set(possible));
  });

  it('does not name the paths that do not exist there', () => {
    const paths = ['mean-path-missing', 'variance-path-missing', 'variance-sign', 'mean-sign'];
    for (const { id, wrong: how } of wrongWays.filter((way) => paths.includes(way.id))) {
      const { verdict, diagnosis } = judgeDx(batch, byGroup(batch, how), { mode: 'eval' });
      assert.deepEqual([id, verdict, diagnosis], [id, 'disagrees', 'unknown']);
    }
  });
});
