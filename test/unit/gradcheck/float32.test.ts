import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import type { CheckOptions, OutputName } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import type { Report } from '../../../src/core/report/report';
import { brought, problemOf } from '../support/batch';
import { parameterShape, randomSample, settings, sizeOf, type Sample } from '../support/sample';
import { byGroup, groupsOf, plainOutputs, stagedDx } from '../support/textbook';

const f = Math.fround;
const rounded = (data: Float64Array): Float64Array => data.map(f);

/** The same sample as float32 holds it. */
function inFloat32(sample: Sample): Sample {
  const { x, gamma, beta, dout } = sample;
  return { ...sample, x: rounded(x), gamma: rounded(gamma), beta: rounded(beta), dout: rounded(dout) };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => f(sum + value), 0);

/** All outputs in plain code, every operation in float32 and sums one by one. */
function float32Outputs(sample: Sample): Record<OutputName, Float64Array> {
  const y = new Float64Array(sample.x.length);
  const dx = new Float64Array(sample.x.length);
  const dgamma = new Float64Array(sizeOf(parameterShape(sample)));
  const dbeta = new Float64Array(dgamma.length);
  for (const { N, x, dout, gamma, beta, positions, parameters, isCentred, eps } of groupsOf(sample)) {
    const at = (values: readonly number[], k: number): number => values[k] ?? NaN;
    const mean = isCentred ? f(total(x) / N) : 0;
    const centred = x.map((v) => f(v - mean));
    const variance = f(total(centred.map((v) => f(v * v))) / N);
    const inverse = f(1 / f(Math.sqrt(f(variance + eps))));
    const xhat = centred.map((v) => f(v * inverse));
    const g = dout.map((v, k) => f(v * at(gamma, k)));
    const meanG = isCentred ? f(total(g) / N) : 0;
    const product = f(total(g.map((v, k) => f(v * at(xhat, k)))) / N);
    positions.forEach((i, k) => {
      const p = parameters[k] ?? 0;
      y[i] = f(f(at(xhat, k) * at(gamma, k)) + at(beta, k));
      dx[i] = f(f(f(at(g, k) - meanG) - f(at(xhat, k) * product)) * inverse);
      dgamma[p] = f((dgamma[p] ?? NaN) + f(at(dout, k) * at(xhat, k)));
      dbeta[p] = f((dbeta[p] ?? NaN) + at(dout, k));
    });
  }
  return { y, dx, dgamma, dbeta };
}

function checked(
  sample: Sample,
  outputs: Partial<Record<OutputName, Float64Array>>,
  options: Partial<CheckOptions>,
): Report {
  const shapeOf = (name: string): readonly number[] =>
    name === 'y' || name === 'dx' ? sample.shape : parameterShape(sample);
  const yours = Object.fromEntries(
    Object.entries(outputs).map(([name, data]) => [name, brought({ shape: shapeOf(name), data })]),
  );
  return check(problemOf(sample, { yours, options }));
}
const float32 = { precision: 'float32' } as const;
const verdicts = (report: Report): string[] =>
  report.comparisons
    .filter(({ left, right }) => left === 'yours' && right === 'reference')
    .map(({ output, verdict }) => `${output} ${verdict}`);

