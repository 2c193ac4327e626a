import type { Name } from '../layer/expression';
import type { Workspace } from '../layer/workspace';
import { formatNumber } from '../tensor/format';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';
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
export function proportions(suspect: Suspect, given: Case, workspace: Workspace): Finding | null {
  const whole = fitted(suspect, [suspect.right]);
  if (whole !== null) {
    const [factor = NaN] = whole;
    const message = `All of ${suspect.output} is ${formatNumber(factor, 8)} times what is right.`;
    return { id: 'scaled', message, terms: null };
  }
  if (suspect.output !== 'dx' || given.layout.count < fewest) return null;
  const parts = terms(given, workspace);
  const factors = fitted(
    suspect,
    parts.map(({ values }) => values),
  );
  if (factors === null) return null;
  const off = factors.flatMap((factor, k) =>
    Math.abs(factor - 1) > 1e-9 ? [`its ${parts[k]?.name} by ${formatNumber(factor, 6)}`] : [],
  );
  if (off.length === 0) return null;
  return {
    id: 'proportions',
    message: `dx is right but for factors: ${off.join(', ')}; 1 is due.`,
    terms: null,
  };
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
function fitted({ value, right, bound }: Suspect, columns: readonly Float64Array[]): number[] | null {
  const weights = bound.map((b) => 1 / (b + Number.MIN_VALUE));
  if (!weights.every(Number.isFinite)) return null;
  const factors = leastSquares(columns, value, weights);
  if (factors === null) return null;
  const fits = value.every((v, i) => {
    const expected = columns.reduce((total, column, k) => total + factors[k]! * column[i]!, 0);
    const growth = Math.max(1, ...factors.map(Math.abs));
    return Math.abs(v - expected) <= 2 * growth * bound[i]!;
  });
  const differs = value.some((v, i) => Math.abs(v - right[i]!) > bound[i]!);
  return fits && differs ? factors : null;
}
