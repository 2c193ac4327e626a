/** CS231n's rel_error of one element, |a - b| / max(1e-8, |a| + |b|): theirs is the largest over all elements. */
export function relError(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1e-8, Math.abs(a) + Math.abs(b));
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Which half of a double holds its exponent depends on the machine. */
const high = ((): 0 | 1 => {
  double[0] = 1;
  return words[1] === 0 ? 0 : 1;
})();

/** The distance from a double's magnitude to the next larger one; NaN for what is not finite. */
export function ulp(value: number): number {
  double[0] = value;
  const exponent = (words[high]! >>> 20) & 0x7ff;
  if (exponent === 0x7ff) return NaN;
  // Below 2^-970 a unit is subnormal: its exponent does not fit the bits.
  if (exponent <= 53) return 2 ** (Math.max(exponent, 1) - 1075);
  words[high] = (exponent - 52) << 20;
  words[1 - high] = 0;
  return double[0];
}
