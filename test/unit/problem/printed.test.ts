import assert from 'node:assert/strict';
import fc from 'fast-check';
import { halfUnits, inputRounding } from '../../../src/core/problem/printed';

const assertUnits = (texts: readonly string[], expected: readonly number[]): void => {
  const units = halfUnits(texts);
  assert.equal(units.length, expected.length);
  for (const [k, unit] of expected.entries()) {
    assert.ok(Math.abs((units[k] ?? NaN) - unit) <= 1e-12 * unit, `${texts[k]}: ${units[k]} for ${unit}`);
  }
};

describe('halfUnits', () => {
  const cases: readonly (readonly [name: string, texts: readonly string[], units: readonly number[]])[] = [
    ['is half a unit of the last decimal', ['0.1234', '-0.5678'], [0.5e-4, 0.5e-4]],
    [
      'takes trimmed zeros for printed ones',
      ['0.12345678', '0.5', '2.', '-1'],
      [0.5e-8, 0.5e-8, 0.5e-8, 0.5e-8],
    ],
    ['takes every exponent for itself', ['1.2345e-03', '5.0000e+02'], [0.5e-7, 0.5e-2]],
    ['knows trimmed zeros before an exponent', ['1.2345e-3', '5e+2'], [0.5e-7, 0.5e-2]],
    ['tells plain from scientific in one array', ['0.1234', '1.25e-5'], [0.5e-4, 0.5e-7]],
    ['counts whole numbers as whole', ['12', '-7'], [0.5, 0.5]],
    ['reads a Unicode minus', ['\u22120.12', '\u22121.5e\u22123'], [0.5e-2, 0.5e-4]],
    ['reads digits with underscores', ['1_000.25'], [0.5e-2]],
    ['takes what is no decimal for exact', ['0x1p3', 'np.pi', '1/3', 'inf'], [0, 0, 0, 0]],
    ['of nothing is nothing', [], []],
  ];
  for (const [name, texts, units] of cases) it(name, () => assertUnits(texts, units));

  const significant: readonly (readonly [name: string, values: readonly number[], digits: number])[] = [
    ['6 digits, as C++ and %g print', [0.123456, 12.3456, -0.00123456, 123.456, 0.5], 6],
    ['7 digits, as R prints', [1234.567, 0.01234567, -12.34567], 7],
    ['4 digits', [-0.4317, 12.75, 0.02718, 1.618], 4],
  ];
  for (const [name, values, digits] of significant) {
    it(`sees that numbers have their digits in common, not their decimals: ${name}`, () => {
      const texts = values.map((value) => String(Number(value.toPrecision(digits))));
      assertUnits(
        texts,
        values.map((value) => 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1)),
      );
    });
  }

  it('takes as many numbers as there are', () => {
    assert.equal(halfUnits(new Array<string>(300000).fill('0.25')).length, 300000);
  });

  it('is never less than what rounding to decimals, zeros trimmed or not, took away', () => {
    const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 8,
      maxLength: 40,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 12 }), fc.boolean(), (values, digits, trimmed) => {
        const texts = values.map((value) =>
          trimmed ? String(Number(value.toFixed(digits))) : value.toFixed(digits),
        );
        fc.pre(texts.every((text) => !text.includes('e')));
        // At least one number shows how many decimals were printed.
        fc.pre(texts.some((text) => text.split('.')[1]?.length === digits));
        const units = halfUnits(texts);
        return values.every(
          (value, k) => Math.abs(Number(texts[k]) - value) <= (units[k] ?? 0) * (1 + 1e-9) + 1e-13,
        );
      }),
    );
  });
});

describe('inputRounding', () => {
  const cases: readonly (readonly [name: string, texts: readonly string[], rounding: number])[] = [
    ['is 0 for numbers short enough to have been typed', ['1.5', '2.125', '-3'], 0],
    ['is 0 for whole numbers, however long', ['123456789', '3'], 0],
    ['is half a unit for what looks printed', ['0.12345678', '1.5'], 0.5e-8],
    ['is half a unit for four decimals', ['0.1235', '1.5'], 0.5e-4],
    ['is 0 where numbers have all their digits', ['0.12345678901234567', '1.5'], 0],
    ['is that of the largest unit', ['1.2345e-03', '5.0000e+02'], 0.5e-2],
  ];
  for (const [name, texts, rounding] of cases) {
    it(name, () => assert.ok(Math.abs(inputRounding(texts) - rounding) <= 1e-12 * rounding));
  }
});
