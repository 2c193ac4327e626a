import assert from 'node:assert/strict';
import fc from 'fast-check';
import { relError, ulp } from '../../../src/core/tensor/measure';

/** The distance to the next double away from zero, by counting the bits up by one. */
function distanceToNext(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0) - Math.abs(value);
}

describe('ulp', () => {
  it('is the distance to the next double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(Math.abs(value) !== Number.MAX_VALUE);
        return ulp(value) === distanceToNext(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('is right on both sides of every power of two, the subnormal ones included', () => {
    for (let exponent = -1074; exponent <= 1022; exponent++) {
      const power = 2 ** exponent;
      for (const value of [power, -power, power * 1.5, power * (1 - 2 ** -53)]) {
        assert.equal(ulp(value), distanceToNext(value), String(value));
      }
    }
  });

  it('of the largest double is that of its binade', () => assert.equal(ulp(Number.MAX_VALUE), 2 ** 971));

  for (const value of [NaN, Infinity, -Infinity]) {
    it(`of ${value} is NaN`, () => assert.equal(ulp(value), NaN));
  }
});

describe('relError', () => {
  const cases: readonly [a: number, b: number, error: number][] = [
    [1, 1, 0],
    [1, -1, 1],
    [3, 1, 0.5],
    [0, 0, 0],
    [1e-9, 0, 0.1],
    [0, -4e-9, 0.4],
    [Infinity, 1, NaN],
    [NaN, 1, NaN],
  ];
  for (const [a, b, error] of cases) {
    it(`of ${a} and ${b} is ${error}, as in the course`, () =>
      assert.ok(Math.abs(relError(a, b) - error) < 1e-15 || Object.is(relError(a, b), error)));
  }
});
