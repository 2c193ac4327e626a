import { FLOAT32, FLOAT64, INTEGER, type Scalar, type Store, signed, unsigned } from '../../dialect/dialect';
import type { MatrixLanguage } from '../language';
import { juliaRange } from '../ranges';
import { juliaFunctions } from './julia-functions';
import { calculated } from './matlab';

const TYPES = new Map<string, Store>([
  ['Float64', FLOAT64],
  ['Float32', FLOAT32],
  ['Int', INTEGER],
  ['Int64', INTEGER],
  ...[8, 16, 32].map((bits) => [`Int${bits}`, signed(bits)] as const),
  ...[8, 16, 32, 64].map((bits) => [`UInt${bits}`, unsigned(bits)] as const),
]);

function constant(number: number, store = FLOAT64): Scalar {
  return { number, store };
}

const ELEMENTWISE = new Set(['.+', '.-', '.*', './', '*']);

export const JULIA_MATRICES: MatrixLanguage = {
  name: 'Julia',
  brackets: true,
  constants: new Map([
    ...['pi', 'π'].map((name) => [name, constant(Math.PI)] as const),
    ...['ℯ'].map((name) => [name, constant(Math.E)] as const),
    ['Inf', constant(Infinity)],
    ['NaN', constant(NaN)],
    ['Inf64', constant(Infinity)],
    ['NaN64', constant(NaN)],
    ['Inf32', constant(Infinity, FLOAT32)],
    ['NaN32', constant(NaN, FLOAT32)],
  ]),
  functions: juliaFunctions(TYPES),
  types: TYPES,
  words: new Set([':']),
  precedence: new Map([
    ...['^', '.^'].map((operator) => [operator, 6] as const),
    ...['*', '/', '.*', './'].map((operator) => [operator, 4] as const),
    ...['+', '-', '.+', '.-'].map((operator) => [operator, 3] as const),
    [':', 2],
  ]),
  signPrecedence: 5,
  powersFromRight: true,
  spreads(operator, array, number) {
    if (operator === '.^') return array === 'left' && [1, 2].includes(number);
    return ELEMENTWISE.has(operator) || (operator === '/' && array === 'left');
  },
  binary(operator, left, right) {
    const plain = operator.replace('.', '');
    const stores = [left.store, right.store];
    if (stores.some((store) => store.dtype === 'int' && store !== INTEGER))
      return 'arithmetic on this integer type is not read';
    if (plain === '^') return juliaPower(left, right);
    const isWhole = stores.every((store) => store === INTEGER);
    const single = stores.includes(FLOAT32) && !stores.includes(FLOAT64);
    const [a, b] = single
      ? [Math.fround(left.number), Math.fround(right.number)]
      : [left.number, right.number];
    const number = calculated(plain, a, b);
    if (typeof number === 'string') return number;
    if (single) return { number: Math.fround(number), store: FLOAT32 };
    if (!isWhole || plain === '/') return constant(number);
    return Number.isSafeInteger(number) ? { number: number + 0, store: INTEGER } : 'the integer is too large';
  },
  range: juliaRange,
  common(stores) {
    const all = [...stores];
    const [first = INTEGER] = all;
    if (all.length <= 1) return first;
    if (all.includes(FLOAT64)) return FLOAT64;
    if (all.includes(FLOAT32)) return FLOAT32;
    return null;
  },
};

/** Julia multiplies out the powers up to 3; other powers of fractions differ between its versions. */
function juliaPower(left: Scalar, right: Scalar): Scalar | string {
  const [base, exponent] = [left.number, right.number];
  if (left.store === FLOAT32 || right.store !== INTEGER) return 'this power is not read';
  if (left.store === INTEGER) {
    const number = base ** exponent;
    return exponent >= 0 && Number.isSafeInteger(number)
      ? { number, store: INTEGER }
      : 'this power of an integer is not read';
  }
  const products = [1, base, base * base, base * base * base];
  return Number.isInteger(exponent) && exponent >= 0 && exponent <= 3
    ? constant(products[exponent] ?? NaN)
    : 'this power is not read';
}
