import type { Layout } from '../layer/layout';
import { gather, groupMembers, type Values } from './groups';

/** Unit round-off of float64. */
export const unitRoundoff = 2 ** -53;

/** Most that one operation is off by where its result is too small for a normal double, with a margin of 8. */
export const underflow = 8 * Number.MIN_VALUE;

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
  /** Means over the group of |x|, |g|, |g xhat|, g and g xhat. */
  readonly meanAbsX: number;
  readonly meanAbsG: number;
  readonly meanAbsGXhat: number;
  readonly meanG: number;
  readonly meanGXhat: number;
}

/** The statistics of every group, in float64: good enough for bounds, never for values. */
export function groupStatistics(layout: Layout, values: Values): GroupStatistics[] {
  return groupMembers(layout).map((members, group) => {
    const x = gather(members, (i) => values.x[i]!);
    const g = gather(members, (i) => values.gamma[layout.paramOf[i]!]! * values.dout[i]!);
    const mean = values.running ? values.running.mean[group]! : meanOf(x);
    const variance = values.running ? values.running.var[group]! : average(x, (v) => (v - mean) ** 2);
    const std = Math.sqrt(variance + values.eps);
    const xhat = x.map((v) => (v - mean) / std);
    return {
      members,
      mean,
      variance,
      std,
      xhat,
      g,
      meanAbsX: average(x, Math.abs),
      meanAbsG: average(g, Math.abs),
      meanAbsGXhat: average(g, (v, k) => Math.abs(v * xhat[k]!)),
      meanG: average(g, (v) => v),
      meanGXhat: average(g, (v, k) => v * xhat[k]!),
    };
  });
}

/** The sizes of the direct, the mean and the variance term of dx at a group's element k, added. */
export function termSize(group: GroupStatistics, k: number): number {
  const { g, xhat, meanG, meanGXhat, std } = group;
  return (Math.abs(g[k]!) + Math.abs(meanG) + Math.abs(xhat[k]! * meanGXhat)) / std;
}

/** The mean as the course takes it, but that of equal values without the rounding of their sum. */
function meanOf(x: Float64Array): number {
  return x.every((value) => value === x[0]) ? x[0]! : average(x, (value) => value);
}

function average(values: Float64Array, term: (value: number, k: number) => number): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += term(values[k]!, k);
  return total / values.length;
}
