import { type Arithmetic, FLOAT64, INTEGER, type Scalar } from '../dialect/dialect';
import { type Quotient, nearest } from './exact';

/** Constant arithmetic, each language with its own rules. No code is run: the operators are these few. */

export const PYTHON_ARITHMETIC: Arithmetic = {
  precedence: new Map([
    ['**', 4],
    ['*', 2],
    ['/', 2],
    ['//', 2],
    ['%', 2],
    ['+', 1],
    ['-', 1],
  ]),
  signedBase: true,
  signsArrays: true,
  binary(operator, left, right) {
    if (isSingle(left) || isSingle(right)) return 'arithmetic on single-precision numbers is not read';
    const whole = left.store.dtype === 'int' && right.store.dtype === 'int';
    const [a, b] = [left.number, right.number];
    if (whole && !(Number.isSafeInteger(a) && Number.isSafeInteger(b))) return 'these integers are too large';
    if (operator === '**') return pythonPower(a, b, whole);
    if (b === 0 && operator !== '+' && operator !== '-' && operator !== '*') return 'it divides by zero';
    const number = pythonValue(operator, a, b);
    if (!whole || operator === '/') return { number, store: FLOAT64 };
    return Number.isSafeInteger(number) ? { number: number + 0, store: INTEGER } : 'the integer is too large';
  },
};

const FOUR_OPERATORS: ReadonlyMap<string, number> = new Map([
  ['*', 2],
  ['/', 2],
  ['+', 1],
  ['-', 1],
]);

function isSingle(scalar: Scalar): boolean {
  return scalar.store.dtype === 'float32';
}

function pythonValue(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return pythonRemainder(a, b);
    default:
      return floorQuotient(a, b);
  }
}

