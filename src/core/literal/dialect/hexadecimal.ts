/** 0x1F and 0x1.8p-3, exactly; null for what is none, or has more digits than a double holds. */
export function hexadecimal(text: string): number | null {
  const parts = /^0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?(?:[pP]([+-]?\d{1,5}))?$/.exec(text);
  if (parts === null) return null;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  if (whole + fraction === '') return null;
  const mantissa = Number.parseInt(whole + fraction, 16);
  if (!Number.isSafeInteger(mantissa)) return null;
  const power = Number(exponent) - 4 * fraction.length;
  // In two steps, because 2 ** -1100 alone would be zero.
  const half = Math.trunc(power / 2);
  return mantissa * 2 ** half * 2 ** (power - half);
}
