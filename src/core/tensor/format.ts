/** Decimal digits after which every float64 reads back as itself. */
const roundTripDigits = 17;

/** The shortest text that reads back as the same number; `NaN`, `Infinity`, `-Infinity` and `-0` by name. */
export function exactText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A number for people: `digits` significant digits, no padding, an exponent only where zeros would pile up. */
export function formatNumber(value: number, digits = 6): string {
  if (value === 0 || !Number.isFinite(value)) return exactText(value);
  const [mantissa = '', exponentText = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= Math.max(digits, 6)) return `${trimZeros(mantissa)}e${exponent}`;
  return trimZeros(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

/** Formats numbers that stand side by side: two that differ get as many digits as it takes to see it. */
export function formatApart(values: readonly number[], digits = 6): string[] {
  return values.map((value) => {
    const others = values.filter((other) => !Object.is(other, value));
    for (let more = digits; more < roundTripDigits; more++) {
      const text = formatNumber(value, more);
      if (others.every((other) => formatNumber(other, more) !== text)) return text;
    }
    return exactText(value);
  });
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