/** The remainder that has the divisor's sign. */
function pythonRemainder(a: number, b: number): number {
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

/** CPython's float floor division: from the remainder, because the quotient itself may round up. */
function floorQuotient(a: number, b: number): number {
  const remainder = a % b;
  let quotient = (a - remainder) / b;
  if (remainder !== 0 && remainder < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return a / b < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function pythonPower(base: number, exponent: number, whole: boolean): Scalar | string {
  if (base === 0 && exponent < 0) return 'it divides by zero';
  if (base < 0 && !Number.isInteger(exponent)) return 'its value is a complex number';
  if (!Number.isFinite(base) || !Number.isFinite(exponent))
    return { number: floatPower(base, exponent), store: FLOAT64 };
  const number = Number.isInteger(exponent) ? exactPower(base, exponent) : fractionalPower(base, exponent);
  if (!Number.isFinite(number)) return 'its value is too large';
  return { number, store: whole && exponent >= 0 ? INTEGER : FLOAT64 };
}

/** A power rounded once, or the reason why it is not calculated. */
export function power(base: number, exponent: number): number | string {
  if (base < 0 && !Number.isInteger(exponent)) return 'its value is a complex number';
  if (!Number.isFinite(base) || !Number.isFinite(exponent))
    return 'the power of an infinite number is not read';
  if (Math.abs(exponent) > 1000 || !Number.isInteger(exponent * 2)) return 'its last digit is not certain';
  if (base === 0 || Number.isInteger(exponent)) return exactPower(base, exponent);
  return fractionalPower(base, exponent);
}

/** Python takes 1 to any power, and anything to the power 0, to be 1; JavaScript does not. */
function floatPower(base: number, exponent: number): number {
  if (base === 1 || exponent === 0) return 1;
  if (base === -1 && !Number.isNaN(exponent)) return 1;
  return base ** exponent;
}

/** Square roots are rounded once; other powers are the engine's, within a unit of the last place. */
function fractionalPower(base: number, exponent: number): number {
  const times = Math.abs(exponent) * 2;
  const isRoot = base > 0 && Number.isInteger(times) && isManageable(base, times);
  return isRoot ? rootOf(exactRatio(base, times), exponent < 0) : base ** exponent;
}

/** An integer power rounded once: engines differ in the last digit of 10 ** -5. */
export function exactPower(base: number, exponent: number): number {
  const times = Math.abs(exponent);
  if (base === 0 || Math.abs(base) === 1 || !isManageable(base, times)) return base ** exponent;
  const [numerator, denominator] = exactRatio(base, times);
  return nearest(exponent >= 0 ? [numerator, denominator] : [denominator, numerator]);
}

/** Whether a power has few enough digits to write all of them out; others are infinite, or zero. */
function isManageable(base: number, times: number): boolean {
  return times <= 1100 && Math.abs(Math.log2(Math.abs(base))) * times <= 1100;
}

function exactRatio(base: number, times: number): Quotient {
  let mantissa = base;
  let halvings = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings++;
  }
  return [BigInt(mantissa) ** BigInt(times), 1n << BigInt(halvings * times)];
}

/** The square root of a quotient, or one over it: n/d has the root sqrt(n d) / d. */
export function rootOf([numerator, denominator]: Quotient, inverted: boolean): number {
  const product = numerator * denominator;
  const shift = BigInt(Math.max(0, 140 - product.toString(2).length));
  const radicand = product << (2n * shift);
  const root = integerRoot(radicand);
  const sticky = root * root === radicand ? 2n * root : 2n * root + 1n;
  const scaled = denominator << (shift + 1n);
  return nearest(inverted ? [scaled, sticky] : [sticky, scaled]);
}

/** The integer part of a square root, by Newton's method. */
function integerRoot(radicand: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(radicand.toString(2).length / 2));
  for (;;) {
    const next = (root + radicand / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

export const JAVASCRIPT_ARITHMETIC: Arithmetic = {
  precedence: new Map([
    ['**', 4],
    ['*', 2],
    ['/', 2],
    ['%', 2],
    ['+', 1],
    ['-', 1],
  ]),
  signedBase: false,
  signsArrays: false,
  binary(operator, left, right) {
    return { number: javascriptValue(operator, left.number, right.number), store: FLOAT64 };
  },
};

/** Integers stay integers, and `/` divides floats. */
export const LUA_ARITHMETIC: Arithmetic = {
  precedence: FOUR_OPERATORS,
  signedBase: true,
  signsArrays: true,
  binary(operator, left, right) {
    const number = javascriptValue(operator, left.number, right.number);
    return operator === '/' ? { number, store: FLOAT64 } : wholeOrFloat(number, left, right);
  },
};

/** Between integers, `/` rounds down. */
export const RUBY_ARITHMETIC: Arithmetic = {
  precedence: FOUR_OPERATORS,
  signedBase: true,
  signsArrays: true,
  binary(operator, left, right) {
    const [a, b] = [left.number, right.number];
    if (operator !== '/' || left.store.dtype !== 'int' || right.store.dtype !== 'int') {
      return wholeOrFloat(javascriptValue(operator, a, b), left, right);
    }
    if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return 'these integers are too large';
    return b === 0 ? 'it divides by zero' : { number: floorQuotient(a, b) + 0, store: INTEGER };
  },
};

/** Integers divide to an integer where they can; `9**9**9` is how people write infinity. */
export const PERL_ARITHMETIC: Arithmetic = {
  precedence: new Map([...FOUR_OPERATORS, ['**', 4]]),
  signedBase: true,
  signsArrays: true,
  binary(operator, left, right) {
    if (operator === '/' && right.number === 0) return 'it divides by zero';
    const [a, b] = [left.number, right.number];
    const number = operator === '**' ? floatPower(a, b) : javascriptValue(operator, a, b);
    if (operator === '**' && Number.isFinite(number) && !Number.isSafeInteger(number))
      return 'the last digit of its value is not sure';
    return Number.isInteger(number) ? wholeOrFloat(number, left, right) : { number, store: FLOAT64 };
  },
};

function wholeOrFloat(number: number, left: Scalar, right: Scalar): Scalar | string {
  if (left.store.dtype !== 'int' || right.store.dtype !== 'int') return { number, store: FLOAT64 };
  return Number.isSafeInteger(number) ? { number: number + 0, store: INTEGER } : 'the integer is too large';
}

function javascriptValue(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return a ** b;
  }
}
