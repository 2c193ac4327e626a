const PLAIN_DECIMAL = /^[+-]?(?:\d+\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const CONVERTED = /^(?:float|(?:np|numpy)\.(?:float64|float32|double|single))\(([^()]*)\)$/;

/**
 * The value of one unit in the last printed digit of a number: "0.274" -> 1e-3, "12" -> 1, "1.5e-3" -> 1e-4.
 * Returns 0 where the text is not a plain decimal: hexadecimal, an expression such as 1/3, a name such as np.pi.
 */
export function lastDigitUnit(numberText: string): number {
  const bare = numberText.trim();
  const text = (CONVERTED.exec(bare)?.[1] ?? bare).replace(/[_\s]/g, '').replace('\u2212', '-');
  const match = PLAIN_DECIMAL.exec(text);
  if (match === null) return 0;
  const decimals = (match[1] ?? match[2] ?? '').length;
  return Number(`1e${Number(match[3] ?? 0) - decimals}`);
}
