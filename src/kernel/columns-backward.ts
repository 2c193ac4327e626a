import { gradient, setSlant } from './columns-gradient';
import { block, Sums, sumsAt } from './sums';

/**
 * dx, dgamma and dbeta of the closed form over (rows, columns), the columns being the groups; at least two columns.
 * With c = x - mean, S0 = Σ dout and S1 = Σ dout (c - low) = Σ dout c - low S0:
 *   dgamma = S1 / std,  dbeta = S0,  dx = gamma / std · ((dout - S0/N) - (c - low) S1 / (N std²)),
 * where low is taken into the constants, so that it costs nothing an element. scratch: 32 bytes a column.
 */
export function columnsBackward(
  rows: u32,
  columns: u32,
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
  const stride: usize = 8 * columns;
  const even = stride & ~15;
  backward(rows, stride, even, x, dout, gamma, mean, low, std, dx, dgamma, dbeta, scratch);
  if (even == stride) return;
  // An odd last column goes once more with the one before it.
  const at = stride - 16;
  const i = x + at;
  const g = gamma + at;
  backward(
    rows,
    stride,
    16,
    i,
    dout + at,
    g,
    mean + at,
    low + at,
    std + at,
    dx + at,
    dgamma + at,
    dbeta + at,
    scratch,
  );
}

/** The same for an even number of columns, `width` bytes of a row. */
function backward(
  rows: u32,
  stride: usize,
  width: usize,
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
  memory.fill(scratch, 0, 4 * width);
  for (let row: u32 = 0; row < rows; row += block) {
    const i = stride * row;
    sum(min(block, rows - row), stride, width, x + i, dout + i, mean, scratch);
  }
  constants(rows, width, gamma, low, std, dgamma, dbeta, scratch);
  gradient(rows, stride, width, x, dout, mean, scratch, dx);
}

/** Adds Σ dout and Σ dout c of a few rows to the sums, eight columns in registers at a time. */
function sum(
  rows: u32,
  stride: usize,
  width: usize,
  x: usize,
  dout: usize,
  mean: usize,
  scratch: usize,
): void {
  let j: usize = 0;
  for (; j + 64 <= width; j += 64) sumEight(rows, stride, x + j, dout + j, mean + j, sumsAt(scratch, j));
  for (; j < width; j += 16) sumTwo(rows, stride, x + j, dout + j, mean + j, sumsAt(scratch, j));
}

function sumEight(rows: u32, stride: usize, x: usize, dout: usize, mean: usize, sums: Sums): void {
  const m0 = v128.load(mean);
  const m1 = v128.load(mean, 16);
  const m2 = v128.load(mean, 32);
  const m3 = v128.load(mean, 48);
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
    const d0 = v128.load(dout);
    const d1 = v128.load(dout, 16);
    const d2 = v128.load(dout, 32);
    const d3 = v128.load(dout, 48);
    s0 = f64x2.add(s0, d0);
    s1 = f64x2.add(s1, d1);
    s2 = f64x2.add(s2, d2);
    s3 = f64x2.add(s3, d3);
    p0 = f64x2.add(p0, f64x2.mul(d0, f64x2.sub(v128.load(x), m0)));
    p1 = f64x2.add(p1, f64x2.mul(d1, f64x2.sub(v128.load(x, 16), m1)));
    p2 = f64x2.add(p2, f64x2.mul(d2, f64x2.sub(v128.load(x, 32), m2)));
    p3 = f64x2.add(p3, f64x2.mul(d3, f64x2.sub(v128.load(x, 48), m3)));
    dout += stride;
  }
  sums.add(s0, p0);
  sumsAt(changetype<usize>(sums), 16).add(s1, p1);
  sumsAt(changetype<usize>(sums), 32).add(s2, p2);
  sumsAt(changetype<usize>(sums), 48).add(s3, p3);
}

function sumTwo(rows: u32, stride: usize, x: usize, dout: usize, mean: usize, sums: Sums): void {
  const m = v128.load(mean);
  let s = f64x2.splat(0);
  let p = s;
  const end = x + rows * stride;
  for (; x < end; x += stride) {
    const d = v128.load(dout);
    s = f64x2.add(s, d);
    p = f64x2.add(p, f64x2.mul(d, f64x2.sub(v128.load(x), m)));
    dout += stride;
  }
  sums.add(s, p);
}

/** dgamma and dbeta; the sums give place to the constants of dx = scale ((dout - shift) - slope c). */
function constants(
  rows: u32,
  width: usize,
  gamma: usize,
  low: usize,
  std: usize,
  dgamma: usize,
  dbeta: usize,
  scratch: usize,
): void {
  const N = f64x2.splat(<f64>rows);
  for (let j: usize = 0; j < width; j += 16) {
    const sums = sumsAt(scratch, j);
    const l = v128.load(low + j);
    const s = v128.load(std + j);
    const s0 = sums.firstTotal;
    const s1 = f64x2.div(f64x2.sub(sums.secondTotal, f64x2.mul(l, s0)), s);
    v128.store(dbeta + j, s0);
    v128.store(dgamma + j, s1);
    const slope = f64x2.div(f64x2.div(s1, N), s);
    const shift = f64x2.sub(f64x2.div(s0, N), f64x2.mul(l, slope));
    setSlant(scratch, j, shift, slope, f64x2.div(v128.load(gamma + j), s));
  }
}
