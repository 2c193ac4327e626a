/**
 * Arithmetic with about 32 digits, on two numbers at once: every lane is an unevaluated sum high + low, |low| at most
 * half a unit in the last place of high. No fused multiply-add in WebAssembly, so products are split as Dekker did.
 * The bounds are relative errors with u = 2^-53, from Joldes, Muller and Popescu, "Tight and rigorous error bounds for
 * basic building blocks of double-word arithmetic" (2017); they hold where nothing overflows or underflows.
 */
@unmanaged
export class Double2 {
  high: v128;
  low: v128;
}

/** What rounding took from sum = a + b: exact (Knuth's two-sum). */
export function sumError(a: v128, b: v128, sum: v128): v128 {
  const back = f64x2.sub(sum, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, back)), f64x2.sub(b, back));
}

/** The upper 26 bits of a number; the rest has 26 bits too (Dekker's splitting). */
function upper(a: v128): v128 {
  const scaled = f64x2.mul(a, f64x2.splat(134217729));
  return f64x2.sub(scaled, f64x2.sub(scaled, a));
}

/** What rounding took from product = a b: exact. */
function productError(a: v128, b: v128, product: v128): v128 {
  const a1 = upper(a);
  const b1 = upper(b);
  const a0 = f64x2.sub(a, a1);
  const b0 = f64x2.sub(b, b1);
  const first = f64x2.sub(f64x2.mul(a1, b1), product);
  return f64x2.add(f64x2.add(f64x2.add(first, f64x2.mul(a1, b0)), f64x2.mul(a0, b1)), f64x2.mul(a0, b0));
}

/** out = high + low for |high| >= |low|: exact. */
function normalised(out: Double2, high: v128, low: v128): void {
  const sum = f64x2.add(high, low);
  out.high = sum;
  out.low = f64x2.sub(low, f64x2.sub(sum, high));
}

export function set(out: Double2, high: v128, low: v128): void {
  out.high = high;
  out.low = low;
}

/** out = a + b: 3 u². */
export function add(out: Double2, a: Double2, b: Double2): void {
  const high = f64x2.add(a.high, b.high);
  const highError = sumError(a.high, b.high, high);
  const low = f64x2.add(a.low, b.low);
  const lowError = sumError(a.low, b.low, low);
  const carried = f64x2.add(highError, low);
  const sum = f64x2.add(high, carried);
  const rest = f64x2.sub(carried, f64x2.sub(sum, high));
  normalised(out, sum, f64x2.add(lowError, rest));
}

/** out = a - b: 3 u². */
export function subtract(out: Double2, a: Double2, b: Double2): void {
  set(out, f64x2.neg(b.high), f64x2.neg(b.low));
  add(out, a, out);
}

/** out = a + b of a double b: 2 u². */
export function addDouble(out: Double2, a: Double2, b: v128): void {
  const high = f64x2.add(a.high, b);
  normalised(out, high, f64x2.add(a.low, sumError(a.high, b, high)));
}

/** out = a b of two doubles: exact. */
export function product(out: Double2, a: v128, b: v128): void {
  const high = f64x2.mul(a, b);
  set(out, high, productError(a, b, high));
}

/** out = a b of a double b: 3 u². */
export function scale(out: Double2, a: Double2, b: v128): void {
  const high = f64x2.mul(a.high, b);
  normalised(out, high, f64x2.add(productError(a.high, b, high), f64x2.mul(a.low, b)));
}

/** out = a b: 7 u². */
export function multiply(out: Double2, a: Double2, b: Double2): void {
  const high = f64x2.mul(a.high, b.high);
  const cross = f64x2.add(f64x2.mul(a.high, b.low), f64x2.mul(a.low, b.high));
  normalised(out, high, f64x2.add(productError(a.high, b.high, high), cross));
}

/** out = a / b of a double b: 3 u². */
export function divide(out: Double2, a: Double2, b: v128): void {
  const quotient = f64x2.div(a.high, b);
  const back = f64x2.mul(quotient, b);
  const rest = f64x2.sub(f64x2.sub(a.high, back), productError(quotient, b, back));
  normalised(out, quotient, f64x2.div(f64x2.add(rest, a.low), b));
}

/** out = 1 / a: 15 u², one Newton step from the quotient of the upper parts. */
export function inverse(out: Double2, a: Double2): void {
  const one = f64x2.splat(1);
  const quotient = f64x2.div(one, a.high);
  const back = f64x2.mul(quotient, a.high);
  const rest = f64x2.sub(f64x2.sub(one, back), productError(quotient, a.high, back));
  normalised(out, quotient, f64x2.div(f64x2.sub(rest, f64x2.mul(quotient, a.low)), a.high));
}

/** out = sqrt(a): 4 u² (Lefèvre, Louvet, Muller, Picot and Rideau 2023); not a number for 0. */
export function squareRoot(out: Double2, a: Double2): void {
  const root = f64x2.sqrt(a.high);
  const back = f64x2.mul(root, root);
  const rest = f64x2.sub(f64x2.sub(a.high, back), productError(root, root, back));
  normalised(out, root, f64x2.div(f64x2.add(rest, a.low), f64x2.add(root, root)));
}
