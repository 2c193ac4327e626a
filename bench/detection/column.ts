import type { Batch } from './batch';

/** A value for each row of a column. */
export type Each = (i: number) => number;

/** What the backward pass of one column works with, by plain loops that share nothing with src. */
export interface Column {
  readonly N: number;
  readonly D: number;
  /** Which column this is. */
  readonly j: number;
  readonly gamma: number;
  readonly beta: number;
  readonly eps: number;
  readonly mean: number;
  /** Without eps, over N. */
  readonly variance: number;
  /** sqrt(variance + eps) */
  readonly std: number;
  readonly x: Each;
  readonly dout: Each;
  /** gamma · dout */
  readonly g: Each;
  /** x − mean */
  readonly centred: Each;
  readonly xhat: Each;
  /** Σ g */
  readonly S0: number;
  /** Σ g · xhat */
  readonly S1: number;
}

/** The sum of a term over the rows, one by one. */
export function sum(N: number, term: Each): number {
  let total = 0;
  for (let i = 0; i < N; i++) total += term(i);
  return total;
}

export function columnsOf({ N, D, x, gamma, beta, dout, eps }: Batch): Column[] {
  return Array.from({ length: D }, (_, j) => {
    const [scale, shift] = [gamma[j]!, beta[j]!];
    const xs: Each = (i) => x[i * D + j]!;
    const mean = sum(N, xs) / N;
    const centred = kept(N, (i) => xs(i) - mean);
    const variance = sum(N, (i) => centred(i) * centred(i)) / N;
    const std = Math.sqrt(variance + eps);
    const xhat = kept(N, (i) => centred(i) / std);
    const douts: Each = (i) => dout[i * D + j]!;
    const g = kept(N, (i) => scale * douts(i));
    const S0 = sum(N, g);
    const S1 = sum(N, (i) => g(i) * xhat(i));
    const numbers = { N, D, j, gamma: scale, beta: shift, eps, mean, variance, std, S0, S1 };
    return { ...numbers, x: xs, dout: douts, g, centred, xhat };
  });
}

/** The values of each row, worked out once. */
export function kept(N: number, each: Each): Each {
  const values = Float64Array.from({ length: N }, (_, i) => each(i));
  return (i) => values[i]!;
}
