import { type Quotient, longDoubleOf, nearest, singleOf } from '../expression/exact';
import { type Dialect, FLOAT64, type Scalar, type Store } from './dialect';

/** What a language allows in numbers beyond plain decimals. */
export interface NumberRules {
  /** What may stand between digits, and whether several may. */
  readonly separator: '_' | "'";
  readonly repeats: boolean;
  readonly suffixes: ReadonlyMap<string, Store>;
  /** Whether `1f` is a number without a point or an exponent. */
  readonly wholeWithSuffix: boolean;
  /** What 010 is. */
  readonly leadingZero: 'octal' | 'decimal' | 'refused';
  /** Prefixes of numbers in another base. */
  readonly bases: ReadonlyMap<string, number>;
  readonly hexFloats: boolean;
  readonly whole: Store;
}

/** The 80 bits of x86, which a double is rounded from once more. */
export const LONG_DOUBLE: Store = { ...FLOAT64 };

const DIGITS = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  16: /^[\da-f]+$/,
} as const;

const NONE = { code: 'not-a-number', reason: 'which is not a number in this language' } as const;

/** Reads the numbers of a typed language beyond plain decimals, or says that a text is none. */
export function typedNumber(rules: NumberRules): Dialect['oddNumber'] {
  return (text) => {
    const bare = withoutSeparators(text, rules);
    if (bare === null) return NONE;
    const lower = bare.toLowerCase();
    const base = rules.bases.get(lower.slice(0, 2));
    if (base !== undefined) return based(lower.slice(2), base, rules);
    return decimal(lower, rules);
  };
}

function withoutSeparators(text: string, { separator, repeats }: NumberRules): string | null {
  const isBetween = repeats || (!text.includes(separator + separator) && !text.endsWith(separator));
  return isBetween ? text.replaceAll(separator, '') : null;
}

function based(digits: string, base: number, rules: NumberRules): Scalar | typeof NONE {
  const hexFloat =
    base === 16 && rules.hexFloats ? /^([\da-f]*)\.?([\da-f]*)p([+-]?\d+)([a-z\d]*)$/.exec(digits) : null;
  if (hexFloat !== null) return hexadecimal(hexFloat, rules);
  const suffix = suffixOf(digits, base, rules.suffixes);
  const body = suffix === '' ? digits : digits.slice(0, -suffix.length);
  if (!DIGITS[base === 2 || base === 8 ? base : 16].test(body)) return NONE;
  const prefix = base === 2 ? '0b' : base === 8 ? '0o' : '0x';
  return { number: Number(prefix + body), store: rules.suffixes.get(suffix) ?? rules.whole };
}

/** The suffix at the end of an integer; in a hexadecimal one, its letters are digits first. */
function suffixOf(digits: string, base: number, suffixes: NumberRules['suffixes']): string {
  const found = (base === 16 ? /(?:[g-z][a-z\d]*)$/ : /[a-z][a-z\d]*$/).exec(digits)?.[0] ?? '';
  return suffixes.has(found) ? found : '';
}

function hexadecimal(
  [, whole = '', fraction = '', power = '', suffix = '']: RegExpExecArray,
  rules: NumberRules,
): Scalar | typeof NONE {
  const store = suffix === '' ? FLOAT64 : rules.suffixes.get(suffix);
  const exponent = Number(power) - 4 * fraction.length;
  if (whole + fraction === '' || store === undefined || store.dtype === 'int' || Math.abs(exponent) > 5000)
    return NONE;
  const mantissa = BigInt(`0x${whole}${fraction}`);
  const quotient: Quotient =
    exponent >= 0 ? [mantissa << BigInt(exponent), 1n] : [mantissa, 1n << BigInt(-exponent)];
  const number = mantissa === 0n ? 0 : nearest(quotient);
  return { number: store.dtype === 'float32' ? Math.fround(number) : number, store };
}

function decimal(text: string, rules: NumberRules): Scalar | typeof NONE {
  const parts = /^(\d*(?:(\.)\d*)?(?:(e)[+-]?\d+)?)([a-z_][a-z\d_]*)?$/.exec(text);
  if (parts === null) return NONE;
  const [, body = '', point, exponent, suffix = ''] = parts;
  if (!/\d/.test(body)) return NONE;
  const isWhole = point === undefined && exponent === undefined;
  const store = suffix === '' ? (isWhole ? rules.whole : FLOAT64) : rules.suffixes.get(suffix);
  if (store === undefined || (!isWhole && store.dtype === 'int')) return NONE;
  if (isWhole && store.dtype !== 'int' && !rules.wholeWithSuffix) return NONE;
  if (isWhole && store.dtype === 'int' && /^0\d/.test(body)) return zeroLed(body, store, rules);
  if (store.dtype === 'float32') return { number: singleOf(body), store };
  return { number: store === LONG_DOUBLE ? longDoubleOf(body) : Number(body), store, text: body };
}

function zeroLed(digits: string, store: Store, { leadingZero }: NumberRules): Scalar | typeof NONE {
  if (leadingZero === 'decimal' || /^0+$/.test(digits)) return { number: Number(digits), store };
  return leadingZero === 'octal' && /^[0-7]+$/.test(digits) ? { number: Number(`0o${digits}`), store } : NONE;
}
