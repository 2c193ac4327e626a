import type { Tensor } from '../tensor/tensor';

/** How a language writes lists in lists. */
export interface Brackets {
  readonly open: string;
  readonly close: string;
  /** Around the innermost lists, where they are written in another way. */
  readonly row?: readonly [open: string, close: string];
  readonly indent: string;
}

/** A tensor as lists in lists, one row a line. */
export function nestedLists(
  { shape, data }: Tensor,
  brackets: Brackets,
  text: (value: number) => string,
): string {
  const { open, close, indent } = brackets;
  const [rowOpen, rowClose] = brackets.row ?? [open, close];
  const list = (axis: number, first: number, size: number): string => {
    const length = shape[axis] ?? 1;
    const step = size / length;
    const positions = Array.from({ length }, (_, k) => first + k * step);
    if (axis === shape.length - 1)
      return rowOpen + positions.map((at) => text(data[at] ?? NaN)).join(', ') + rowClose;
    const pad = indent.repeat(axis + 1);
    const lines = positions.map((at) => `${pad}${list(axis + 1, at, step)},\n`);
    return `${open}\n${lines.join('')}${indent.repeat(axis)}${close}`;
  };
  return shape.length === 0 ? text(data[0] ?? NaN) : list(0, 0, data.length);
}

/** The rows of a tensor of at most two axes; one of one axis is a row. */
export function rowsOf({ shape, data }: Tensor): number[][] {
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: data.length / width }, (_, row) =>
    Array.from(data.subarray(row * width, (row + 1) * width)),
  );
}
