/** Numbers as their texts spell them, before any rounding. */

export type Quotient = readonly [numerator: bigint, denominator: bigint];

/** More digits than any halfway point between two doubles has. */
const MOST_DIGITS = 800;

/** Halfway from the largest float32 to the number after it. */
const BEYOND_SINGLE = 2 ** 128 - 2 ** 103;

/** What a plain decimal without a sign spells; null for other texts, and for exponents beyond all doubles. */
export function quotientOf(text: string): Quotient | null {
  const parts = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const power = Number(exponent) - fraction.length;
  if (digits.length > MOST_DIGITS || Math.abs(power) > 2 * MOST_DIGITS) return null;
  const mantissa = BigInt(digits === '' ? '0' : digits);
  return power >= 0 ? [mantissa * 10n ** BigInt(power), 1n] : [mantissa, 10n ** BigInt(-power)];
}

/** What a double is. */
function quotientOfDouble(value: number): Quotient {
  let mantissa = value;
  let halvings = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings++;
  }
  return [BigInt(mantissa), 1n << BigInt(halvings)];
}

/** The float32 nearest to a decimal, rounded once; `value` is the double nearest to it. */
export function singleOf(text: string, value = Number(text)): number {
  const magnitude = Math.abs(value);
  const up = Math.fround(magnitude * (1 + 2 ** -52));
  const down = Math.fround(magnitude * (1 - 2 ** -52));
  const sign = value < 0 || Object.is(value, -0) ? -1 : 1;
  const middle = up === Infinity ? BEYOND_SINGLE : (up + down) / 2;
  if (magnitude !== middle || up === down) return Math.fround(value);
  const spelt = quotientOf(text.replace(/^[-+\u2212\s]+/, ''));
  if (spelt === null) return Math.fround(value);
  const [numerator, denominator] = quotientOfDouble(magnitude);
  const difference = spelt[0] * denominator - numerator * spelt[1];
  if (difference === 0n) return Math.fround(value);
  return sign * (difference > 0n ? up : down);
}

/** The double that a decimal becomes which is first rounded to the 64 bits of x86's long double. */
export function longDoubleOf(text: string): number {
  const spelt = quotientOf(text);
  return spelt === null || spelt[0] === 0n ? Number(text) : roundedTwice(spelt);
}

function roundedTwice([numerator, denominator]: Quotient): number {
  let shift = 64 - (bits(numerator) - bits(denominator));
  const scaled = (by: number): Quotient =>
    by >= 0 ? [numerator << BigInt(by), denominator] : [numerator, denominator << BigInt(-by)];
  let [top, bottom] = scaled(shift);
  if (bits(top / bottom) > 64) [top, bottom] = scaled(--shift);
  const quotient = top / bottom;
  const twice = 2n * (top - quotient * bottom);
  const up = twice > bottom || (twice === bottom && (quotient & 1n) === 1n);
  return scale(Number(up ? quotient + 1n : quotient), -shift);
}

function bits(value: bigint): number {
  return value.toString(2).length;
}

/** In two steps, because 2 ** -1100 alone would be zero. */
function scale(value: number, power: number): number {
  const half = Math.trunc(power / 2);
  return value * 2 ** half * 2 ** (power - half);
}

/** The double nearest to a quotient: 64 or more bits of it, the last one telling whether more follow. */
export function nearest([numerator, denominator]: Quotient): number {
  const negative = numerator < 0n !== denominator < 0n;
  const [top, bottom] = [
    numerator < 0n ? -numerator : numerator,
    denominator < 0n ? -denominator : denominator,
  ];
  const shift = Math.max(0, 64 + bits(bottom) - bits(top));
  const shifted = top << BigInt(shift);
  const quotient = shifted / bottom;
  const sticky = quotient * bottom === shifted ? quotient : quotient | 1n;
  const magnitude = scale(Number(sticky), -shift);
  return negative ? -magnitude : magnitude;
}
