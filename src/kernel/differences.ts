/**
 * Central differences of one statistics group: the layer run forward with x_k + h in one lane and x_k - h in the other,
 * for four k at once. Every lane does the operations of core/gradcheck/group-forward.ts in their order, so that the
 * results are the same to the last bit.
 */

/** How a group is normalised: by its mean and variance, by its mean square, or by constants. */
const centred = 0;
const constants = 2;

/** Σ (y(x_k + h) - y(x_k - h)) dout for the four k that stand at `positions`, in the same order to `totals`. */
export function differences4(
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
  positions: usize,
  totals: usize,
): void {
  const k0 = load<u32>(positions);
  const k1 = load<u32>(positions + 4);
  const k2 = load<u32>(positions + 8);
  const k3 = load<u32>(positions + 12);
  // Only between the first and the last of them does a lane differ from x.
  const first = min(min(k0, k1), min(k2, k3));
  const span = max(max(k0, k1), max(k2, k3)) - first;
  const step = f64x2.replace_lane(f64x2.splat(h), 1, -h);
  const N = f64x2.splat(<f64>count);

  let m0 = f64x2.splat(mean);
  let m1 = m0;
  let m2 = m0;
  let m3 = m0;
  if (mode == centred) {
    for (let i: u32 = 0; i < count; i++) {
      const v = v128.load_splat<u64>(x + 8 * i);
      const near = i - first <= span;
      m0 = f64x2.add(m0, near ? moved(v, step, i == k0) : v);
      m1 = f64x2.add(m1, near ? moved(v, step, i == k1) : v);
      m2 = f64x2.add(m2, near ? moved(v, step, i == k2) : v);
      m3 = f64x2.add(m3, near ? moved(v, step, i == k3) : v);
    }
    m0 = f64x2.div(m0, N);
    m1 = f64x2.div(m1, N);
    m2 = f64x2.div(m2, N);
    m3 = f64x2.div(m3, N);
  }

  let s0 = f64x2.splat(variance);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  if (mode != constants) {
    for (let i: u32 = 0; i < count; i++) {
      const v = v128.load_splat<u64>(x + 8 * i);
      const near = i - first <= span;
      const c0 = f64x2.sub(near ? moved(v, step, i == k0) : v, m0);
      const c1 = f64x2.sub(near ? moved(v, step, i == k1) : v, m1);
      const c2 = f64x2.sub(near ? moved(v, step, i == k2) : v, m2);
      const c3 = f64x2.sub(near ? moved(v, step, i == k3) : v, m3);
      s0 = f64x2.add(s0, f64x2.mul(c0, c0));
      s1 = f64x2.add(s1, f64x2.mul(c1, c1));
      s2 = f64x2.add(s2, f64x2.mul(c2, c2));
      s3 = f64x2.add(s3, f64x2.mul(c3, c3));
    }
    s0 = f64x2.div(s0, N);
    s1 = f64x2.div(s1, N);
    s2 = f64x2.div(s2, N);
    s3 = f64x2.div(s3, N);
  }
  const e = f64x2.splat(eps);
  s0 = f64x2.sqrt(f64x2.add(s0, e));
  s1 = f64x2.sqrt(f64x2.add(s1, e));
  s2 = f64x2.sqrt(f64x2.add(s2, e));
  s3 = f64x2.sqrt(f64x2.add(s3, e));

  let t0 = f64x2.splat(0);
  let t1 = t0;
  for (let i: u32 = 0; i < count; i++) {
    const v = v128.load_splat<u64>(x + 8 * i);
    const near = i - first <= span;
    const weight = v128.load_splat<u64>(gamma + 8 * i);
    const shift = v128.load_splat<u64>(beta + 8 * i);
    const upstream = v128.load_splat<u64>(dout + 8 * i);
    const y0 = output(near ? moved(v, step, i == k0) : v, m0, s0, weight, shift);
    const y1 = output(near ? moved(v, step, i == k1) : v, m1, s1, weight, shift);
    const y2 = output(near ? moved(v, step, i == k2) : v, m2, s2, weight, shift);
    const y3 = output(near ? moved(v, step, i == k3) : v, m3, s3, weight, shift);
    t0 = f64x2.add(t0, f64x2.mul(difference(y0, y1), upstream));
    t1 = f64x2.add(t1, f64x2.mul(difference(y2, y3), upstream));
  }
  v128.store(totals, t0);
  v128.store(totals + 16, t1);
}

/** Both lanes of an element, moved apart where it is the one perturbed. */
function moved(v: v128, step: v128, perturbed: bool): v128 {
  return perturbed ? f64x2.add(v, step) : v;
}

/** y = gamma (x - mean) / std + beta */
function output(x: v128, mean: v128, std: v128, gamma: v128, beta: v128): v128 {
  return f64x2.add(f64x2.mul(gamma, f64x2.div(f64x2.sub(x, mean), std)), beta);
}

/** y(x_k + h) - y(x_k - h) of two k. */
function difference(first: v128, second: v128): v128 {
  return f64x2.sub(v128.shuffle<f64>(first, second, 0, 2), v128.shuffle<f64>(first, second, 1, 3));
}
