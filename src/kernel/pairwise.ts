/**
 * Central differences of one element of a statistics group whose elements stand side by side, which NumPy adds up
 * pairwise: x_k + h in one lane, x_k - h in the other, to the last bit what core/gradcheck/group-forward.ts gives.
 */

/** How a group is normalised: by its mean and variance, by its mean square, or by constants. */
const centred = 0;
const constants = 2;

/** Elements that are added up in one go, by eight running totals. */
const block: u32 = 128;

/** Σ (y(x_k + h) - y(x_k - h)) dout, stored to `total`; `moved` and `squares` (16 bytes an element) are scratch. */
export function differencePairwise(
  count: u32,
  x: usize,
  gamma: usize,
  beta: usize,
  dout: usize,
  mode: i32,
  mean: f64,
  variance: f64,
  eps: f64,
  h: f64,
  k: u32,
  moved: usize,
  squares: usize,
  total: usize,
): void {
  const N = f64x2.splat(<f64>count);
  for (let i: u32 = 0; i < count; i++) v128.store(moved + 16 * i, v128.load_splat<u64>(x + 8 * i));
  const step = f64x2.replace_lane(f64x2.splat(h), 1, -h);
  v128.store(moved + 16 * k, f64x2.add(v128.load(moved + 16 * k), step));

  const m = mode == centred ? f64x2.div(sum(moved, count), N) : f64x2.splat(mean);
  let v = f64x2.splat(variance);
  if (mode != constants) {
    for (let i: u32 = 0; i < count; i++) {
      const c = f64x2.sub(v128.load(moved + 16 * i), m);
      v128.store(squares + 16 * i, f64x2.mul(c, c));
    }
    v = f64x2.div(sum(squares, count), N);
  }
  const std = f64x2.sqrt(f64x2.add(v, f64x2.splat(eps)));
  let result: f64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const xhat = f64x2.div(f64x2.sub(v128.load(moved + 16 * i), m), std);
    const scaled = f64x2.mul(v128.load_splat<u64>(gamma + 8 * i), xhat);
    const y = f64x2.add(scaled, v128.load_splat<u64>(beta + 8 * i));
    result += (f64x2.extract_lane(y, 0) - f64x2.extract_lane(y, 1)) * load<f64>(dout + 8 * i);
  }
  store<f64>(total, result);
}

/** The sum in the order of core/tensor/pairwise.ts, in both lanes. */
function sum(values: usize, length: u32): v128 {
  if (length < 8) {
    let total = f64x2.splat(0);
    for (let i: u32 = 0; i < length; i++) total = f64x2.add(total, v128.load(values + 16 * i));
    return total;
  }
  if (length > block) {
    const half = (length >> 1) - ((length >> 1) & 7);
    return f64x2.add(sum(values, half), sum(values + 16 * half, length - half));
  }
  let a = v128.load(values);
  let b = v128.load(values, 16);
  let c = v128.load(values, 32);
  let d = v128.load(values, 48);
  let e = v128.load(values, 64);
  let f = v128.load(values, 80);
  let g = v128.load(values, 96);
  let h = v128.load(values, 112);
  let i: u32 = 8;
  for (; i + 8 <= length; i += 8) {
    const at = values + 16 * i;
    a = f64x2.add(a, v128.load(at));
    b = f64x2.add(b, v128.load(at, 16));
    c = f64x2.add(c, v128.load(at, 32));
    d = f64x2.add(d, v128.load(at, 48));
    e = f64x2.add(e, v128.load(at, 64));
    f = f64x2.add(f, v128.load(at, 80));
    g = f64x2.add(g, v128.load(at, 96));
    h = f64x2.add(h, v128.load(at, 112));
  }
  let total = f64x2.add(
    f64x2.add(f64x2.add(a, b), f64x2.add(c, d)),
    f64x2.add(f64x2.add(e, f), f64x2.add(g, h)),
  );
  for (; i < length; i++) total = f64x2.add(total, v128.load(values + 16 * i));
  return total;
}
