import { normalised } from '../literal/lexer/chars';
/** One decimal number as printed: its exponent, and how many digits stand after the point and in all. */
interface Printed {
  readonly exponent: number;
  readonly scientific: boolean;
  readonly decimals: number;
  readonly significant: number;
}

/** A double needs up to 17 significant digits; with fewer than 16, a long decimal is likely a rounded print. */
const fullDigits = 16;

/** Decimals that people type by hand; longer ones come out of a print. */
const typedDecimals = 3;

function parsePrinted(text: string): Printed | null {
  const match = /^[+-]?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(normalised(text).replace(/_/g, ''));
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent] = match;
  return {
    exponent: Number(exponent ?? '0'),
    scientific: exponent !== undefined,
    decimals: fraction.length,
    significant: (whole + fraction).replace(/^0+/, '').length,
  };
}

/** The most digits of a kind that a number of an array has, and how many numbers have as many. */
class Longest {
  length = 0;
  count = 0;

  add(length: number): void {
    if (length > this.length) this.count = 0;
    this.length = Math.max(this.length, length);
    if (length === this.length) this.count++;
  }
}

/** What the numbers of an array have in common; read in one pass, because there may be millions. */
class Digits {
  readonly decimals = { plain: new Longest(), scientific: new Longest() };
  readonly significant = { plain: new Longest(), scientific: new Longest() };
  count = 0;

  constructor(texts: Iterable<string>) {
    for (const text of texts) {
      this.count++;
      const printed = parsePrinted(text);
      if (printed === null) continue;
      const kind = printed.scientific ? 'scientific' : 'plain';
      this.decimals[kind].add(printed.decimals);
      this.significant[kind].add(printed.significant);
    }
  }

  /** Half a unit of the last digit of one of the numbers. */
  unit(printed: Printed | null): number {
    if (printed === null) return 0;
    const { decimals, significant } = this;
    if (printed.scientific) return 0.5 * 10 ** (printed.exponent - decimals.scientific.length);
    const bySignificance = significant.plain.count > decimals.plain.count;
    const dropped = bySignificance ? significant.plain.length - printed.significant : Infinity;
    return 0.5 * 10 ** -Math.min(decimals.plain.length, printed.decimals + dropped);
  }

  most(kind: 'decimals' | 'significant'): number {
    return Math.max(this[kind].plain.length, this[kind].scientific.length);
  }
}

/**
 * Half a unit of the last printed digit of each number of an array. Prints drop trailing zeros but give every
 * element the same precision, so that the longest fraction of the array counts for all of them; and where more of
 * the numbers share their count of significant digits than that of decimals (%g, C++, R), that count does as well.
 * 0 for what is not a plain decimal: hex floats and expressions are exact.
 */
export function halfUnits(texts: Iterable<string>): Float64Array {
  const digits = new Digits(texts);
  const units = new Float64Array(digits.count);
  let index = 0;
  for (const text of texts) units[index++] = digits.unit(parsePrinted(text));
  return units;
}

/**
 * Half a unit of the last digit of an input that looks like a rounded print; 0 where its numbers are short enough
 * to have been typed, or long enough to be the doubles themselves.
 */
export function inputRounding(texts: Iterable<string>): number {
  const digits = new Digits(texts);
  if (digits.most('decimals') <= typedDecimals || digits.most('significant') >= fullDigits) return 0;
  let rounding = 0;
  for (const text of texts) rounding = Math.max(rounding, digits.unit(parsePrinted(text)));
  return rounding;
}
