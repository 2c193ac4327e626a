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

/**
 * Bounds for outputs whose variance was taken as E[x²] − E[x]² (as Flax does), which cancels where x stands far from
 * 0: right code, off by one factor of std in each statistics group. Bounds are widened only by what such factors, no
 * larger than rounding explains, make of the outputs, and only where they explain all that was brought; so that
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
  if (values.running || !values.centred || base === undefined) return strict;
  const moved = mapOutputs(outputs, ({ value }) => new Float64Array(value.length));
  for (const group of groups) {
    const { members, mean, variance, std, g, xhat, meanG, meanGXhat } = group;
    // How y, dx and a term of dgamma move with the logarithm of std.
    const derivatives = {
      y: (i: number, k: number) => -values.gamma[layout.paramOf[i]!]! * xhat[k]!,
      dx: (_: number, k: number) => (3 * xhat[k]! * meanGXhat - g[k]! + meanG) / std,
      dgamma: (i: number, k: number) => -values.dout[i]! * xhat[k]!,
    };
    const factor = fitted(members, base, outputs.dx ? derivatives.dx : derivatives.y);
    const most = (safety * (members.length + 4) * unit * (mean ** 2 + variance)) / std ** 2;
    if (!(Math.abs(factor) <= most)) continue;
    members.forEach((i, k) => {
      if (moved.y) moved.y[i] = factor * derivatives.y(i, k);
      if (moved.dx) moved.dx[i] = factor * derivatives.dx(i, k);
      if (moved.dgamma) moved.dgamma[layout.paramOf[i]!]! += factor * derivatives.dgamma(i, k);
    });
  }
  const explained = Object.values(
    mapOutputs(outputs, ({ value, right, bound }, output) =>
      value.every((v, i) => {
        const by = moved[output]?.[i] ?? 0;
        return Math.abs(v - right[i]! - by) <= bound[i]! + slack * Math.abs(by);
      }),
    ),
  );
  if (explained.includes(false)) return strict;
  return mapOutputs(outputs, ({ bound }, output) =>
    bound.map((b, i) => b + (1 + slack) * Math.abs(moved[output]?.[i] ?? 0)),
  );
}

/** The factor that makes a derivative come nearest to how far a group's elements are off. */
function fitted(
  members: Uint32Array,
  { value, right }: Loosened,
  derivative: (i: number, k: number) => number,
): number {
  let along = 0;
  let squares = 0;
  members.forEach((i, k) => {
    const d = derivative(i, k);
    along += (value[i]! - right[i]!) * d;
    squares += d * d;
  });
  return squares === 0 ? 0 : along / squares;
}
