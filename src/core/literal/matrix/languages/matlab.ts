import { FLOAT32, FLOAT64, type Scalar, type Store, signed, unsigned } from '../../dialect/dialect';
import { power } from '../../expression/arithmetic';
import type { MatrixLanguage } from '../language';
import { octaveRange } from '../ranges';
import { matlabFunctions } from './matlab-functions';

const TYPES = new Map<string, Store>([
  ['double', FLOAT64],
  ['single', FLOAT32],
  ...[8, 16, 32, 64].flatMap((bits): [string, Store][] => [
    [`int${bits}`, signed(bits)],
    [`uint${bits}`, unsigned(bits)],
  ]),
]);

function constant(number: number): Scalar {
  return { number, store: FLOAT64 };
}

const ELEMENTWISE = new Set(['+', '-', '*', '.*', './']);

/** MATLAB and Octave; where they differ in the last bit, Octave. */
export const MATLAB_MATRICES: MatrixLanguage = {
  name: 'MATLAB',
  brackets: true,
  constants: new Map([
    ['pi', constant(Math.PI)],
    ['eps', constant(Number.EPSILON)],
    ['realmax', constant(Number.MAX_VALUE)],
    ['realmin', constant(2 ** -1022)],
    ...['Inf', 'inf'].map((name) => [name, constant(Infinity)] as const),
    ...['NaN', 'nan', 'NA'].map((name) => [name, constant(NaN)] as const),
  ]),
  functions: matlabFunctions(TYPES),
  types: new Map(),
  words: new Set(),
  precedence: new Map([
    ...['^', '.^', '**', '.**'].map((operator) => [operator, 6] as const),
    ...['*', '/', '.*', './'].map((operator) => [operator, 4] as const),
    ['+', 3],
    ['-', 3],
    [':', 2],
  ]),
  signPrecedence: 5,
  powersFromRight: false,
  spreads(operator, array, number) {
    if (operator === '.^') return array === 'right' || [-1, 0.5, 1, 2].includes(number);
    return ELEMENTWISE.has(operator) || (operator === '/' && array === 'left');
  },
  binary(operator, left, right) {
    const stores = [left.store, right.store];
    if (stores.some(({ dtype }) => dtype === 'int')) return 'arithmetic on integer types is not read';
    const single = stores.includes(FLOAT32);
    const [a, b] = single
      ? [Math.fround(left.number), Math.fround(right.number)]
      : [left.number, right.number];
    const number = calculated(operator.replace('.', ''), a, b);
    if (typeof number === 'string' || !single) return typeof number === 'string' ? number : constant(number);
    if (/[\^]/.test(operator)) return 'powers of single-precision numbers are not read';
    return { number: Math.fround(number), store: FLOAT32 };
  },
  range: octaveRange,
  common(stores) {
    const [first = FLOAT64] = stores;
    if (stores.size <= 1) return first;
    return [...stores].every(({ dtype }) => dtype !== 'int') ? FLOAT32 : null;
  },
};

/** Arithmetic on doubles, as every language does it. */
export function calculated(operator: string, a: number, b: number): number | string {
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
      return power(a, b);
  }
}
