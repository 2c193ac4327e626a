import type { Batch } from './batch';

/** What plain code knows of one column of a batch. */
export interface Column {
  readonly N: number;
  readonly D: number;
  readonly x: readonly number[];
  readonly xhat: readonly number[];
  readonly dout: readonly number[];
  /** gamma times dout */
  readonly g: readonly number[];
  readonly gamma: number;
  readonly mean: number;
  readonly variance: number;
  readonly eps: number;
  /** sqrt(variance + eps) */
  readonly std: number;
}

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The columns of a batch, normalised by plain code that shares nothing with src. */
export function columnsOf({ N, D, x, gamma, dout, eps }: Batch): Column[] {
  return Array.from({ length: D }, (_, j) => {
    const column = (values: Float64Array): number[] =>
      Array.from({ length: N }, (_, i) => values[i * D + j] ?? NaN);
    const [xs, ds] = [column(x), column(dout)];
    const mean = total(xs) / N;
    const variance = total(xs.map((value) => (value - mean) ** 2)) / N;
    const std = Math.sqrt(variance + eps);
    const scale = gamma[j] ?? NaN;
    return {
      N,
      D,
      x: xs,
      xhat: xs.map((value) => (value - mean) / std),
      dout: ds,
      g: ds.map((value) => value * scale),
      gamma: scale,
      mean,
      variance,
      eps,
      std,
    };
  });
}

/** An (N, D) array put together from what each column gives. */
export function byColumn(batch: Batch, column: (column: Column) => readonly number[]): Float64Array {
  const columns = columnsOf(batch).map(column);
  return Float64Array.from({ length: batch.N * batch.D }, (_, position) => {
    const [i, j] = [Math.floor(position / batch.D), position % batch.D];
    return columns[j]?.[i] ?? NaN;
  });
}

/** The right dx by the staged backward of the course notes: through xhat, variance and mean. */
export function stagedDx(batch: Batch): Float64Array {
  return byColumn(batch, ({ N, x, g, mean, std }) => {
    const centred = x.map((value) => value - mean);
    const dvar = total(g.map((value, i) => value * (centred[i] ?? NaN))) * -0.5 * std ** -3;
    const dmean = -total(g) / std + (dvar * -2 * total(centred)) / N;
    return g.map((value, i) => value / std + (dvar * 2 * (centred[i] ?? NaN)) / N + dmean / N);
  });
}
