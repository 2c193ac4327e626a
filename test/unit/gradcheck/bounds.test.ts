import assert from 'node:assert/strict';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import { referenceKernel as reference } from '../../../src/core/kernel/reference';
import { roundings } from '../../../src/core/gradcheck/statistics';
import { layerIds } from '../../../src/core/layer/form';
import { outputNames, type OutputName } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { randomBatch, type Batch } from '../support/batch';
import { judge, judgeDx, measuredParts, numericalOf } from '../support/judge';
import { randomSample, settings, type Sample, type Setting } from '../support/sample';
import { byGroup, plainOutputs, stagedDx, type Group } from '../support/textbook';

const steps = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 'auto'] as const;

interface Draw {
  readonly name: string;
  readonly sample: Sample;
  readonly step: (typeof steps)[number];
  readonly mode: 'train' | 'eval';
}

/** Shapes of every layer, of one element up to some number of rows. */
function drawSetting(random: RandomState, largest: number): Pick<Setting, 'form' | 'shape'> {
  const { form, shape } = settings[Math.floor(random.uniform() * settings.length)] ?? assert.fail();
  const upTo = (n: number): number => 1 + Math.floor(random.uniform() * n);
  if (form.layer === 'batchnorm')
    return { form, shape: shape.map((_, axis) => upTo(axis === 0 ? largest : 4)) };
  if (form.layer === 'groupnorm') return { form, shape: [upTo(4), ...shape.slice(1)] };
  // The last axis is the statistic of layer and RMS norm, and one of instance norm’s.
  return { form, shape: shape.map((_, axis) => upTo(axis === shape.length - 1 ? largest : 4)) };
}

/** Problems of every layer, size and scale, some with integers, constant columns or a dout far from 0. */
function draw(random: RandomState, setting: Pick<Setting, 'form' | 'shape'>): Draw {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.uniform() * items.length)] as T;
  const magnitude = (exponent: number): number => 10 ** (exponent * (2 * random.uniform() - 1));
  const scale = magnitude(6);
  const offset = pick([0, 1, -3, 12, 1e3, 1e6, -1e6, 10 * scale, 1e4 * scale]);
  const eps = pick([1e-5, 1e-5, 1e-3, 0, 1e-8, 1e-12]);
  const sample = randomSample(random, setting, { scale, offset, eps });
  const [ofGamma, ofBeta, ofDout] = [magnitude(4), magnitude(4), magnitude(4)];
  const shift = pick([0, 0, 0, 1, 100]);
  const change = random.uniform();
  const mode = setting.form.layer === 'batchnorm' && random.uniform() < 0.3 ? 'eval' : 'train';
  const columns = sample.gamma.length;
  return {
    name: `${setting.form.layer} ${setting.form.layout} (${setting.shape.join()})`,
    step: pick(steps),
    mode,
    sample: {
      ...sample,
      x:
        change < 0.2
          ? sample.x.map(Math.round)
          : sample.x.map((value, i) => (change < 0.3 && i % columns === 0 ? offset : value)),
      gamma: sample.gamma.map((value) => value * ofGamma),
      beta: sample.beta.map((value) => value * ofBeta),
      dout: sample.dout.map((value) => (value + shift) * ofDout),
    },
  };
}

