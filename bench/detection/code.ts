import type { Batch, Gradients } from './batch';
import { columnsOf, sum, type Column, type Each } from './column';

/** A backward pass, right or with one mistake planted in it. */
export interface Code {
  readonly id: string;
  /** What is wrong, in one line. */
  readonly about: string;
  /** Where the mistake is recorded: a row of the catalogue of mistakes, or "planted" where it was made up. */
  readonly source: string;
  /** The ids of the diagnoses that name its cause; none where there is none yet. */
  readonly causes: readonly string[];
  readonly backward: (batch: Batch) => Gradients;
}

/** How one column of each gradient is computed; some mistakes look at the other columns too. */
export interface Formulas {
  readonly dx: (column: Column, all: readonly Column[]) => Each;
  readonly dgamma: (column: Column) => number;
  readonly dbeta: (column: Column) => number;
}

/** The right formulas: dx = (N g − S0 − x̂ S1) / (N std), dgamma = Σ dout·x̂, dbeta = Σ dout. */
export const right: Formulas = {
  dx:
    ({ N, g, xhat, std, S0, S1 }) =>
    (i) =>
      (N * g(i) - S0 - xhat(i) * S1) / (N * std),
  dgamma: ({ N, dout, xhat }) => sum(N, (i) => dout(i) * xhat(i)),
  dbeta: ({ N, dout }) => sum(N, dout),
};

/** A backward pass by the right formulas but for those that are given. */
export function backward(formulas: Partial<Formulas>): Code['backward'] {
  const { dx, dgamma, dbeta } = { ...right, ...formulas };
  return (batch) => {
    const { N, D } = batch;
    const columns = columnsOf(batch);
    const wide = new Float64Array(N * D);
    for (const column of columns) {
      const each = dx(column, columns);
      for (let i = 0; i < N; i++) wide[i * D + column.j] = each(i);
    }
    return { dx: wide, dgamma: Float64Array.from(columns, dgamma), dbeta: Float64Array.from(columns, dbeta) };
  };
}

/** A mistake in dx alone. */
export function wrongDx(
  id: string,
  about: string,
  source: string,
  causes: readonly string[],
  dx: Formulas['dx'],
): Code {
  return { id, about, source, causes, backward: backward({ dx }) };
}
