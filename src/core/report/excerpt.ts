import { formatNumber } from '../tensor/format';
import { sizeOf, type Tensor } from '../tensor/tensor';

/** How many rows and columns of a tensor are printed; the rest of a large one is left to the panel. */
const most = { rows: 12, columns: 10 } as const;

/** The values of a tensor for print: all axes but the last are rows. */
export interface Excerpt {
  readonly rows: readonly (readonly string[])[];
  /** What is left out, in words; null where all is there. */
  readonly omitted: string | null;
}

/** The first rows and columns of a tensor, as text. */
export function excerptOf({ shape, data }: Tensor): Excerpt {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / columns;
  const shown = Array.from({ length: Math.min(rows, most.rows) }, (_, row) =>
    Array.from(data.subarray(row * columns, row * columns + Math.min(columns, most.columns)), (value) =>
      formatNumber(value),
    ),
  );
  const whole = rows <= most.rows && columns <= most.columns;
  const omitted = whole
    ? null
    : `The first ${Math.min(rows, most.rows)} of ${rows} rows and ${Math.min(columns, most.columns)} of ${columns} columns.`;
  return { rows: shown, omitted };
}