describe('a check in float32', () => {
  for (const setting of settings) {
    it(`agrees with right float32 code of ${setting.name}, and with float64 code rounded at the end`, () => {
      for (const seed of [1, 2, 3]) {
        const sample = inFloat32(randomSample(new RandomState(seed), setting, { scale: seed }));
        const all = ['y agrees', 'dx agrees', 'dgamma agrees', 'dbeta agrees'];
        assert.deepEqual(verdicts(checked(sample, float32Outputs(sample), float32)), all);
        const { y, dx, dgamma, dbeta } = plainOutputs(sample);
        const late = { y: rounded(y), dx: rounded(dx), dgamma: rounded(dgamma), dbeta: rounded(dbeta) };
        assert.deepEqual(verdicts(checked(sample, late, float32)), all);
      }
    });

    it(`disagrees with wrong float32 code of ${setting.name}, and says why`, () => {
      const sample = inFloat32(randomSample(new RandomState(4), setting, { eps: 1e-3 }));
      const article = byGroup(sample, ({ N, g, xhat, S0, std }) =>
        g.map((v, i) => f((N * v - (xhat[i] ?? NaN) * g.reduce((a, b) => a + b, 0) - S0) / (N * std))),
      );
      const report = checked(sample, { dx: article }, float32);
      assert.equal(report.yours?.verdict, 'disagrees');
      assert.deepEqual(
        report.diagnosis.filter(({ source }) => source === 'yours').map(({ id }) => id),
        ['xhat-missing-in-sum'],
      );
    });
  }

  const [setting] = settings;
  const sample = inFloat32(randomSample(new RandomState(5), setting ?? assert.fail()));

  it('disagrees with one element off by a thousandth', () => {
    const dx = rounded(stagedDx(sample));
    const largest = Math.max(...dx.map(Math.abs));
    const off = dx.with(4, f((dx[4] ?? NaN) + 0.001 * largest));
    assert.equal(checked(sample, { dx: off }, float32).yours?.verdict, 'disagrees');
  });

  it('in float64 disagrees with what float32 gave', () => {
    assert.equal(checked(sample, { dx: float32Outputs(sample).dx }, {}).yours?.verdict, 'disagrees');
  });

  it('rounds inputs that are float64 to float32 first', () => {
    const double = randomSample(new RandomState(5), setting ?? assert.fail());
    const { dx } = float32Outputs(inFloat32(double));
    assert.equal(checked(double, { dx }, float32).yours?.verdict, 'agrees');
  });

  it('shows what a careful framework gives in float32, off by units of float32', () => {
    const report = checked(sample, {}, float32);
    const rows = report.comparisons.filter(({ left }) => left === 'float32');
    assert.deepEqual(
      rows.map(({ output, right, verdict }) => `${output} ${right} ${verdict}`),
      ['y reference agrees', 'dx reference agrees', 'dgamma reference agrees', 'dbeta reference agrees'],
    );
    for (const { maxAbs, output } of rows) assert.ok(maxAbs > 0 && maxAbs < 1e-5, `${output} ${maxAbs}`);
    assert.ok(report.notes.some((note) => note.startsWith('Inputs are float32.')));
    assert.equal(report.precision, 'float32');
    assert.ok(!checked(sample, {}, {}).comparisons.some(({ left }) => left === 'float32'));
  });

  it('judges our routes in float64 all the same', () => {
    for (const { sound, judgement } of checked(sample, {}, float32).routes)
      if (sound) assert.equal(judgement.verdict, 'agrees');
  });

  it('never calls a variance that is taken in one pass wrong', () => {
    const total = (values: readonly number[]): number => values.reduce((sum, value) => f(sum + value), 0);
    const verdicts = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++) {
      const offset = [10, 100, 300, 1000, 2000][seed % 5] ?? NaN;
      const far = inFloat32(
        randomSample(new RandomState(seed), setting ?? assert.fail(), { scale: 1, offset, eps: 1e-5 }),
      );
      const dx = byGroup(far, ({ N, x, g, eps }) => {
        const mean = f(total(x) / N);
        const variance = Math.max(0, f(f(total(x.map((v) => f(v * v))) / N) - f(mean * mean)));
        const inverse = f(1 / f(Math.sqrt(f(variance + eps))));
        const xhat = x.map((v) => f(f(v - mean) * inverse));
        const meanG = f(total(g.map(f)) / N);
        const product = f(total(g.map((v, k) => f(f(v) * (xhat[k] ?? NaN)))) / N);
        return g.map((v, k) => f(f(f(f(v) - meanG) - f((xhat[k] ?? NaN) * product)) * inverse));
      });
      const verdict = checked(far, { dx }, float32).yours?.verdict ?? 'none';
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    assert.deepEqual([...verdicts.keys()].sort(), ['agrees', 'cannot-decide']);
  });

  it('cannot decide where float32 leaves no digits, and says so', () => {
    const far = inFloat32(
      randomSample(new RandomState(6), setting ?? assert.fail(), { scale: 1, offset: 1e7 }),
    );
    const { yours } = checked(far, { dx: float32Outputs(far).dx }, float32);
    assert.equal(yours?.verdict, 'cannot-decide');
    assert.match(yours.sentence, /float32 leaves too few correct digits on this data/);
  });
});
