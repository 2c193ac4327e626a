import { sumError } from './double-double';

/** So many vectors are summed plainly before their sum is added to a compensated one. */
export const chunk: usize = 16 * 32;

/** Both lanes of the vector at `k` of a row that ends at `end`, zero where the row has ended. */
export function within(lanes: v128, k: usize, end: usize): v128 {
  return k + 8 < end ? lanes : v128.and(lanes, i64x2(-1, 0));
}

/** Stores both lanes, or the first only where the row has ended. */
export function storeWithin(address: usize, lanes: v128, k: usize, end: usize): void {
  if (k + 8 < end) v128.store(address, lanes);
  else store<f64>(address, f64x2.extract_lane(lanes, 0));
}

/** A compensated sum of pairs. */
@unmanaged
export class RowSum {
  sum: v128;
  lost: v128;

  clear(): void {
    this.sum = f64x2.splat(0);
    this.lost = f64x2.splat(0);
  }

  add(addend: v128): void {
    const next = f64x2.add(this.sum, addend);
    this.lost = f64x2.add(this.lost, sumError(this.sum, addend, next));
    this.sum = next;
  }

  /** All that was added, in both lanes. */
  get total(): f64 {
    return totalOfRun(changetype<usize>(this), 0, 2);
  }
}

/** The sums of `count` elements from the `from`-th on, added; `sums` has one RowSum for two elements. */
export function totalOfRun(sums: usize, from: u32, count: u32): f64 {
  let total: f64 = 0;
  let lost: f64 = 0;
  for (let k = from; k < from + count; k++) {
    const at: usize = sums + 32 * (k >> 1) + 8 * (k & 1);
    const value = load<f64>(at);
    const next = total + value;
    const back = next - total;
    lost += total - (next - back) + (value - back) + load<f64>(at + 16);
    total = next;
  }
  return total + lost;
}

/** Writes to a row the parameter of each of its elements: `run` times each from `parameters` on. */
export function spread(parameters: usize, run: u32, row: usize, length: u32): void {
  for (let k: u32 = 0; k < length; k++) store<f64>(row + 8 * k, load<f64>(parameters + 8 * (k / run)));
}
