import type { Layout } from '../layer/layout';
import type { Values } from './groups';
import { mapOutputs, type Outputs } from './outputs';
import { safety, type GroupStatistics, type Rounding } from './statistics';

/** Values and bounds of one output, in the units of the values. */
export interface Loosened {
  readonly value: Float64Array;
  readonly right: Float64Array;
  readonly bound: Float64Array;
}

/** Share of what a factor explains that it may be off itself: it is fitted to rounded numbers. */
const slack = 1e-3;

/** Factors as near to each other as this, beside what they are off 1, are one. */
const alike = 1e-3;

/** Most steps of Gauss and Newton: a factor of 1,000 takes about 20, one near 1 two. */
const iterations = 50;

/**
 * Bounds for outputs whose variance was taken as E[x²] − E[x]² (as Flax does), which cancels where x stands far from
 * 0: right code, but std is off by one factor in each statistics group. Bounds are widened only by what such factors,
 * no larger than rounding explains, make of the outputs, and only where they explain all that was brought; so that
 * neither a wrong formula nor a single wrong element can hide behind them.
 */
export function onePassBounds(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  { unit }: Rounding,
  outputs: Outputs<Loosened>,
): Outputs<Float64Array> {
  const strict = mapOutputs(outputs, ({ bound }) => bound);
  const base = outputs.dx ?? outputs.y;
  const moved = mapOutputs(outputs, ({ value }) => new Float64Array(value.length));
  if (values.running || !values.centred || base === undefined || explains(moved, strict, outputs))
    return strict;
  const grown = mapOutputs(strict, (bound) => bound.slice());
  const factors: number[] = [];
  for (const group of groups) {
    const { members, mean, variance, std, g, xhat, meanG, meanGXhat } = group;
    // How y, dx and a term of dgamma move where 1/std is s times what it should be, and how fast.
    const y = (i: number, k: number) => values.gamma[layout.paramOf[i]!]! * xhat[k]!;
    const dgamma = (i: number, k: number) => values.dout[i]! * xhat[k]!;
    const direct = (k: number) => (g[k]! - meanG) / std;
    const ofVariance = (k: number) => (xhat[k]! * meanGXhat) / std;
    const dx = (s: number, k: number) => (s - 1) * direct(k) - (s ** 3 - 1) * ofVariance(k);
    const factor = outputs.dx
      ? fitted(members, base, (s, _, k) => [dx(s, k), direct(k) - 3 * s ** 2 * ofVariance(k)])
      : fitted(members, base, (s, i, k) => [(s - 1) * y(i, k), y(i, k)]);
    const most = (safety * (members.length + 4) * unit * (mean ** 2 + variance)) / std ** 2;
    if (!(factor > 0 && Math.abs(factor ** -2 - 1) <= most)) continue;
    factors.push(factor);
    // Rounding grows with 1/std, which dx has three times.
    const growth = Math.max(1, factor) ** 3;
    members.forEach((i, k) => {
      const p = layout.paramOf[i]!;
      if (moved.y) moved.y[i] = (factor - 1) * y(i, k);
      if (moved.dx) moved.dx[i] = dx(factor, k);
      if (moved.dgamma) moved.dgamma[p]! += (factor - 1) * dgamma(i, k);
      if (grown.y && strict.y) grown.y[i] = growth * strict.y[i]!;
      if (grown.dx && strict.dx) grown.dx[i] = growth * strict.dx[i]!;
      if (grown.dgamma && strict.dgamma)
        grown.dgamma[p] = Math.max(grown.dgamma[p]!, growth * strict.dgamma[p]!);
    });
  }
  if (isOne(factors) || !explains(moved, grown, outputs)) return strict;
  return mapOutputs(grown, (bound, output) =>
    bound.map((b, i) => b + (1 + slack) * Math.abs(moved[output]?.[i] ?? 0)),
  );
}

/** Whether three groups or more share one factor, which rounding does not bring about. */
function isOne(factors: readonly number[]): boolean {
  const [first = 1, ...rest] = factors.map((factor) => factor - 1);
  return rest.length > 1 && rest.every((other) => Math.abs(other - first) <= alike * Math.abs(first));
}

/** Whether the outputs are right but for what moved them and rounding. */
function explains(
  moved: Outputs<Float64Array>,
  bounds: Outputs<Float64Array>,
  outputs: Outputs<Loosened>,
): boolean {
  const explained = mapOutputs(outputs, ({ value, right }, output) =>
    value.every((v, i) => {
      const by = moved[output]?.[i] ?? 0;
      return Math.abs(v - right[i]! - by) <= (bounds[output]?.[i] ?? 0) + slack * Math.abs(by);
    }),
  );
  return !Object.values(explained).includes(false);
}

/**
 * The factor whose effect comes nearest to how far a group's elements are off, by least squares.
 * @param effect of a factor on an element, and how fast it grows with the factor
 */
function fitted(
  members: Uint32Array,
  { value, right }: Loosened,
  effect: (factor: number, i: number, k: number) => readonly [by: number, slope: number],
): number {
  let factor = 1;
  for (let step = 0; step < iterations; step++) {
    let along = 0;
    let squares = 0;
    members.forEach((i, k) => {
      const [by, slope] = effect(factor, i, k);
      along += (value[i]! - right[i]! - by) * slope;
      squares += slope * slope;
    });
    if (squares === 0) break;
    factor += along / squares;
    if (Math.abs(along / squares) <= slack * slack * Math.abs(factor - 1)) break;
  }
  return factor;
}
