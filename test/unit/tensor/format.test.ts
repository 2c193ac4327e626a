import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exactText, formatApart, formatNumber } from '../../../src/core/tensor/format';
import { ulp } from '../../../src/core/tensor/measure';

describe('exactText', () => {
  it('gives text that reads back as the same number', () => {
    fc.assert(fc.property(fc.double(), (value) => Object.is(Number(exactText(value)), value)));
  });

  it('keeps the sign of zero', () => assert.equal(exactText(-0), '-0'));
});

describe('formatNumber', () => {
  const cases: readonly [value: number, digits: number, text: string][] = [
    [0, 6, '0'],
    [-0, 6, '-0'],
    [1, 6, '1'],
    [-12.3456789, 6, '-12.3457'],
    [0.5, 3, '0.5'],
    [1e-4, 6, '0.0001'],
    [1.2345678e-5, 3, '1.23e-5'],
    [1.7029226384366253e-9, 3, '1.7e-9'],
    [999999, 6, '999999'],
    [999999.9, 6, '1e6'],
    [1234567, 3, '1.23e6'],
    [9.99996, 5, '10'],
    [100, 6, '100'],
    [5e-324, 3, '4.94e-324'],
    [NaN, 6, 'NaN'],
    [-Infinity, 6, '-Infinity'],
  ];
  for (const [value, digits, text] of cases) {
    it(`writes ${exactText(value)} with ${digits} digits as ${text}`, () =>
      assert.equal(formatNumber(value, digits), text));
  }

  it('is off by at most half a unit of its last significant digit', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.integer({ min: 1, max: 17 }),
        (value, digits) => {
          const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1);
          const error = Math.abs(Number(formatNumber(value, digits)) - value);
          return value === 0 || error <= 0.5001 * unit + ulp(value);
        },
      ),
    );
  });

  it('gives back every number with 17 digits', () => {
    fc.assert(fc.property(fc.double(), (value) => Object.is(Number(formatNumber(value, 17)), value)));
  });
});

describe('formatApart', () => {
  it('shows that two numbers differ, however little', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (a, b) => {
        const [left, right] = formatApart([a, b]);
        return Object.is(a, b) === (left === right);
      }),
    );
  });

  it('takes no more digits than it needs', () => {
    assert.deepEqual(formatApart([1.5, 2.25]), ['1.5', '2.25']);
    assert.deepEqual(formatApart([1, 1 + 2 ** -52]), ['1', '1.0000000000000002']);
    assert.deepEqual(formatApart([0.12345678, 0.12345679]), ['0.12345678', '0.12345679']);
  });
});
