import { FLOAT32, FLOAT64, signed, type Store } from '../dialect/dialect';
import type { Elementwise, Operand } from '../expression/algebra';

/** Arithmetic on arrays with the types and roundings of NumPy 2; of the other libraries, what they have in common with it. */

const INT64 = signed(64);

type Binary = (left: number, right: number) => number;

const FLOAT_OPERATORS = new Map<string, Binary>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
]);

/** How the arrays of a library are joined, element by element; or why we do not follow it. */
export function elementwise(operator: string, left: Operand, right: Operand): Elementwise | string {
  const library = left.library ?? right.library;
  if (left.library !== null && right.library !== null && left.library !== right.library)
    return 'it mixes two libraries';
  const store = promoted(left, right);
  if (library !== 'numpy' && !isPlain(operator, left, right)) return 'its type is not followed';
  if (operator === '/' && store.dtype === 'int') return floats(FLOAT64, operator, left, right);
  return store.dtype === 'int' ? integers(store, operator, right) : floats(store, operator, left, right);
}

/** Whether all libraries agree with NumPy on the result's type: floats with floats of the same type, or with a number. */
function isPlain(operator: string, left: Operand, right: Operand): boolean {
  if (operator === '%' || operator === '//') return false;
  const [array, other] = left.library === null ? [right, left] : [left, right];
  if (other.library === null)
    return array.store.dtype !== 'int' || (other.store.dtype === 'int' && /^[-+*]$/.test(operator));
  return array.store === other.store && (array.store.dtype !== 'int' || operator !== '/');
}

/** The store that holds the results. A number of the language itself takes over the array's where that holds it. */
function promoted(left: Operand, right: Operand): Store {
  if (left.library === null) return weakly(right.store, left.store);
  if (right.library === null) return weakly(left.store, right.store);
  const [a, b] = [left.store, right.store];
  if (a.dtype === 'float64' || b.dtype === 'float64') return FLOAT64;
  if (a.dtype === 'int' && b.dtype === 'int') return widest(a, b);
  const small = [a, b].every((store) => store.dtype === 'float32' || store.high < 2 ** 16);
  return small ? FLOAT32 : FLOAT64;
}

function weakly(array: Store, number: Store): Store {
  if (array.dtype !== 'int') return array;
  return number.dtype === 'int' ? bounded(array) : FLOAT64;
}

/** Integers of the language become 64-bit ones in an array. */
function bounded(store: Store): Store {
  return Number.isFinite(store.high) ? store : INT64;
}

/** The smallest integer type with room for both; NumPy takes float64 where there is none. */
function widest(a: Store, b: Store): Store {
  const low = Math.min(bounded(a).low, bounded(b).low);
  const high = Math.max(bounded(a).high, bounded(b).high);
  const both = [a, b].map(bounded).find((store) => store.low === low && store.high === high);
  return both ?? [16, 32, 64].map(signed).find((store) => store.low <= low && store.high >= high) ?? FLOAT64;
}

function floats(store: Store, operator: string, left: Operand, right: Operand): Elementwise | string {
  const round = store === FLOAT32 ? Math.fround : (value: number): number => value;
  const binary =
    operator === '**' ? power(left, right) : (FLOAT_OPERATORS.get(operator) ?? division(operator, round));
  if (binary === null) return 'such a power is not rounded the same way everywhere';
  return { store, image: (a, b) => round(binary(round(a), round(b))) };
}

/** The powers that NumPy takes by multiplication, division and the square root, which are rounded once. */
function power(left: Operand, right: Operand): Binary | null {
  if (right.library !== null) return null;
  const isFloat = left.store.dtype !== 'int';
  switch (right.number) {
    case 0:
      return () => 1;
    case 1:
      return (a) => a;
    case 2:
      return (a) => a * a;
    case 0.5:
      return isFloat ? (a) => Math.sqrt(a) : null;
    case -1:
      return isFloat ? (a) => 1 / a : null;
    default:
      return null;
  }
}

function division(operator: string, round: (value: number) => number): Binary {
  return operator === '%' ? remainder : (a, b) => floorQuotient(a, b, round);
}

/** The remainder with the sign of the divisor, as npy_divmod has it. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  if (b === 0) return rest;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

function floorQuotient(a: number, b: number, round: (value: number) => number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  let quotient = round(round(a - rest) / b);
  if (rest !== 0 && rest < 0 !== b < 0) quotient = round(quotient - 1);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? round(floor + 1) : floor;
}

/** Integer arithmetic, where every number and result is exact; else there is none. */
function integers(store: Store, operator: string, right: Operand): Elementwise | string {
  if (operator === '**' && right.number !== null && right.number < 0)
    return 'integers have no negative powers';
  return {
    store,
    image: (a, b) => {
      if (operator === '**' && b < 0) return null;
      if ((operator === '//' || operator === '%') && b === 0) return null;
      const result = integerResult(operator, a, b);
      const isExact = [a, b, result].every(Number.isSafeInteger);
      return isExact && result >= store.low && result <= store.high ? result + 0 : null;
    },
  };
}

function integerResult(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '%':
      return remainder(a, b);
    case '**':
      return a ** b;
    default:
      return (a - remainder(a, b)) / b;
  }
}
