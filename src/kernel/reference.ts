import {
  add,
  addDouble,
  divide,
  Double2,
  inverse,
  multiply,
  product,
  scale,
  set,
  squareRoot,
  subtract,
} from './double-double';
import { loadPair, storePair } from './pair';

/** How a group is normalised: by its mean and variance, by its mean square, or by constants. */
const centred = 0;
const constants = 2;

const mean = changetype<Double2>(memory.data(32, 16));
const variance = changetype<Double2>(memory.data(32, 16));
const inverseRoot = changetype<Double2>(memory.data(32, 16));
const sumG = changetype<Double2>(memory.data(32, 16));
const sumGC = changetype<Double2>(memory.data(32, 16));
const c = changetype<Double2>(memory.data(32, 16));
const term = changetype<Double2>(memory.data(32, 16));
const xhat = changetype<Double2>(memory.data(32, 16));
const cell = changetype<Double2>(memory.data(32, 16));

/** Bytes of a number in double-double for each of two lanes. */
const wide: usize = 32;

/** Lists the positions of each group's elements, group after group; `filled` holds one zero a group. */
export function members(size: u32, count: u32, groupOf: usize, filled: usize, positions: usize): void {
  for (let i: u32 = 0; i < size; i++) {
    const group = load<u32>(groupOf + 4 * i);
    const taken = load<u32>(filled + 4 * group);
    store<u32>(filled + 4 * group, taken + 1);
    store<u32>(positions + 4 * (group * count + taken), i);
  }
}

/**
 * y, dx and the terms of dgamma and dbeta of two groups, one a lane, by the formulas of core/kernel/reference.ts.
 * first, second: where the positions of the groups' elements are listed. sums: dgamma and dbeta of each parameter in
 * double-double, each lane its own. spare: the parameter that takes the second lane's sums where there is no second
 * group, else -1. running: where mode is
 * `constants`, the groups' means and then their variances. eps: one for each lane. xs (16 bytes an element) and gs (32) are
 * scratch.
 */
export function referencePair(
  first: usize,
  second: usize,
  count: u32,
  spare: i32,
  mode: i32,
  running: usize,
  eps: usize,
  x: usize,
  dout: usize,
  gamma: usize,
  beta: usize,
  paramOf: usize,
  y: usize,
  dx: usize,
  sums: usize,
  xs: usize,
  gs: usize,
): void {
  const zero = f64x2.splat(0);
  const N = f64x2.splat(<f64>count);
  for (let k: u32 = 0; k < count; k++) {
    v128.store(xs + 16 * k, loadPair(x + 8 * load<u32>(first + 4 * k), x + 8 * load<u32>(second + 4 * k)));
  }
  set(mean, zero, zero);
  set(variance, zero, zero);
  if (mode == constants) {
    mean.high = v128.load(running);
    variance.high = v128.load(running + 16);
  } else moments(xs, count, N, mode == centred);

  addDouble(variance, variance, v128.load(eps));
  squareRoot(inverseRoot, variance);
  inverse(inverseRoot, inverseRoot);

  set(sumG, zero, zero);
  set(sumGC, zero, zero);
  for (let k: u32 = 0; k < count; k++) {
    const i = load<u32>(first + 4 * k);
    const j = load<u32>(second + 4 * k);
    const p = load<u32>(paramOf + 4 * i);
    const q = load<u32>(paramOf + 4 * j);
    const upstream = loadPair(dout + 8 * i, dout + 8 * j);
    const weight = loadPair(gamma + 8 * p, gamma + 8 * q);
    const g = changetype<Double2>(gs + wide * k);
    centre(v128.load(xs + 16 * k));
    multiply(xhat, c, inverseRoot);
    scale(term, xhat, weight);
    addDouble(term, term, loadPair(beta + 8 * p, beta + 8 * q));
    storePair(y + 8 * i, y + 8 * j, term.high);

    scale(term, xhat, upstream);
    const own = sums + 2 * wide * p;
    const other = sums + 2 * wide * (spare < 0 ? q : spare) + 8;
    accumulate(own, other);
    set(term, upstream, zero);
    accumulate(own + wide, other + wide);

    product(g, upstream, weight);
    add(sumG, sumG, g);
    multiply(term, g, c);
    add(sumGC, sumGC, term);
  }
  if (mode == centred) divide(sumG, sumG, N);
  else set(sumG, zero, zero);
  divide(sumGC, sumGC, N);
  multiply(sumGC, sumGC, inverseRoot);
  multiply(sumGC, sumGC, inverseRoot);

  for (let k: u32 = 0; k < count; k++) {
    const g = changetype<Double2>(gs + wide * k);
    if (mode != constants) {
      centre(v128.load(xs + 16 * k));
      subtract(term, g, sumG);
      multiply(xhat, sumGC, c);
      subtract(g, term, xhat);
    }
    multiply(term, g, inverseRoot);
    storePair(dx + 8 * load<u32>(first + 4 * k), dx + 8 * load<u32>(second + 4 * k), term.high);
  }
}

/** dgamma and dbeta from the sums of both lanes, rounded. */
export function referenceParameters(parameters: u32, sums: usize, dgamma: usize, dbeta: usize): void {
  for (let p: u32 = 0; p < parameters; p++) {
    store<f64>(dgamma + 8 * p, total(sums + 2 * wide * p));
    store<f64>(dbeta + 8 * p, total(sums + 2 * wide * p + wide));
  }
}

/** mean and variance of both groups, or zero and the mean square. */
function moments(xs: usize, count: u32, N: v128, subtractMean: bool): void {
  if (subtractMean) {
    for (let k: u32 = 0; k < count; k++) addDouble(mean, mean, v128.load(xs + 16 * k));
    divide(mean, mean, N);
  }
  for (let k: u32 = 0; k < count; k++) {
    centre(v128.load(xs + 16 * k));
    multiply(term, c, c);
    add(variance, variance, term);
  }
  divide(variance, variance, N);
}

/** c = x - mean */
function centre(x: v128): void {
  set(c, f64x2.neg(mean.high), f64x2.neg(mean.low));
  addDouble(c, c, x);
}

/** Adds `term` to two sums, the first lane of one and the second lane of the other. */
function accumulate(own: usize, other: usize): void {
  set(cell, loadPair(own, other), loadPair(own + 16, other + 16));
  add(cell, cell, term);
  storePair(own, other, cell.high);
  storePair(own + 16, other + 16, cell.low);
}

/** Both lanes of a sum added, rounded to a double. */
function total(sum: usize): f64 {
  const both = changetype<Double2>(sum);
  set(cell, v128.shuffle<f64>(both.high, both.high, 1, 0), v128.shuffle<f64>(both.low, both.low, 1, 0));
  add(cell, cell, both);
  return f64x2.extract_lane(cell.high, 0);
}
