import { sizeOf, type Tensor } from './tensor';

/** A rectangle of a tensor seen as a matrix: rows are all axes but the last, columns the last. */
export interface Rectangle {
  readonly rows: readonly [first: number, end: number];
  readonly columns: readonly [first: number, end: number];
}

/** The values in a rectangle, row by row; what lies outside the tensor is left out. */
export function readWindow({ shape, data }: Tensor, { rows, columns }: Rectangle): Float64Array[] {
  const width = shape[shape.length - 1] ?? 1;
  const height = sizeOf(shape.slice(0, -1));
  const within = (value: number, limit: number): number => Math.min(Math.max(Math.trunc(value), 0), limit);
  const [left, right] = [within(columns[0], width), within(columns[1], width)];
  const window: Float64Array[] = [];
  for (let row = within(rows[0], height); row < within(rows[1], height); row++) {
    window.push(data.slice(row * width + left, row * width + Math.max(left, right)));
  }
  return window;
}
