/** Rows that are gone through together: few, so that all their cache lines stay and rows are read in streams. */
const slab: u32 = 4;

/** The constants of dx = scale ((dout - shift) - slope (x - mean)) in two columns: 64 bytes. */
@unmanaged
class Slant {
  shift: v128;
  slope: v128;
  scale: v128;
}

/** Those of the pair of columns that begins `offset` bytes into a row. */
function slantAt(scratch: usize, offset: usize): Slant {
  return changetype<Slant>(scratch + 4 * offset);
}

export function setSlant(scratch: usize, offset: usize, shift: v128, slope: v128, scale: v128): void {
  const slant = slantAt(scratch, offset);
  slant.shift = shift;
  slant.slope = slope;
  slant.scale = scale;
}

/** dx of columns whose constants stand in scratch. */
export function gradient(
  rows: u32,
  stride: usize,
  width: usize,
  x: usize,
  dout: usize,
  mean: usize,
  scratch: usize,
  dx: usize,
): void {
  // From the last row up: that is what the pass before has left in the cache.
  for (let row = rows; row > 0;) {
    const here = min(slab, row);
    row -= here;
    const i: usize = stride * row;
    let j: usize = 0;
    for (; j + 32 <= width; j += 32) {
      gradientFour(here, stride, x + i + j, dout + i + j, mean + j, scratch + 4 * j, dx + i + j);
    }
    if (j < width) gradientTwo(here, stride, x + i + j, dout + i + j, mean + j, scratch + 4 * j, dx + i + j);
  }
}

function gradientFour(
  rows: u32,
  stride: usize,
  x: usize,
  dout: usize,
  mean: usize,
  scratch: usize,
  dx: usize,
): void {
  const m0 = v128.load(mean);
  const m1 = v128.load(mean, 16);
  const first = slantAt(scratch, 0);
  const second = slantAt(scratch, 16);
  const h0 = first.shift;
  const k0 = first.slope;
  const s0 = first.scale;
  const h1 = second.shift;
  const k1 = second.slope;
  const s1 = second.scale;
  const end = x + rows * stride;
  for (; x < end; x += stride) {
    const c0 = f64x2.mul(k0, f64x2.sub(v128.load(x), m0));
    const c1 = f64x2.mul(k1, f64x2.sub(v128.load(x, 16), m1));
    v128.store(dx, f64x2.mul(s0, f64x2.sub(f64x2.sub(v128.load(dout), h0), c0)));
    v128.store(dx, f64x2.mul(s1, f64x2.sub(f64x2.sub(v128.load(dout, 16), h1), c1)), 16);
    dout += stride;
    dx += stride;
  }
}

function gradientTwo(
  rows: u32,
  stride: usize,
  x: usize,
  dout: usize,
  mean: usize,
  scratch: usize,
  dx: usize,
): void {
  const m = v128.load(mean);
  const slant = slantAt(scratch, 0);
  const shift = slant.shift;
  const slope = slant.slope;
  const scale = slant.scale;
  const end = x + rows * stride;
  for (; x < end; x += stride) {
    const c = f64x2.mul(slope, f64x2.sub(v128.load(x), m));
    v128.store(dx, f64x2.mul(scale, f64x2.sub(f64x2.sub(v128.load(dout), shift), c)));
    dout += stride;
    dx += stride;
  }
}