/** Errors as shares of their bounds, for every output of every sound route, the differences, and plain code. */
function shares({ sample, step, mode }: Draw): { readonly source: string; readonly share: number }[] {
  const parts = measuredParts(sample, mode);
  const { layout, values, groups, derivation, units } = parts;
  const bounds = conditioning(layout, values, groups, roundings.float64);
  const right = reference(layout, values);
  const numerical = numericalOf(parts, step).gradients;
  const found: { source: string; share: number }[] = [];
  const add = (
    source: string,
    actual: Float64Array,
    expected: Float64Array,
    bound: (i: number) => number,
  ): void => {
    let share = 0;
    for (const [i, value] of expected.entries()) {
      const allowed = bound(i) + Math.abs(value) * 2 ** -53;
      const error = Math.abs((actual[i] ?? NaN) - value);
      if (Number.isFinite(value) && Number.isFinite(allowed) && error > 0)
        share = Math.max(share, error / allowed);
    }
    found.push({ source, share });
  };
  const plain = mode === 'train' && units === null ? plainOutputs(sample) : null;
  for (const name of outputNames) {
    const bound = bounds[name].bound;
    for (const { route, workspace } of derivation.runs) {
      if (route.sound) add(`${route.id} ${name}`, workspace.get(name), right[name], (i) => bound[i] ?? NaN);
    }
    if (plain) add(`plain code ${name}`, plain[name], right[name], (i) => bound[i] ?? NaN);
    const own = numerical[name];
    if (own)
      add(`numerical ${name}`, own.value, right[name], (i) => (own.bound[i] ?? NaN) + (bound[i] ?? NaN));
  }
  return found;
}

describe('the error bounds', function () {
  this.timeout(120000);

  for (const [name, seed, count, largest] of [
    ['2000 random problems of all layers', 1, 2000, 40],
    ['20 large ones', 2, 20, 500],
  ] as const) {
    it(`hold for ${name}, and are not idle`, () => {
      const random = new RandomState(seed);
      const worst = new Map<string, number>();
      for (let k = 0; k < count; k++) {
        const drawn = draw(random, drawSetting(random, largest));
        for (const { source, share } of shares(drawn)) {
          const { name: about, step, mode } = drawn;
          assert.ok(share <= 1, `${source}: ${share} of its bound on ${about}, ${mode}, h = ${step}`);
          worst.set(source, Math.max(worst.get(source) ?? 0, share));
        }
      }
      // A bound that no error comes near would let mistakes through; our own sums are better than they need be.
      const careless = [...worst].filter(([source]) => /^(plain code|numerical)/.test(source));
      assert.equal(careless.length, 7);
      for (const [source, share] of careless)
        assert.ok(share > 0.005, `${source} never exceeds ${share} of its bound`);
    });
  }

  for (const layer of layerIds.filter((other) => other !== 'dropout')) {
    it(`let no right output of ${layer} disagree, whatever code computed it`, () => {
      const random = new RandomState(3);
      const own = settings.filter(({ form }) => form.layer === layer);
      for (let k = 0; k < 120; k++) {
        const { form, shape } = own[k % own.length] ?? assert.fail();
        const { sample } = draw(random, { form, shape });
        if (measuredParts(sample).units !== null) continue;
        for (const write of otherWays) {
          const { verdict, worst } = judgeDx(sample, write(sample));
          assert.notEqual(verdict, 'disagrees', `${write.name}: ${JSON.stringify(worst)}`);
        }
        for (const [output, value] of Object.entries(plainOutputs(sample))) {
          const { verdict, worst } = judge(sample, output as OutputName, value);
          assert.notEqual(verdict, 'disagrees', `plain ${output}: ${JSON.stringify(worst)}`);
        }
      }
    });

    it(`let one element of ${layer} off by a percent of its statistic’s terms disagree on ordinary data`, () => {
      const random = new RandomState(4);
      const own = settings.filter(({ form }) => form.layer === layer);
      for (let k = 0; k < 60; k++) {
        const sample = randomSample(random, own[k % own.length] ?? assert.fail(), {
          offset: k % 2 === 0 ? 12 : 1e6,
        });
        const dx = stagedDx(sample);
        const sizes = byGroup(sample, ({ g, xhat, S0, S1, N, std }) => {
          const terms = g.map(
            (v, i) => (Math.abs(v) + Math.abs(S0 / N) + Math.abs(((xhat[i] ?? NaN) * S1) / N)) / std,
          );
          return terms.map(() => Math.max(...terms));
        });
        const position = k % dx.length;
        const off = dx.with(position, (dx[position] ?? NaN) + 0.01 * (sizes[position] ?? NaN));
        const { verdict, worst, wrong } = judgeDx(sample, off);
        assert.deepEqual([verdict, worst?.position, wrong], ['disagrees', position, 1]);
      }
    });
  }

  const onePass = function* (count: number): Generator<Batch> {
    const random = new RandomState(5);
    for (let k = 0; k < count; k++) {
      const scale = 10 ** ((k % 7) - 3);
      const offset = scale * 10 ** (k % 5);
      yield randomBatch(random, { N: 2 + (k % 40), D: 2, scale, offset });
    }
  };

  it('never let a variance taken in one pass disagree at an offset of up to 10000 deviations', () => {
    const verdicts = new Set<string>();
    for (const batch of onePass(400)) {
      const { verdict, worst } = judgeDx(batch, onePassVariance(batch));
      assert.notEqual(verdict, 'disagrees', JSON.stringify(worst));
      verdicts.add(verdict);
    }
    assert.deepEqual([...verdicts].sort(), ['agrees', 'cannot-decide']);
  });

  it('let no mistake hide behind a variance taken in one pass', () => {
    for (const batch of onePass(200)) {
      if (batch.N < 4) continue;
      const dx = onePassVariance(batch);
      const size = Math.max(...dx.map(Math.abs));
      const off = dx.with(3, (dx[3] ?? NaN) + 0.01 * size);
      assert.equal(judgeDx(batch, off).verdict, 'disagrees');
      assert.equal(
        judgeDx(
          batch,
          dx.map((v) => v * 1.01),
        ).verdict,
        'disagrees',
      );
    }
  });
});

