import assert from 'node:assert/strict';
import {
  ddAddDd,
  ddAddDouble,
  ddDiffDd,
  ddDivDd,
  ddDivDouble,
  ddMultDd,
  ddMultDouble2,
  ddSqrt,
} from 'double-double';
import type { Values } from '../../../src/core/gradcheck/groups';
import { referenceKernel as reference, type Reference } from '../../../src/core/kernel/reference';
import { layoutFor } from '../../../src/core/layer/layout';
import { outputNames } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { ulp } from '../../../src/core/tensor/measure';
import { randomBatch, type Batch } from '../support/batch';
import { testData } from '../support/fixtures';
import { partsOf } from '../support/judge';
import { formOf, randomSample, settings, type Sample } from '../support/sample';
import { plainOutputs } from '../support/textbook';

type Rows = readonly (readonly number[])[];

interface Case {
  readonly name: string;
  readonly inputs: {
    readonly x: Rows;
    readonly gamma: readonly number[];
    readonly beta: readonly number[];
    readonly dout: Rows;
    readonly eps: number;
    readonly running_mean?: readonly number[];
    readonly running_var?: readonly number[];
  };
  readonly outputs: {
    readonly y: Rows;
    readonly dx: Rows;
    readonly dgamma: readonly number[];
    readonly dbeta: readonly number[];
    readonly scale: readonly number[];
  };
}

const { cases } = testData('reference_values.json') as { readonly cases: readonly Case[] };

const layout = (N: number, D: number) => layoutFor([N, D], formOf('batchnorm', 'ND'));
const referenceOf = (sample: Sample): Reference => {
  const { layout: own, values } = partsOf(sample);
  return reference(own, values);
};

function valuesOf({ x, gamma, beta, dout, eps, running_mean, running_var }: Case['inputs']): Values {
  return {
    x: Float64Array.from(x.flat()),
    gamma: Float64Array.from(gamma),
    beta: Float64Array.from(beta),
    dout: Float64Array.from(dout.flat()),
    eps: new Float64Array(gamma.length).fill(eps),
    centred: true,
    running:
      running_mean && running_var
        ? { mean: Float64Array.from(running_mean), var: Float64Array.from(running_var) }
        : null,
  };
}

/** Right after rounding, or nothing beside the terms that cancelled. */
function assertRounded(
  name: string,
  actual: Float64Array,
  expected: readonly number[],
  scale: (i: number) => number,
): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries()) {
    const error = Math.abs((actual[i] ?? NaN) - value);
    assert.ok(error <= Math.max(ulp(value), 1e-25 * scale(i)), `${name}[${i}]: ${actual[i]} for ${value}`);
  }
}

describe('the reference', () => {
  describe('beside values of 60 digits', () => {
    for (const { name, inputs, outputs } of cases) {
      it(`${name}: is right after rounding`, () => {
        const D = inputs.gamma.length;
        const found = reference(layout(inputs.x.length, D), valuesOf(inputs));
        const size = (rows: Rows, j: number): number =>
          Math.max(...rows.map((row) => Math.abs(row[j] ?? NaN)));
        assertRounded('y', found.y, outputs.y.flat(), () => 0);
        assertRounded('dx', found.dx, outputs.dx.flat(), (i) => outputs.scale[i % D] ?? NaN);
        assertRounded('dgamma', found.dgamma, outputs.dgamma, (j) => size(inputs.dout, j));
        assertRounded('dbeta', found.dbeta, outputs.dbeta, (j) => size(inputs.dout, j));
      });
    }

    it('has every kind of data that the bounds speak of', () => assert.ok(cases.length >= 16));
  });

  it('is what central differences of the forward pass give, all in double-double', () => {
    for (const [seed, sizes] of [
      [1, {}],
      [2, { N: 3, offset: 1e6, scale: 1 }],
      [3, { N: 9, D: 2, scale: 1e-3 }],
      [4, { N: 2, D: 2 }],
    ] as const) {
      const batch = randomBatch(new RandomState(seed), sizes);
      const { dx } = referenceOf(batch);
      const largest = Math.max(...dx.map(Math.abs));
      dx.forEach((value, i) => {
        const expected = centralDifference(batch, i);
        assert.ok(Math.abs(value - expected) <= 1e-15 * largest, `dx[${i}]: ${value} for ${expected}`);
      });
    }
  });

  it('of layer norm is that of batch norm with rows and columns exchanged, gamma being 1', () => {
    const batch = { ...randomBatch(new RandomState(9), { N: 4, D: 6 }), gamma: new Float64Array(6).fill(1) };
    const { N, D, x, dout } = batch;
    const turned = (data: Float64Array): Float64Array =>
      data.map((_, p) => data[(p % N) * D + Math.floor(p / N)] ?? NaN);
    const rows = referenceOf({ ...batch, form: formOf('layernorm', 'ND') });
    const columns = referenceOf({
      ...batch,
      shape: [D, N],
      x: turned(x),
      dout: turned(dout),
      gamma: new Float64Array(N).fill(1),
      beta: new Float64Array(N),
    });
    assert.deepEqual(turned(rows.dx), columns.dx);
  });

  it('of every layer is near to what plain code gives', () => {
    for (const setting of settings) {
      const sample = randomSample(new RandomState(8), setting);
      const [right, plain] = [referenceOf(sample), plainOutputs(sample)];
      for (const name of outputNames) {
        const size = Math.max(...right[name].map(Math.abs));
        right[name].forEach((value, i) => {
          const error = Math.abs(value - (plain[name][i] ?? NaN));
          assert.ok(error <= 1e-13 * size, `${setting.name}, ${name}[${i}]`);
        });
      }
    }
  });

  it('leaves its inputs as they are', () => {
    const batch = randomBatch(new RandomState(3));
    const before = structuredClone(batch);
    referenceOf(batch);
    assert.deepEqual(batch, before);
  });

  it('is not finite where there is no finite answer', () => {
    const batch = {
      ...randomBatch(new RandomState(3), { N: 3, D: 1, eps: 0 }),
      x: new Float64Array(3).fill(2),
    };
    const { dx } = referenceOf(batch);
    assert.ok(dx.every((value) => !Number.isFinite(value)));
  });
});

/** (L(x + h) - L(x - h)) / 2h at one element, L = Σ y dout, with the whole batch run forward in double-double. */
function centralDifference({ N, D, x, gamma, dout, eps }: Batch, position: number): number {
  const h = 2 ** -35;
  const column = position % D;
  const loss = (t: number): number[] => {
    const values = Array.from({ length: N }, (_, i) => {
      const value = [0, x[i * D + column] ?? NaN];
      return i * D + column === position ? ddAddDouble(value, t) : value;
    });
    const mean = ddDivDouble(values.reduce(ddAddDd), N);
    const centred = values.map((value) => ddDiffDd(value, mean));
    const variance = ddDivDouble(centred.map((c) => ddMultDd(c, c)).reduce(ddAddDd), N);
    const std = ddSqrt(ddAddDouble(variance, eps));
    return centred
      .map((c, i) =>
        ddMultDouble2(dout[i * D + column] ?? NaN, ddMultDouble2(gamma[column] ?? NaN, ddDivDd(c, std))),
      )
      .reduce(ddAddDd);
  };
  const [low = NaN, high = NaN] = ddDivDouble(ddDiffDd(loss(h), loss(-h)), 2 * h);
  return high + low;
}
