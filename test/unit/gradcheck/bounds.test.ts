import assert from 'node:assert/strict';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import { derive } from '../../../src/core/gradcheck/derivation';
import { numericalGradient } from '../../../src/core/gradcheck/numerical';
import { reference } from '../../../src/core/gradcheck/reference';
import { groupStatistics } from '../../../src/core/gradcheck/statistics';
import { batchNormLayout } from '../../../src/core/layer/layout';
import { outputNames } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { problemOf, randomBatch, type Batch } from '../support/batch';
import { judgeDx, valuesOf } from '../support/judge';
import { stagedDx } from '../support/textbook';

const steps = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 'auto'] as const;

interface Draw {
  readonly batch: Batch;
  readonly step: (typeof steps)[number];
  readonly mode: 'train' | 'eval';
}

/** Problems of every size and scale, some of them with integers, constant columns or a dout far from 0. */
function draw(random: RandomState, largest: number): Draw {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.uniform() * items.length)] as T;
  const upTo = (n: number): number => 1 + Math.floor(random.uniform() * n);
  const magnitude = (exponent: number): number => 10 ** (exponent * (2 * random.uniform() - 1));
  const scale = magnitude(6);
  const offset = pick([0, 1, -3, 12, 1e3, 1e6, -1e6, 10 * scale, 1e4 * scale]);
  const batch = randomBatch(random, {
    N: upTo(largest),
    D: upTo(4),
    scale,
    offset,
    eps: pick([1e-5, 1e-5, 1e-3, 0, 1e-8, 1e-12]),
  });
  const [ofGamma, ofBeta, ofDout, shift] = [
    magnitude(4),
    magnitude(4),
    magnitude(4),
    pick([0, 0, 0, 1, 100]),
  ];
  const change = random.uniform();
  const { D } = batch;
  return {
    step: pick(steps),
    mode: random.uniform() < 0.15 ? 'eval' : 'train',
    batch: {
      ...batch,
      x:
        change < 0.2
          ? batch.x.map(Math.round)
          : batch.x.map((value, i) => (change < 0.3 && i % D === 0 ? offset : value)),
      gamma: batch.gamma.map((value) => value * ofGamma),
      beta: batch.beta.map((value) => value * ofBeta),
      dout: batch.dout.map((value) => (value + shift) * ofDout),
    },
  };
}

/** Errors as shares of their bounds, for every output of every sound route, the differences, and plain code. */
function shares({ batch, step, mode }: Draw): { readonly source: string; readonly share: number }[] {
  const layout = batchNormLayout([batch.N, batch.D]);
  const values = valuesOf(batch, mode);
  const groups = groupStatistics(layout, values);
  const bounds = conditioning(layout, values, groups);
  const right = reference(layout, values);
  const numerical = numericalGradient(layout, values, groups, step, () => undefined);
  const { runs } = derive(problemOf(batch, { options: { mode } }), layout);
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
  for (const name of outputNames) {
    const bound = bounds[name].bound;
    for (const { route, workspace } of runs) {
      if (route.sound) add(`${route.id} ${name}`, workspace.get(name), right[name], (i) => bound[i] ?? NaN);
    }
    if (name === 'y') continue;
    const { value, bound: own } = numerical[name];
    add(`numerical ${name}`, value, right[name], (i) => (own[i] ?? NaN) + (bound[i] ?? NaN));
  }
  if (mode === 'train') add('plain code dx', stagedDx(batch), right.dx, (i) => bounds.dx.bound[i] ?? NaN);
  return found;
}

