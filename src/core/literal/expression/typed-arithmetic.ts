import {
  type Arithmetic,
  FLOAT32,
  FLOAT64,
  INTEGER,
  type Scalar,
  type Store,
  signed,
} from '../dialect/dialect';
import { LONG_DOUBLE } from '../dialect/typed-numbers';
import { exactPower } from './arithmetic';
import { type Quotient, nearest, quotientOf } from './exact';

/** Constant arithmetic of languages with types: integers divide to integers, float32 is rounded at every step. */

const INT = signed(32);

const FOUR = [
  ['*', 2],
  ['/', 2],
  ['%', 2],
  ['+', 1],
  ['-', 1],
] as const;

function valueOf(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return a % b;
  }
}

function wholeValue(operator: string, left: Scalar, right: Scalar): Scalar | string {
  const [a, b] = [left.number, right.number];
  if (b === 0 && (operator === '/' || operator === '%')) return 'it divides by zero';
  const number = operator === '**' ? a ** b : Math.trunc(valueOf(operator, a, b)) + 0;
  const store = [left.store, right.store, INT].reduce((wide, other) =>
    other.high > wide.high ? other : wide,
  );
  const fits = Number.isSafeInteger(number) && number >= store.low && number <= store.high;
  return fits ? { number, store } : 'the integer is too large';
}

/** `mixes`: whether numbers of different types may be calculated with. */
export function typedArithmetic(mixes: boolean, power = false): Arithmetic {
  return {
    precedence: new Map<string, number>(power ? [['**', 4], ...FOUR] : FOUR),
    signedBase: true,
    signsArrays: false,
    binary(operator, left, right) {
      const types = [left.store.dtype, right.store.dtype];
      if (left.store === LONG_DOUBLE || right.store === LONG_DOUBLE)
        return 'long double has its own precision';
      if (!mixes && types[0] !== types[1]) return 'its numbers have different types';
      if (types.every((dtype) => dtype === 'int')) {
        if (operator === '**' && right.number < 0) return 'its exponent is negative';
        return wholeValue(operator, left, right);
      }
      const store = types.includes('float64') ? FLOAT64 : FLOAT32;
      if (operator === '**') return floatPower(left, right, store);
      const number = valueOf(operator, inStore(left, store), inStore(right, store));
      return { number: store === FLOAT32 ? Math.fround(number) : number, store };
    },
  };
}

function inStore({ number }: Scalar, store: Store): number {
  return store === FLOAT32 ? Math.fround(number) : number;
}

function floatPower(base: Scalar, exponent: Scalar, store: Store): Scalar | string {
  if (exponent.store.dtype !== 'int' || store === FLOAT32 || base.number === 0)
    return 'this power may be rounded differently';
  return { number: exactPower(base.number, exponent.number), store };
}

/** Go's constants are exact: they are rounded when the calculation is over. */
export function exactArithmetic(constants: ReadonlyMap<string, string>): Arithmetic {
  const exactOf = ({ exact, text, number }: Scalar): Quotient | null => {
    if (exact !== undefined) return exact;
    const spelt = text === undefined ? null : quotientOf(constants.get(text) ?? text);
    if (spelt !== null) return number < 0 ? [-spelt[0], spelt[1]] : spelt;
    return Number.isSafeInteger(number) ? [BigInt(number), 1n] : null;
  };
  return {
    precedence: new Map<string, number>(FOUR),
    signedBase: true,
    signsArrays: false,
    binary(operator, left, right) {
      if (left.store.dtype === 'float32' || right.store.dtype === 'float32')
        return 'its numbers are converted before';
      const [a, b] = [exactOf(left), exactOf(right)];
      if (a === null || b === null) return 'its numbers are not exact';
      const isWhole = left.store.dtype === 'int' && right.store.dtype === 'int';
      const exact = exactValue(operator, a, b, isWhole);
      if (typeof exact === 'string') return exact;
      if (exact[0].toString(2).length > 2000 || exact[1].toString(2).length > 2000)
        return 'it has too many digits';
      return { number: exact[0] === 0n ? 0 : nearest(exact), store: isWhole ? INTEGER : FLOAT64, exact };
    },
  };
}

function exactValue(
  operator: string,
  [a, b]: Quotient,
  [c, d]: Quotient,
  isWhole: boolean,
): Quotient | string {
  if ((operator === '/' || operator === '%') && c === 0n) return 'it divides by zero';
  switch (operator) {
    case '+':
      return [a * d + c * b, b * d];
    case '-':
      return [a * d - c * b, b * d];
    case '*':
      return [a * c, b * d];
    case '/':
      return isWhole ? [a / c, 1n] : [a * d, b * c];
    default:
      return isWhole ? [a % c, 1n] : 'a remainder is taken of a decimal';
  }
}
