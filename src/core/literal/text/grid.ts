import { orderOf, transposed, viewOf } from '../expression/view';
import { Elements } from '../lexer/buffers';
import type { ArrayLiteral, DType } from '../literal';
import type { Range } from '../../result';

/** An array in the making, row by row, each number with its place. */
export class Grid {
  private elements = new Elements();
  rows = 0;
  columns = -1;
  private inRow = 0;

  /** A number written at [start, end). */
  put(value: number, start: number, end: number): void {
    this.elements.push(value, start, end);
    this.inRow++;
  }

  /** Ends a row. Returns how many numbers it has where these are not as many as the rows before it have, else null. */
  endRow(): number | null {
    const count = this.inRow;
    this.inRow = 0;
    if (this.columns < 0) this.columns = count;
    if (count !== this.columns) return count;
    this.rows++;
    return null;
  }

  /** Makes columns of the rows. */
  transpose(): void {
    this.elements.rearrange(0, orderOf(transposed(viewOf([this.rows, this.columns]))));
    [this.rows, this.columns] = [this.columns, this.rows];
  }

  /** Leaves out the last column. */
  dropColumn(): void {
    const { data, places } = this.elements.all();
    this.elements = new Elements();
    data.forEach((value, index) => {
      if ((index + 1) % this.columns !== 0) this.put(value, places.start(index), places.end(index));
    });
    this.columns--;
  }

  literal(
    name: string | null,
    range: Range,
    dtype: DType = 'float64',
    shape: readonly number[] = [this.rows, this.columns],
  ): ArrayLiteral {
    const { data, places } = this.elements.all();
    return { name, tensor: { shape, data }, dtype, range, places };
  }
}

/** "2 cells", as messages count. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
