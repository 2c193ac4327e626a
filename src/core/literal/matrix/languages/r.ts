import { FLOAT64, INTEGER, type Scalar } from '../../dialect/dialect';
import type { MatrixLanguage } from '../language';
import { rRange } from '../ranges';
import { calculated } from './matlab';
import { rFunctions } from './r-functions';

const LARGEST = 2 ** 31 - 1;

function constant(number: number): Scalar {
  return { number, store: FLOAT64 };
}

/** R: vectors of shape [n], and everything else is a call. */
export const R_MATRICES: MatrixLanguage = {
  name: 'R',
  brackets: false,
  constants: new Map([
    ['pi', constant(Math.PI)],
    ['Inf', constant(Infinity)],
    ['NaN', constant(NaN)],
    ['NA', constant(NaN)],
    ['NA_real_', constant(NaN)],
    ['NA_integer_', constant(NaN)],
  ]),
  functions: rFunctions(),
  types: new Map(),
  words: new Set(['TRUE', 'FALSE', 'T', 'F', 'NULL']),
  precedence: new Map([
    ['^', 6],
    ['**', 6],
    [':', 4.5],
    ['*', 4],
    ['/', 4],
    ['+', 3],
    ['-', 3],
  ]),
  signPrecedence: 5,
  powersFromRight: true,
  spreads: () => true,
  binary(operator, left, right) {
    const number = calculated(operator, left.number, right.number);
    if (typeof number === 'string') return number;
    const isWhole = left.store === INTEGER && right.store === INTEGER && /^[-+*]$/.test(operator);
    if (!isWhole) return constant(number);
    return Math.abs(number) <= LARGEST ? { number: number + 0, store: INTEGER } : 'the integer is too large';
  },
  range: rRange,
  common(stores) {
    return [...stores].every((store) => store === INTEGER) ? INTEGER : FLOAT64;
  },
};
