import { chunk, RowSum, spread, storeWithin, totalOfRun, within } from './rows';

const sumG = changetype<RowSum>(memory.data(32, 16));
const sumGC = changetype<RowSum>(memory.data(32, 16));

/**
 * dx, dgamma and dbeta of the closed form of groups that are runs of `length` elements, laid out as rowsForward says.
 * With c = (x - mean) - low and g = gamma dout: dx = ((g - mean(g)) - c Σ(g c) / (N std²)) / std, while dout xhat and
 * dout are summed over the groups that share parameters, and then over the runs. scratch: five rows.
 */
export function rowsBackward(
  groups: u32,
  length: u32,
  modulo: u32,
  perGroup: u32,
  run: u32,
  x: usize,
  dout: usize,
  gamma: usize,
  mean: usize,
  low: usize,
  std: usize,
  dx: usize,
  dgamma: usize,
  dbeta: usize,
  scratch: usize,
): void {
  const size: usize = 8 * length;
  const N = <f64>length;
  // Rows begin where a vector may: what stands after an odd last element is never used.
  const apart = (size + 15) & ~15;
  const sums = scratch + apart;
  for (let part: u32 = 0; part < modulo; part++) {
    spread(gamma + 8 * part * perGroup, run, scratch, length);
    memory.fill(sums, 0, 4 * apart);
    for (let group = part; group < groups; group += modulo) {
      const at = group * size;
      const m = load<f64>(mean + 8 * group);
      const l = load<f64>(low + 8 * group);
      const s = load<f64>(std + 8 * group);
      sum(x + at, dout + at, size, m, l, s, scratch, sums, apart);
      gradient(x + at, dout + at, size, m, l, s, sumG.total / N, sumGC.total / s / N / s, scratch, dx + at);
    }
    for (let p: u32 = 0; p < perGroup; p++) {
      const parameter: usize = 8 * (part * perGroup + p);
      store<f64>(dgamma + parameter, totalOfRun(sums, p * run, run));
      store<f64>(dbeta + parameter, totalOfRun(sums + 2 * apart, p * run, run));
    }
  }
}

/** Σ g and Σ g c of a group; adds dout xhat and dout of each element to a row of sums of either. */
function sum(
  x: usize,
  dout: usize,
  size: usize,
  m: f64,
  l: f64,
  s: f64,
  gamma: usize,
  sums: usize,
  apart: usize,
): void {
  sumG.clear();
  sumGC.clear();
  for (let k: usize = 0; k < size; k += chunk) {
    let a = f64x2.splat(0);
    let b = a;
    for (let j = k; j < min(k + chunk, size); j += 16) {
      const d = within(v128.load(dout + j), j, size);
      const c = within(f64x2.sub(f64x2.sub(v128.load(x + j), f64x2.splat(m)), f64x2.splat(l)), j, size);
      const g = within(f64x2.mul(v128.load(gamma + j), d), j, size);
      a = f64x2.add(a, g);
      b = f64x2.add(b, f64x2.mul(g, c));
      changetype<RowSum>(sums + 2 * j).add(f64x2.mul(d, f64x2.div(c, f64x2.splat(s))));
      changetype<RowSum>(sums + 2 * apart + 2 * j).add(d);
    }
    sumG.add(a);
    sumGC.add(b);
  }
}

function gradient(
  x: usize,
  dout: usize,
  size: usize,
  m: f64,
  l: f64,
  s: f64,
  meanG: f64,
  slope: f64,
  gamma: usize,
  dx: usize,
): void {
  for (let j: usize = 0; j < size; j += 16) {
    const c = f64x2.sub(f64x2.sub(v128.load(x + j), f64x2.splat(m)), f64x2.splat(l));
    const g = f64x2.sub(f64x2.mul(v128.load(gamma + j), v128.load(dout + j)), f64x2.splat(meanG));
    const d = f64x2.div(f64x2.sub(g, f64x2.mul(c, f64x2.splat(slope))), f64x2.splat(s));
    storeWithin(dx + j, d, j, size);
  }
}
