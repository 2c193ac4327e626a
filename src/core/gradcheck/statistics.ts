import type { Layout } from '../layer/layout';
import type { Precision } from '../problem/problem';
import { gather, groupMembers, type GroupRange, type Values } from './groups';

/** Unit round-off of float64. */
export const unitRoundoff = 2 ** -53;

/** Most that one operation is off by where its result is too small for a normal double, with a margin of 8. */
export const underflow = 8 * Number.MIN_VALUE;

/** Bounds hold to first order in the rounding errors; twice the bound covers the rest. */
export const safety = 2;

/** The rounding of an arithmetic: its unit round-off, and the same where results are too small for normal numbers. */
export interface Rounding {
  readonly unit: number;
  readonly underflow: number;
}

export const roundings: Readonly<Record<Precision, Rounding>> = {
  float64: { unit: unitRoundoff, underflow },
  float32: { unit: 2 ** -24, underflow: 8 * 2 ** -149 },
};

/** What the error bounds need to know of one statistics group. */
export interface GroupStatistics {
  readonly members: Uint32Array;
  readonly mean: number;
  readonly variance: number;
  /** sqrt(var + eps) */
  readonly std: number;
  readonly xhat: Float64Array;
  /** gamma times dout */
  readonly g: Float64Array;
  /** Means over the group of |x|, |g|, |g xhat|, g and g xhat; that of g is 0 where no mean is taken out of x. */
  readonly meanAbsX: number;
  readonly meanAbsG: number;
  readonly meanAbsGXhat: number;
  readonly meanG: number;
  readonly meanGXhat: number;
}

/** The statistics of every group, in float64: good enough for bounds, never for values. */
export function groupStatistics(
  layout: Layout,
  values: Values,
  { from, to }: GroupRange = { from: 0, to: layout.size / layout.count },
): GroupStatistics[] {
  const { gamma, dout, running, centred, eps } = values;
  return groupMembers(layout)
    .slice(from, to)
    .map((members, offset) => {
      const group = from + offset;
      const N = members.length;
      const x = gather(members, (i) => values.x[i]!);
      const g = gather(members, (i) => gamma[layout.paramOf[i]!]! * dout[i]!);
      const [mean, rest] = centreOf(values, group, x);
      const variance = running ? running.var[group]! : average(x, (v) => (v - mean - rest) ** 2);
      const std = Math.sqrt(variance + eps[group]!);
      const xhat = new Float64Array(N);
      const sums = { absX: 0, absG: 0, absGXhat: 0, g: 0, gXhat: 0 };
      for (let k = 0; k < N; k++) {
        const normal = (x[k]! - mean - rest) / std;
        const product = g[k]! * normal;
        xhat[k] = normal;
        sums.absX += Math.abs(x[k]!);
        sums.absG += Math.abs(g[k]!);
        sums.absGXhat += Math.abs(product);
        sums.g += g[k]!;
        sums.gXhat += product;
      }
      return {
        ...{ members, mean, variance, std, xhat, g },
        meanAbsX: sums.absX / N,
        meanAbsG: sums.absG / N,
        meanAbsGXhat: sums.absGXhat / N,
        meanG: centred ? sums.g / N : 0,
        meanGXhat: sums.gXhat / N,
      };
    });
}

/** The sizes of the direct, the mean and the variance term of dx at a group's element k, added. */
export function termSize(group: GroupStatistics, k: number): number {
  const { g, xhat, meanG, meanGXhat, std } = group;
  return (Math.abs(g[k]!) + Math.abs(meanG) + Math.abs(xhat[k]! * meanGXhat)) / std;
}

/** What is taken out of x, as a double and the rest that it leaves: a mean far from 0 is coarse beside the spread. */
function centreOf(
  { centred, running }: Values,
  group: number,
  x: Float64Array,
): [mean: number, rest: number] {
  if (running) return [running.mean[group]!, 0];
  if (!centred) return [0, 0];
  const mean = average(x, (value) => value);
  return [mean, average(x, (value) => value - mean)];
}

function average(values: Float64Array, term: (value: number, k: number) => number): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += term(values[k]!, k);
  return total / values.length;
}
