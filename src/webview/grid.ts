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

/** Reads `57, 312` (or one number for the only axis that has pages) as a cell; says what is wrong otherwise. */
export function readCell(text: string, extent: Extent): Cell | string {
  const numbers = text
    .split(/[\s,;[\]()]+/)
    .filter((part) => part !== '')
    .map(Number);
  const [row, column] =
    extent.rows === 1 && numbers.length === 1 ? [0, numbers[0]] : [numbers[0], numbers[1] ?? 0];
  if (row === undefined || column === undefined || numbers.length > 2 || !numbers.every(Number.isInteger))
    return extent.rows === 1 ? 'Write a column, such as 12.' : 'Write a row and a column, such as 57, 12.';
  if (row < 0 || row >= extent.rows) return `Rows run from 0 to ${extent.rows - 1}.`;
  if (column < 0 || column >= extent.columns) return `Columns run from 0 to ${extent.columns - 1}.`;
  return { row, column };
}
