import { block, Sums, sumsAt } from './sums';

/**
 * y, mean + low, variance and std over (rows, columns), the columns being the groups; at least two columns.
 * The mean is the first row plus the mean of what the others differ from it; with c = x - mean, what it was still off
 * is low = mean(c), and variance = mean(c²) - low². scratch: 32 bytes a column.
 */
export function columnsForward(
  rows: u32,
  columns: u32,
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
  const stride: usize = 8 * columns;
  const even = stride & ~15;
  forward(rows, stride, even, x, gamma, beta, eps, y, mean, low, variance, std, scratch);
  if (even == stride) return;
  // An odd last column goes once more with the one before it.
  const at = stride - 16;
  const v = variance + at;
  forward(
    rows,
    stride,
    16,
    x + at,
    gamma + at,
    beta + at,
    eps,
    y + at,
    mean + at,
    low + at,
    v,
    std + at,
    scratch,
  );
}

/** The same for an even number of columns, `width` bytes of a row. */
function forward(
  rows: u32,
  stride: usize,
  width: usize,
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
  moments(rows, stride, width, x, x, scratch);
  means(rows, width, x, mean, scratch);
  moments(rows, stride, width, x, mean, scratch);
  deviations(rows, width, eps, low, variance, std, scratch);
  for (let row: u32 = 0; row < rows; row += block) {
    const here = min(block, rows - row);
    const i = stride * row;
    for (let j: usize = 0; j < width; j += 16) {
      output(here, stride, x + i + j, mean + j, low + j, std + j, gamma + j, beta + j, y + i + j);
    }
  }
}

/** Σ c and Σ c² of every column, c = x - pivot, eight columns in registers at a time. */
function moments(rows: u32, stride: usize, width: usize, x: usize, pivot: usize, scratch: usize): void {
  memory.fill(scratch, 0, 4 * width);
  for (let row: u32 = 0; row < rows; row += block) {
    const here = min(block, rows - row);
    let j: usize = 0;
    for (; j + 64 <= width; j += 64) momentsEight(here, stride, x + j, pivot + j, sumsAt(scratch, j));
    for (; j < width; j += 16) momentsTwo(here, stride, x + j, pivot + j, sumsAt(scratch, j));
    x += stride * here;
  }
}

function momentsEight(rows: u32, stride: usize, x: usize, pivot: usize, sums: Sums): void {
  const m0 = v128.load(pivot);
  const m1 = v128.load(pivot, 16);
  const m2 = v128.load(pivot, 32);
  const m3 = v128.load(pivot, 48);
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let p0 = s0;
  let p1 = s0;
  let p2 = s0;
  let p3 = s0;
  const end = x + rows * stride;
  for (; x < end; x += stride) {
    const c0 = f64x2.sub(v128.load(x), m0);
    const c1 = f64x2.sub(v128.load(x, 16), m1);
    const c2 = f64x2.sub(v128.load(x, 32), m2);
    const c3 = f64x2.sub(v128.load(x, 48), m3);
    s0 = f64x2.add(s0, c0);
    s1 = f64x2.add(s1, c1);
    s2 = f64x2.add(s2, c2);
    s3 = f64x2.add(s3, c3);
    p0 = f64x2.add(p0, f64x2.mul(c0, c0));
    p1 = f64x2.add(p1, f64x2.mul(c1, c1));
    p2 = f64x2.add(p2, f64x2.mul(c2, c2));
    p3 = f64x2.add(p3, f64x2.mul(c3, c3));
  }
  sums.add(s0, p0);
  sumsAt(changetype<usize>(sums), 16).add(s1, p1);
  sumsAt(changetype<usize>(sums), 32).add(s2, p2);
  sumsAt(changetype<usize>(sums), 48).add(s3, p3);
}

function momentsTwo(rows: u32, stride: usize, x: usize, pivot: usize, sums: Sums): void {
  const m = v128.load(pivot);
  let s = f64x2.splat(0);
  let p = s;
  const end = x + rows * stride;
  for (; x < end; x += stride) {
    const c = f64x2.sub(v128.load(x), m);
    s = f64x2.add(s, c);
    p = f64x2.add(p, f64x2.mul(c, c));
  }
  sums.add(s, p);
}

function means(rows: u32, width: usize, pivot: usize, mean: usize, scratch: usize): void {
  const N = f64x2.splat(<f64>rows);
  for (let j: usize = 0; j < width; j += 16) {
    const offset = f64x2.div(sumsAt(scratch, j).firstTotal, N);
    v128.store(mean + j, f64x2.add(v128.load(pivot + j), offset));
  }
}

function deviations(
  rows: u32,
  width: usize,
  eps: f64,
  low: usize,
  variance: usize,
  std: usize,
  scratch: usize,
): void {
  const N = f64x2.splat(<f64>rows);
  for (let j: usize = 0; j < width; j += 16) {
    const sums = sumsAt(scratch, j);
    const l = f64x2.div(sums.firstTotal, N);
    const squares = f64x2.div(sums.secondTotal, N);
    const v = f64x2.max(f64x2.sub(squares, f64x2.mul(l, l)), f64x2.splat(0));
    v128.store(low + j, l);
    v128.store(variance + j, v);
    v128.store(std + j, f64x2.sqrt(f64x2.add(v, f64x2.splat(eps))));
  }
}

/** Two columns of y = gamma ((x - mean) - low) / std + beta. */
function output(
  rows: u32,
  stride: usize,
  x: usize,
  mean: usize,
  low: usize,
  std: usize,
  gamma: usize,
  beta: usize,
  y: usize,
): void {
  const m = v128.load(mean);
  const l = v128.load(low);
  const s = v128.load(std);
  const g = v128.load(gamma);
  const b = v128.load(beta);
  const end = x + rows * stride;
  for (; x < end; x += stride) {
    const xhat = f64x2.div(f64x2.sub(f64x2.sub(v128.load(x), m), l), s);
    v128.store(y, f64x2.add(f64x2.mul(g, xhat), b));
    y += stride;
  }
}
