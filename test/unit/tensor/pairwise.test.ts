import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RandomState } from '../../../src/core/random/random-state';
import { pairwiseSum } from '../../../src/core/tensor/pairwise';

const factors = [1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

/** `np.random.seed(n); np.random.randn(n) * np.array(factors)[np.arange(n) % 7]` */
function numbers(n: number): Float64Array {
  return new RandomState(n).randn(n).data.map((value, k) => value * (factors[k % 7] ?? NaN));
}

/** What NumPy 1.24 gives for the sum of them. */
const ofNumPy: readonly (readonly [n: number, sum: number])[] = [
  [0, 0.0],
  [1, 0.0016243453636632418],
  [5, 1.084215930847473],
  [7, -8.165229402231178],
  [8, 1944.2868451972465],
  [9, -1569.3586111223979],
  [16, -2058.210354933123],
  [100, 1545.0057483802698],
  [127, -3903.0155014848015],
  [128, 3645.618909295949],
  [129, -2526.2598080353],
  [136, -4767.700605726577],
  [255, 676.979974508542],
  [256, -7946.794296993224],
  [257, -9822.540787238431],
  [1000, -29590.574830138314],
  [1025, 15090.217595852258],
  [4096, 7453.1631776332115],
];

describe('pairwiseSum', () => {
  for (const [n, sum] of ofNumPy) {
    it(`of ${n} numbers is NumPy’s, bit for bit`, () => assert.equal(pairwiseSum(numbers(n)), sum));
  }

  it('differs from a sum one by one, so that the order matters', () => {
    const differs = ofNumPy.filter(([n, sum]) => numbers(n).reduce((a, b) => a + b, 0) !== sum);
    assert.ok(differs.length > 5);
  });

  const double = fc.double({ min: -1e100, max: 1e100, noNaN: true });

  it('is within rounding of a sum one by one', () => {
    fc.assert(
      fc.property(fc.float64Array({ min: -1e100, max: 1e100, noNaN: true, maxLength: 600 }), (values) => {
        const plain = values.reduce((a, b) => a + b, 0);
        const size = values.reduce((a, b) => a + Math.abs(b), 0);
        const bound = 2 * values.length * 2 ** -53 * size;
        return Math.abs(pairwiseSum(values) - plain) <= bound;
      }),
      { numRuns: 300 },
    );
  });

  it('is exact where every partial sum is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 2000 }), (values) => {
        return pairwiseSum(Float64Array.from(values)) === values.reduce((a, b) => a + b, 0);
      }),
    );
  });

  it('sums a part of an array as if it stood alone', () => {
    const start = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(double, { minLength: 40, maxLength: 400 }), start, (values, first) => {
        const all = Float64Array.from(values);
        const part = all.slice(first);
        return Object.is(pairwiseSum(all, first, part.length), pairwiseSum(part));
      }),
    );
  });

  it('gives NaN and infinities on', () => {
    for (const n of [5, 20, 300]) {
      for (const value of [NaN, Infinity, -Infinity]) {
        assert.equal(pairwiseSum(new Float64Array(n).fill(1).with(n - 2, value)), value);
      }
    }
  });
});