const { sqrt } = Math;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Right ways of writing dx that are none of our routes. */
const otherWays: readonly ((sample: Sample) => Float64Array)[] = [
  function stagewise(sample) {
    return byGroup(sample, ({ N, g, centred, eps, isCentred }) => {
      const inverse = 1 / sqrt(mean(centred.map((v) => v * v)) + eps);
      const xhat = centred.map((v) => v * inverse);
      const k = mean(g.map((v, i) => v * (xhat[i] ?? NaN)));
      const t = g.map((v, i) => (v - (xhat[i] ?? NaN) * k) * inverse);
      const middle = isCentred ? sum(t) / N : 0;
      return t.map((v) => v - middle);
    });
  },
  function throughDeviation(sample) {
    return byGroup(sample, ({ N, g, centred, std, isCentred }) => {
      const dstd = -sum(g.map((v, i) => v * (centred[i] ?? NaN))) / std ** 2;
      const dvar = (0.5 * dstd) / std;
      const dc = g.map((v, i) => v / std + (2 / N) * (centred[i] ?? NaN) * dvar);
      const dmean = isCentred ? sum(dc) : 0;
      return dc.map((v) => v - dmean / N);
    });
  },
  function pytorch(sample) {
    return byGroup(sample, ({ N, g, centred, eps, isCentred }) => {
      const inverse = (sum(centred.map((v) => v ** 2)) / N + eps) ** -0.5;
      const k = (sum(centred.map((v, i) => v * (g[i] ?? NaN))) * inverse * inverse) / N;
      const middle = isCentred ? sum(g) / N : 0;
      return g.map((v, i) => (v - middle - (centred[i] ?? NaN) * k) * inverse);
    });
  },
];

/** The deviation from a variance taken as E[x²] − E[x]², as Flax takes it: right, but it cancels at an offset. */
function onePassDeviation({ N, x, eps }: Group): number {
  const m = sum([...x]) / N;
  // As Flax clips it: what cancels may come out below 0.
  return sqrt(Math.max(0, mean(x.map((v) => v * v)) - m * m) + eps);
}

/** Right dx with such a variance. */
function onePassVariance(sample: Sample): Float64Array {
  return byGroup(sample, (group) => {
    const { N, g, centred } = group;
    const std = onePassDeviation(group);
    const xhat = centred.map((v) => v / std);
    const [S0, S1] = [sum(g), sum(g.map((v, i) => v * (xhat[i] ?? NaN)))];
    return g.map((v, i) => (N * v - S0 - (xhat[i] ?? NaN) * S1) / (N * std));
  });
}
