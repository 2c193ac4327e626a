import { sumError } from './double-double';

/**
 * Rows that are summed plainly before their sum is added to a compensated one, whose error does not grow. They are few,
 * so that rows are read in streams.
 */
export const block: u32 = 8;

/** Two sums of each of two columns, with what rounding has taken from them so far: 64 bytes. */
@unmanaged
export class Sums {
  first: v128;
  firstLost: v128;
  second: v128;
  secondLost: v128;

  @inline
  add(first: v128, second: v128): void {
    const a = f64x2.add(this.first, first);
    this.firstLost = f64x2.add(this.firstLost, sumError(this.first, first, a));
    this.first = a;
    const b = f64x2.add(this.second, second);
    this.secondLost = f64x2.add(this.secondLost, sumError(this.second, second, b));
    this.second = b;
  }

  @inline
  get firstTotal(): v128 {
    return f64x2.add(this.first, this.firstLost);
  }

  @inline
  get secondTotal(): v128 {
    return f64x2.add(this.second, this.secondLost);
  }
}

/** The sums of the pair of columns that begins `offset` bytes into a row. */
export function sumsAt(scratch: usize, offset: usize): Sums {
  return changetype<Sums>(scratch + 4 * offset);
}
