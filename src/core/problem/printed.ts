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
  const match = /^[+\-\u2212]?(\d*)\.?(\d*)(?:[eE]([+\-\u2212]?\d+))?$/.exec(text.replace(/_/g, ''));
  if (match === null) return null;
  const [, whole = '', fraction = '', exponent] = match;
  return {
    exponent: Number((exponent ?? '0').replace('\u2212', '-')),
    scientific: exponent !== undefined,
    decimals: fraction.length,
    significant: (whole + fraction).replace(/^0+/, '').length,
  };
}

/**
 * Half a unit of the last printed digit of each number of an array. Prints drop trailing zeros but give every
 * element the same precision, so that the longest fraction of the array counts for all of them; and where more of
 * the numbers share their count of significant digits than that of decimals (%g, C++, R), that count does as well.
 * 0 for what is not a plain decimal: hex floats and expressions are exact.
 */
export function halfUnits(texts: readonly string[]): Float64Array {
  return unitsOf(texts.map(parsePrinted));
}

function unitsOf(printed: readonly (Printed | null)[]): Float64Array {
  const plain = printed.filter((p) => p?.scientific === false);
  const scientific = printed.filter((p) => p?.scientific === true);
  const decimals = { plain: longest(plain, 'decimals'), scientific: longest(scientific, 'decimals') };
  const significant = longest(plain, 'significant');
  const bySignificance = significant.count > decimals.plain.count;
  return Float64Array.from(printed, (p) => {
    if (p === null) return 0;
    if (p.scientific) return 0.5 * 10 ** (p.exponent - decimals.scientific.length);
    const dropped = bySignificance ? significant.length - p.significant : Infinity;
    return 0.5 * 10 ** -Math.min(decimals.plain.length, p.decimals + dropped);
  });
}

/** The most digits of a kind that a number has, and how many have as many. */
function longest(
  printed: readonly (Printed | null)[],
  kind: 'decimals' | 'significant',
): { readonly length: number; readonly count: number } {
  const lengths = printed.map((p) => p?.[kind] ?? 0);
  const length = lengths.reduce((a, b) => Math.max(a, b), 0);
  return { length, count: lengths.filter((other) => other === length).length };
}

/**
 * Half a unit of the last digit of an input that looks like a rounded print; 0 where its numbers are short enough
 * to have been typed, or long enough to be the doubles themselves.
 */
export function inputRounding(texts: readonly string[]): number {
  const printed = texts.map(parsePrinted);
  const most = (of: (p: Printed) => number): number =>
    printed.reduce((m, p) => Math.max(m, p ? of(p) : 0), 0);
  if (most((p) => p.decimals) <= typedDecimals || most((p) => p.significant) >= fullDigits) return 0;
  return unitsOf(printed).reduce((a, b) => Math.max(a, b), 0);
}
