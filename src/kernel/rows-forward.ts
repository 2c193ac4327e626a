import { chunk, RowSum, spread, storeWithin, within } from './rows';

const first = changetype<RowSum>(memory.data(32, 16));
const second = changetype<RowSum>(memory.data(32, 16));

/**
 * y, mean + low, variance and std of groups that are runs of `length` elements; the parameter of the k-th element of
 * group b is (b % modulo) · perGroup + floor(k / run). The formulas are those of columnsForward.
 * scratch: two rows.
 */
export function rowsForward(
  groups: u32,
  length: u32,
  modulo: u32,
  perGroup: u32,
  run: u32,
  x: usize,
  gamma: usize,
  beta: usize,
  eps: f64,
  y: usize,
  mean: usize,
  low: usize,
  variance: usize,
  std: usize,
  scratch: usize,
): void {
  const size: usize = 8 * length;
  const N = <f64>length;
  for (let part: u32 = 0; part < modulo; part++) {
    const gammas = scratch;
    const betas = scratch + size;
    spread(gamma + 8 * part * perGroup, run, gammas, length);
    spread(beta + 8 * part * perGroup, run, betas, length);
    for (let group = part; group < groups; group += modulo) {
      const row = x + group * size;
      const pivot = load<f64>(row);
      moments(row, size, pivot);
      const m = pivot + first.total / N;
      moments(row, size, m);
      const l = first.total / N;
      const v = max(second.total / N - l * l, 0);
      const s = sqrt(v + eps);
      store<f64>(mean + 8 * group, m);
      store<f64>(low + 8 * group, l);
      store<f64>(variance + 8 * group, v);
      store<f64>(std + 8 * group, s);
      output(row, size, m, l, s, gammas, betas, y + group * size);
    }
  }
}

/** Σ c to `first` and Σ c² to `second`, c = x - pivot. */
function moments(x: usize, size: usize, pivot: f64): void {
  first.clear();
  second.clear();
  const p = f64x2.splat(pivot);
  for (let k: usize = 0; k < size; k += chunk) {
    let s = f64x2.splat(0);
    let q = s;
    for (let j = k; j < min(k + chunk, size); j += 16) {
      const c = within(f64x2.sub(v128.load(x + j), p), j, size);
      s = f64x2.add(s, c);
      q = f64x2.add(q, f64x2.mul(c, c));
    }
    first.add(s);
    second.add(q);
  }
}

/** y = gamma ((x - mean) - low) / std + beta */
function output(x: usize, size: usize, m: f64, l: f64, s: f64, gamma: usize, beta: usize, y: usize): void {
  for (let j: usize = 0; j < size; j += 16) {
    const c = f64x2.sub(f64x2.sub(v128.load(x + j), f64x2.splat(m)), f64x2.splat(l));
    const scaled = f64x2.mul(v128.load(gamma + j), f64x2.div(c, f64x2.splat(s)));
    storeWithin(y + j, f64x2.add(scaled, v128.load(beta + j)), j, size);
  }
}
