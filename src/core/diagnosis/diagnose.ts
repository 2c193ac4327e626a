import type { Values } from '../gradcheck/groups';
import type { GroupStatistics } from '../gradcheck/statistics';
import type { Layout } from '../layer/layout';
import type { Diagnosis, Source } from '../report/report';
import { mistakes, rightCoefficients, sumsOf, type Coefficients, type Sums } from './mistakes';

/** A mistake explains a dx where its formula comes this many times nearer to it than the right one, or than zeros. */
const evidence = 4;

/** Two formulas whose misfits are nearer than this come to the same on the data. */
const same = 0.01;

/** One group, what its coefficients are made of (the sums, and the sizes of what is summed), and its largest g and xhat. */
interface Column {
  readonly group: GroupStatistics;
  readonly sums: Sums;
  readonly sizes: Sums;
  readonly largest: { readonly direct: number; readonly xhat: number };
}

/**
 * Names the mistake in a dx from its numbers alone: the dx that each known mistake leads to is computed, and the
 * given one must be just that in every element. Null where no mistake leads to it, or where several do that differ.
 * @param uncertainty how far each element of dx may be from what was computed (rounding, printed digits)
 */
export function diagnoseDx(
  source: Source,
  dx: Float64Array,
  uncertainty: Float64Array,
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
): Diagnosis | null {
  const columns = groups
    // Where gamma or dout is 0, so are the terms of dx, whatever the formula.
    .filter(({ meanAbsG }) => meanAbsG > 0)
    .map((group): Column => {
      const gamma = values.gamma[layout.paramOf[group.members[0]!]!]!;
      const constants = { D: groups.length, gamma, constant: values.running !== null };
      const { g, xhat } = group;
      const largest = { direct: g.length * largestOf(g), xhat: largestOf(xhat) };
      return { group, ...sumsOf(group, constants), largest };
    });
  const misfitOf = (coefficients: Coefficients, slack: number): number => {
    let squares = 0;
    for (const column of columns) {
      squares += misfit(dx, uncertainty, column, coefficients, slack);
      if (squares === Infinity) break;
    }
    return squares / dx.length;
  };
  const unexplained = Math.min(
    misfitOf(rightCoefficients, Infinity),
    misfitOf(() => [0, 0, 0], Infinity),
  );
  const found = mistakes
    .map((mistake) => ({ mistake, misfit: misfitOf(mistake.coefficients, 1) }))
    .filter(({ misfit }) => evidence * misfit < unexplained);
  const [first] = found;
  if (first === undefined) return null;
  const { id, message, terms } = first.mistake;
  const differs = found.some(
    (other) => other.mistake.id !== id && Math.abs(other.misfit - first.misfit) > same,
  );
  return differs ? null : { output: 'dx', source, id, message, terms };
}

/**
 * Sum of the squared distances, in uncertainties, between the dx of a group and the one that coefficients lead to;
 * infinite where one exceeds the slack.
 */
function misfit(
  dx: Float64Array,
  uncertainty: Float64Array,
  { group, sums, sizes, largest }: Column,
  coefficients: Coefficients,
  slack: number,
): number {
  const { members, g, xhat, std } = group;
  const N = members.length;
  const [p, q, r] = coefficients(sums);
  // A formula of larger terms is computed with larger rounding errors.
  const growth = Math.max(
    1,
    termSize(largest, coefficients(sizes)) / termSize(largest, rightCoefficients(sizes)),
  );
  let total = 0;
  for (let k = 0; k < N; k++) {
    const i = members[k]!;
    const expected = (p * N * g[k]! + q + r * xhat[k]!) / (N * std);
    const distance = Math.abs(dx[i]! - expected) / uncertainty[i]!;
    if (!(distance <= slack * growth) || uncertainty[i] === Infinity) return Infinity;
    total += distance * distance;
  }
  return total;
}

/** How large the three terms can be together. */
function termSize({ direct, xhat }: Column['largest'], [p, q, r]: ReturnType<Coefficients>): number {
  return Math.abs(p) * direct + Math.abs(q) + Math.abs(r) * xhat;
}

function largestOf(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
}
