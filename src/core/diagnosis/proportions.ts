import type { Name } from '../layer/expression';
import type { Workspace } from '../layer/workspace';
import { formatNumber } from '../tensor/format';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';
import type { Fit } from './fit';
import { leastSquares } from './least-squares';

/** Fewest values of a statistic whose dx tells the three terms apart and has one to spare. */
const fewest = 4;

/** A term of dx and its name. */
interface Term {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * The proportions in which an output consists of its right terms, where it does: all of dgamma, dbeta or y by one
 * factor, or dx of its direct, mean and variance term by one factor each, fitted by least squares over all elements.
 */
export function proportions(suspect: Suspect, given: Case, fit: Fit, workspace: Workspace): Finding | null {
  const [factor = NaN] = fitted(suspect, fit, [suspect.right]) ?? [];
  if (!Number.isNaN(factor)) {
    const message = `All of ${suspect.output} is ${formatNumber(factor, 8)} times what is right.`;
    return { id: 'scaled', message, terms: null };
  }
  if (suspect.output !== 'dx' || given.layout.count < fewest) return null;
  const parts = terms(given, workspace);
  const factors = fitted(
    suspect,
    fit,
    parts.map(({ values }) => values),
  );
  if (factors === null) return null;
  // A factor that is 1 as far as the digits show is not said to be off.
  const off = parts.flatMap(({ name, values }, k) =>
    values.some((value, i) => Math.abs((factors[k]! - 1) * value) > fit.allowed(i))
      ? [`its ${name} by ${formatNumber(factors[k]!, 6)}`]
      : [],
  );
  if (off.length === 0) return null;
  return {
    id: 'proportions',
    message: `dx is right but for factors: ${off.join(', ')}; 1 is due.`,
    terms: null,
  };
}

/** Whether an output is what is right times one factor. */
export function explainedByFactor(suspect: Suspect, fit: Fit): boolean {
  return fitted(suspect, fit, [suspect.right]) !== null;
}

/** The terms that dx is the sum of, as far as the layer has them. */
function terms({ values }: Case, workspace: Workspace): Term[] {
  const { groupOf, count } = workspace.layout;
  const read = (name: Name): Float64Array => workspace.get(name);
  const [g, xhat, std, S0, S1] = [read('dxhat'), read('xhat'), read('std'), read('S0'), read('S1')];
  const term = (name: string, of: (i: number, group: number) => number): Term => ({
    name,
    values: values.x.map((_, i) => of(i, groupOf[i]!)),
  });
  return [
    term('direct term', (i, j) => g[i]! / std[j]!),
    term('mean term', (_, j) => -S0[j]! / (count * std[j]!)),
    term('variance term', (i, j) => (-xhat[i]! * S1[j]!) / (count * std[j]!)),
  ].filter((part) => part.values.some((value) => value !== 0));
}

/** The factors of some terms that sum up to the output in every element; null where there are none. */
function fitted({ value }: Suspect, fit: Fit, columns: readonly Float64Array[]): number[] | null {
  const allowed = value.map((_, i) => fit.allowed(i));
  const least = allowed.reduce((a, b) => Math.min(a, b));
  const weights = allowed.map((b) => least / b);
  if (!weights.every((weight) => weight > 0)) return null;
  const factors = leastSquares(columns, value, weights);
  if (factors === null) return null;
  const expected = value.map((_, i) =>
    columns.reduce((total, column, k) => total + factors[k]! * column[i]!, 0),
  );
  return fit.explains({ expected }, columns.length) === null ? null : factors;
}
