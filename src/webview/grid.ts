import { indexAt } from '../core/tensor/tensor';

/** How much of a tensor stands on one page of its table. */
export const pageRows = 20;
export const pageColumns = 12;

/** A tensor as a table: rows run over all axes but the last, columns over the last; a vector is one row. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export function extentOf(shape: readonly number[]): Extent {
  return {
    rows: shape.slice(0, -1).reduce((product, length) => product * length, 1),
    columns: shape.at(-1) ?? 1,
  };
}

export function cellAt(position: number, { columns }: Extent): Cell {
  return { row: Math.floor(position / columns), column: position % columns };
}

/** First row and column of the page that shows a cell. */
export function pageOf({ row, column }: Cell): readonly [number, number] {
  return [row - (row % pageRows), column - (column % pageColumns)];
}

/** The cell that a key leads to as in every grid, or null for a key that does not move. */
export function moved(
  { row, column }: Cell,
  key: string,
  ctrl: boolean,
  { rows, columns }: Extent,
): Cell | null {
  const at = (nextRow: number, nextColumn: number): Cell => ({
    row: Math.min(rows - 1, Math.max(0, nextRow)),
    column: Math.min(columns - 1, Math.max(0, nextColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'PageUp':
      return at(row - pageRows, column);
    case 'PageDown':
      return at(row + pageRows, column);
    case 'Home':
      return at(ctrl ? 0 : row, 0);
    case 'End':
      return at(ctrl ? rows - 1 : row, columns - 1);
    default:
      return null;
  }
}

/** The leading indices of a row: `2`, or `[0,2,1]` where the rows run over several axes. */
export function rowLabel(shape: readonly number[], row: number): string {
  const index = indexAt(shape.slice(0, -1), row).join(',');
  return shape.length > 2 ? `[${index}]` : index;
}

/** Whether a row is the first of its matrix, the last two axes of a tensor that has more. */
export function beginsMatrix(shape: readonly number[], row: number): boolean {
  const height = shape.at(-2) ?? 1;
  return shape.length > 2 && height > 1 && row % height === 0;
}

/**
 * Reads an index, `57, 312`, as a cell; says what is wrong otherwise. A missing last number is 0,
 * and of a single row one number is the column.
 */
export function readCell(text: string, shape: readonly number[]): Cell | string {
  const { rows, columns } = extentOf(shape);
  const numbers = text
    .split(/[\s,;[\]()]+/)
    .filter((part) => part !== '')
    .map(Number);
  const missing = shape.length - numbers.length;
  const rest = missing === 1 ? [0] : [];
  const index =
    rows === 1 && numbers.length === 1 ? [...shape.slice(1).fill(0), ...numbers] : [...numbers, ...rest];
  if (numbers.length === 0 || index.length !== shape.length || !index.every(Number.isInteger)) {
    if (rows === 1) return 'Write a column, such as 12.';
    if (shape.length === 2) return 'Write a row and a column, such as 57, 12.';
    return `Write an index of ${shape.length} numbers, such as ${shape.map((length) => length - 1).join(', ')}.`;
  }
  const outside = index.findIndex((i, axis) => i < 0 || i >= (shape[axis] ?? 1));
  if (outside >= 0) return `${axisName(shape, outside)} from 0 to ${(shape[outside] ?? 1) - 1}.`;
  return cellAt(positionOf(shape, index), { rows, columns });
}

function axisName({ length }: readonly number[], axis: number): string {
  if (length > 2) return `Axis ${axis} runs`;
  return axis === length - 1 ? 'Columns run' : 'Rows run';
}

function positionOf(shape: readonly number[], index: readonly number[]): number {
  return shape.reduce((position, length, axis) => position * length + (index[axis] ?? 0), 0);
}
