import { rootOf } from '../../expression/arithmetic';
import { nearest } from '../../expression/exact';

/**
 * A number as mathematics writes it, kept exactly until it is rounded once: top / bottom, or the square root of that.
 * bottom is positive, and `sign` stands before it all.
 */
export interface Fraction {
  readonly sign: 1 | -1;
  readonly top: bigint;
  readonly bottom: bigint;
  readonly root: boolean;
}

/** Powers with more digits than this are refused. */
const LARGEST_POWER = 400;
const LARGEST = 10n ** 3000n;

/** The exact value of a decimal: `12.5e-3`; null where it has too many digits to be written out. */
export function fractionOf(decimal: string): Fraction | null {
  const [, whole = '', part = '', exponent = '0'] = /^(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(decimal) ?? [];
  const power = Number(exponent) - part.length;
  if (Math.abs(power) > LARGEST_POWER || whole.length + part.length > LARGEST_POWER) return null;
  const digits = BigInt(whole + part || '0');
  const scale = 10n ** BigInt(Math.abs(power));
  return power < 0 ? plain(digits, scale) : plain(digits * scale, 1n);
}

function plain(top: bigint, bottom: bigint): Fraction {
  return { sign: 1, top, bottom, root: false };
}

export function negative(value: Fraction): Fraction {
  return { ...value, sign: value.sign === 1 ? -1 : 1 };
}

/** A product; null where it has too many digits. */
export function times(a: Fraction, b: Fraction): Fraction | null {
  const root = a.root || b.root;
  const [x, y] = root ? [rooted(a), rooted(b)] : [a, b];
  return bounded({ sign: a.sign === b.sign ? 1 : -1, top: x.top * y.top, bottom: x.bottom * y.bottom, root });
}

function bounded(value: Fraction): Fraction | null {
  return value.top < LARGEST && value.bottom < LARGEST ? value : null;
}

/** One over a number; null for zero. */
export function inverse({ sign, top, bottom, root }: Fraction): Fraction | null {
  return top === 0n ? null : { sign, top: bottom, bottom: top, root };
}

/** A sum of numbers without roots; null otherwise. */
export function plus(a: Fraction, b: Fraction): Fraction | null {
  if (a.root || b.root) return null;
  const top = BigInt(a.sign) * a.top * b.bottom + BigInt(b.sign) * b.top * a.bottom;
  const sign = top < 0n ? -1 : 1;
  return bounded({ sign, top: top < 0n ? -top : top, bottom: a.bottom * b.bottom, root: false });
}

/** The square root; null of what is negative or a root already. */
export function squareRoot(value: Fraction): Fraction | null {
  return value.root || value.sign < 0 ? null : { ...value, root: true };
}

/** A whole power; null for another exponent, or where it is too large. */
export function power(base: Fraction, exponent: Fraction): Fraction | null {
  if (exponent.root || exponent.top % exponent.bottom !== 0n || base.root) return null;
  const count = exponent.top / exponent.bottom;
  const size = Math.max(base.top.toString().length, base.bottom.toString().length);
  if (count > BigInt(LARGEST_POWER) || Number(count) * size > 2 * LARGEST_POWER) return null;
  const sign = base.sign < 0 && count % 2n === 1n ? -1 : 1;
  const raised: Fraction = { sign, top: base.top ** count, bottom: base.bottom ** count, root: false };
  return exponent.sign < 0 ? inverse(raised) : raised;
}

/** The double nearest to a number. */
export function rounded({ sign, top, bottom, root }: Fraction): number {
  if (top === 0n) return sign * 0;
  return sign * (root ? rootOf([top, bottom], false) : nearest([top, bottom]));
}

/** The number as the square root of its square. */
function rooted(value: Fraction): Fraction {
  return value.root ? value : { ...value, top: value.top ** 2n, bottom: value.bottom ** 2n, root: true };
}
