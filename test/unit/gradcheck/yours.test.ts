import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { inputRounding } from '../../../src/core/gradcheck/input-rounding';
import { referenceKernel as reference } from '../../../src/core/kernel/reference';
import { outputNames, type InputName, type OutputName } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import type { Report } from '../../../src/core/report/report';
import { halfUnits } from '../../../src/core/problem/printed';
import { batchOf, brought, given, problemOf, randomBatch, tensorOf, type Batch } from '../support/batch';
import { course, courseBatch } from '../support/fixtures';
import { partsOf } from '../support/judge';
import { randomSample, settings, type Sample } from '../support/sample';

const rowsOf = (report: Report): string[] =>
  report.comparisons
    .filter(({ left, right }) => left === 'yours' && right === 'reference')
    .map(({ output, verdict }) => `${output} ${verdict}`);
const scaled = (factor: number): number[][] => course.dx.map((row) => row.map((value) => value * factor));

describe('what the user brings', () => {
  for (const digits of [8, 4]) {
    for (const trimmed of [false, true]) {
      it(`agrees where a right dx is printed with ${digits} decimals, ${trimmed ? 'trimmed' : 'padded'}`, () => {
        const texts = course.dx
          .flat()
          .map((v) => (trimmed ? String(Number(v.toFixed(digits))) : v.toFixed(digits)));
        const tensor = { shape: [4, 5], data: Float64Array.from(texts, Number) };
        const report = check(
          problemOf(courseBatch, { yours: { dx: { ...brought(tensor), rounding: halfUnits(texts) } } }),
        );
        assert.equal(report.yours?.verdict, 'agrees');
      });
    }
  }

  it('disagrees where the same numbers are said to be exact', () => {
    const rounded = tensorOf(course.dx.map((row) => row.map((v) => Number(v.toFixed(4)))));
    assert.equal(
      check(problemOf(courseBatch, { yours: { dx: brought(rounded) } })).yours?.verdict,
      'disagrees',
    );
  });

  it('cannot be decided about where too few digits are printed', () => {
    const rounded = tensorOf(course.dx.map((row) => row.map((v) => Number(v.toFixed(1)))));
    const { yours } = check(problemOf(courseBatch, { yours: { dx: brought(rounded, 0.05) } }));
    assert.equal(yours?.verdict, 'cannot-decide');
    assert.match(
      yours.sentence,
      /^Cannot decide about your dx: at dx\[\d,\d\] too few digits are printed, or rounding leaves too few correct\.$/,
    );
  });

  it('is judged output by output, with the worst on top', () => {
    const yours = {
      y: brought(tensorOf(course.out)),
      dx: brought(tensorOf(course.dx)),
      dgamma: brought({ shape: [1, 5], data: Float64Array.from(course.dgamma, (v) => -v) }),
    };
    const report = check(problemOf(courseBatch, { yours }));
    assert.deepEqual(rowsOf(report), ['y agrees', 'dx agrees', 'dgamma disagrees']);
    assert.deepEqual([report.yours?.verdict, report.yours?.output], ['disagrees', 'dgamma']);
    assert.deepEqual(
      report.diagnosis
        .filter(({ source }) => source === 'yours')
        .map(({ output, id, message }) => [output, id, message]),
      [['dgamma', 'sign', 'The sign of dgamma is flipped.']],
    );
  });

  it('is compared with the central differences as well', () => {
    const report = check(problemOf(courseBatch, { yours: { dx: brought(tensorOf(scaled(1.001))) } }));
    const row = report.comparisons.find(({ left, right }) => left === 'yours' && right === 'numerical');
    assert.deepEqual([row?.output, row?.verdict], ['dx', 'disagrees']);
  });

  it('is forgiven what the tolerance says', () => {
    const yours = { dx: brought(tensorOf(scaled(1.001))) };
    assert.equal(check(problemOf(courseBatch, { yours })).yours?.verdict, 'disagrees');
    for (const tolerance of [0.002, 0.1]) {
      assert.equal(check(problemOf(courseBatch, { yours, options: { tolerance } })).yours?.verdict, 'agrees');
    }
  });

  it('disagrees in a wrong forward pass, which gradients cannot show', () => {
    const y = tensorOf(course.out.map((row) => row.map((value, j) => value + (j === 0 ? 1e-6 : 0))));
    const report = check(problemOf(courseBatch, { yours: { y: brought(y) } }));
    assert.deepEqual(rowsOf(report), ['y disagrees']);
  });
});

const digits = 8;
const rounded = (data: Float64Array, places = digits): Float64Array =>
  data.map((value) => Number(value.toFixed(places)));
const half = (places = digits): number => 0.5 * 10 ** -places;