describe('the error bounds', function () {
  this.timeout(120000);

  for (const [name, seed, count, largest] of [
    ['2000 random problems', 1, 2000, 60],
    ['20 large ones', 2, 20, 500],
  ] as const) {
    it(`hold for ${name}, and are not idle`, () => {
      const random = new RandomState(seed);
      const worst = new Map<string, number>();
      for (let k = 0; k < count; k++) {
        const problem = draw(random, largest);
        for (const { source, share } of shares(problem)) {
          assert.ok(
            share <= 1,
            `${source}: ${share} of its bound on ${JSON.stringify({ ...problem, batch: problem.batch.N })}`,
          );
          worst.set(source, Math.max(worst.get(source) ?? 0, share));
        }
      }
      // A bound that no error comes near would let mistakes through.
      for (const [source, share] of worst)
        assert.ok(share > 0.005, `${source} never exceeds ${share} of its bound`);
    });
  }

  it('let no right dx disagree, whatever code computed it', () => {
    const random = new RandomState(3);
    for (let k = 0; k < 1500; k++) {
      const { batch } = draw(random, 60);
      for (const write of otherWays) {
        const { verdict, worst } = judgeDx(batch, write(batch));
        assert.notEqual(verdict, 'disagrees', `${write.name}: ${JSON.stringify(worst)}`);
      }
    }
  });

  it('let a variance taken in one pass agree at an offset of up to 10000 deviations', () => {
    const random = new RandomState(5);
    for (let k = 0; k < 400; k++) {
      const scale = 10 ** ((k % 7) - 3);
      const offset = scale * 10 ** (k % 5);
      const batch = randomBatch(random, { N: 2 + (k % 40), D: 2, scale, offset });
      const { verdict, worst } = judgeDx(batch, onePassVariance(batch));
      assert.equal(verdict, 'agrees', JSON.stringify(worst));
    }
  });

  it('let one element off by a percent of its column’s terms disagree on ordinary data', () => {
    const random = new RandomState(4);
    for (let k = 0; k < 200; k++) {
      const batch = randomBatch(random, { N: 3 + (k % 30), D: 1 + (k % 5), offset: k % 2 === 0 ? 12 : 1e6 });
      const dx = stagedDx(batch);
      const size = Math.max(...dx.map(Math.abs));
      const position = k % dx.length;
      const { verdict, worst, wrong } = judgeDx(
        batch,
        dx.with(position, (dx[position] ?? NaN) + 0.01 * size),
      );
      assert.deepEqual([verdict, worst?.position, wrong], ['disagrees', position, 1]);
    }
  });
});

const { sqrt } = Math;
const columns = (batch: Batch, dxOf: (x: number[], g: number[], eps: number) => number[]): Float64Array => {
  const { N, D, x, dout, gamma, eps } = batch;
  const dx = new Float64Array(N * D);
  for (let j = 0; j < D; j++) {
    const rows = Array.from({ length: N }, (_, i) => i * D + j);
    const column = dxOf(
      rows.map((i) => x[i] ?? NaN),
      rows.map((i) => (dout[i] ?? NaN) * (gamma[j] ?? NaN)),
      eps,
    );
    rows.forEach((i, k) => (dx[i] = column[k] ?? NaN));
  }
  return dx;
};
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Right ways of writing dx that are none of our routes. */
const otherWays: readonly ((batch: Batch) => Float64Array)[] = [
  stagedDx,
  function projection(batch) {
    return columns(batch, (x, g, eps) => {
      const m = mean(x);
      const c = x.map((v) => v - m);
      const inverse = 1 / sqrt(mean(c.map((v) => v * v)) + eps);
      const xhat = c.map((v) => v * inverse);
      const k = mean(g.map((v, i) => v * (xhat[i] ?? NaN)));
      const t = g.map((v, i) => (v - (xhat[i] ?? NaN) * k) * inverse);
      const middle = mean(t);
      return t.map((v) => v - middle);
    });
  },
  function throughDeviation(batch) {
    return columns(batch, (x, g, eps) => {
      const N = x.length;
      const m = mean(x);
      const c = x.map((v) => v - m);
      const std = sqrt(mean(c.map((v) => v ** 2)) + eps);
      const dstd = -sum(g.map((v, i) => v * (c[i] ?? NaN))) / std ** 2;
      const dvar = (0.5 * dstd) / std;
      const dc = g.map((v, i) => v / std + (2 / N) * (c[i] ?? NaN) * dvar);
      const dmean = sum(dc);
      return dc.map((v) => v - dmean / N);
    });
  },
  function pytorch(batch) {
    return columns(batch, (x, g, eps) => {
      const N = x.length;
      const m = mean(x);
      const inverse = (sum(x.map((v) => (v - m) ** 2)) / N + eps) ** -0.5;
      const k = (sum(x.map((v, i) => (v - m) * (g[i] ?? NaN))) * inverse * inverse) / N;
      const middle = sum(g) / N;
      return g.map((v, i) => (v - middle - ((x[i] ?? NaN) - m) * k) * inverse);
    });
  },
];

/** With the variance as E[x²] − E[x]², as Flax takes it: right, but it cancels at an offset. */
function onePassVariance(batch: Batch): Float64Array {
  return columns(batch, (x, g, eps) => {
    const N = x.length;
    const m = mean(x);
    // As Flax clips it: what cancels may come out below 0.
    const std = sqrt(Math.max(0, mean(x.map((v) => v * v)) - m * m) + eps);
    const xhat = x.map((v) => (v - m) / std);
    const [S0, S1] = [sum(g), sum(g.map((v, i) => v * (xhat[i] ?? NaN)))];
    return g.map((v, i) => (N * v - S0 - (xhat[i] ?? NaN) * S1) / (N * std));
  });
}