describe('inputs that are printed with fewer digits than they have', () => {
  it('let right outputs of the unrounded inputs agree', () => {
    for (let seed = 0; seed < 10; seed++) {
      const batch = randomBatch(new RandomState(seed), { N: 3 + seed, D: 3, scale: 0.5 + seed });
      const { layout, values } = partsOf(batch);
      const right = reference(layout, values);
      const printed: Batch = {
        ...batch,
        x: rounded(batch.x),
        dout: rounded(batch.dout),
        gamma: rounded(batch.gamma),
        beta: rounded(batch.beta),
      };
      const shape = [batch.N, batch.D];
      const report = check(
        problemOf(printed, {
          inputs: {
            x: given({ shape, data: printed.x }, half()),
            dout: given({ shape, data: printed.dout }, half()),
            gamma: given({ shape: [3], data: printed.gamma }, half()),
            beta: given({ shape: [3], data: printed.beta }, half()),
          },
          yours: {
            y: brought({ shape, data: right.y }),
            dx: brought({ shape, data: right.dx }),
            dgamma: brought({ shape: [3], data: right.dgamma }),
            dbeta: brought({ shape: [3], data: right.dbeta }),
          },
        }),
      );
      assert.deepEqual(rowsOf(report), ['y agrees', 'dx agrees', 'dgamma agrees', 'dbeta agrees']);
    }
  });

  /** How far the outputs move when every input moves by at most `by` (towards the worst that 40 tries find). */
  function furthest(
    sample: Sample,
    mode: 'train' | 'eval',
    by: Partial<Record<InputName, number>>,
  ): Record<OutputName, number> {
    const { layout, values, groups } = partsOf(sample, mode);
    const bounds = inputRounding(layout, values, groups, null, (name) => by[name] ?? 0);
    const exact = reference(layout, values);
    const random = new RandomState(1);
    const moved = (data: Float64Array, name: InputName): Float64Array =>
      data.map((value) => value + (by[name] ?? 0) * (random.uniform() < 0.5 ? -1 : 1));
    const worst = { y: 0, dx: 0, dgamma: 0, dbeta: 0 };
    for (let k = 0; k < 40; k++) {
      const other = reference(layout, {
        ...values,
        x: moved(values.x, 'x'),
        gamma: moved(values.gamma, 'gamma'),
        beta: moved(values.beta, 'beta'),
        dout: moved(values.dout, 'dout'),
        running: values.running && {
          mean: moved(values.running.mean, 'running_mean'),
          var: moved(values.running.var, 'running_var'),
        },
      });
      for (const name of outputNames) {
        exact[name].forEach((value, i) => {
          const error = Math.abs((other[name][i] ?? NaN) - value);
          // A few units of rounding of the numbers themselves are not the inputs'.
          const bound = (bounds[name][i] ?? NaN) + 1e-14 * Math.abs(value);
          worst[name] = Math.max(worst[name], error === 0 ? 0 : error / bound);
        });
      }
    }
    return worst;
  }

  const cases: readonly (readonly [
    name: string,
    mode: 'train' | 'eval',
    by: Partial<Record<InputName, number>>,
  ])[] = [
    ['x', 'train', { x: 1e-8 }],
    ['dout', 'train', { dout: 1e-8 }],
    ['gamma and beta', 'train', { gamma: 1e-8, beta: 1e-8 }],
    ['everything', 'train', { x: 1e-8, dout: 1e-8, gamma: 1e-8, beta: 1e-8 }],
    ['x in evaluation mode', 'eval', { x: 1e-8 }],
    ['running_mean', 'eval', { running_mean: 1e-8 }],
    ['running_var', 'eval', { running_var: 1e-8 }],
  ];
  for (const [name, mode, by] of cases) {
    it(`widen the bounds by no less than they can do: ${name}`, () => {
      for (let seed = 0; seed < 25; seed++) {
        const batch = randomBatch(new RandomState(seed), {
          N: 2 + (seed % 5),
          D: 2,
          scale: 10 ** (1 - (seed % 4)),
        });
        for (const [output, share] of Object.entries(furthest(batch, mode, by))) {
          assert.ok(share <= 1, `${output}: ${share} of the bound, seed ${seed}`);
        }
      }
    });
  }

  it('widen the bounds by no less than they can do in every layer', () => {
    for (const setting of settings) {
      for (let seed = 0; seed < 4; seed++) {
        const sample = randomSample(new RandomState(seed), setting, { scale: 10 ** (1 - seed) });
        const by = { x: 1e-8, dout: 1e-8, gamma: 1e-8, beta: 1e-8 };
        for (const [output, share] of Object.entries(furthest(sample, 'train', by))) {
          assert.ok(share <= 1, `${setting.name}, ${output}: ${share} of the bound, seed ${seed}`);
        }
      }
    }
  });

  it('widen the bound of a dx whose direct and variance terms are 0', () => {
    // x̂ of the first row is 0, its dout too, and S1 is 0: dx is −S0 / (N std) alone.
    const batch = batchOf(3, 1, { x: [0, 1, -1], gamma: [1], beta: [0], dout: [0, 1, 1], eps: 0 });
    const { dx } = furthest(batch, 'train', { x: 1e-6 });
    assert.ok(dx <= 1, `${dx} of the bound`);
  });
});
