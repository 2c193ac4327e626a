import { groupDifferences } from '../kernel/differences';
import type { Layout } from '../layer/layout';
import type { CheckOptions } from '../problem/problem';
import { GroupForward } from './group-forward';
import type { Values } from './groups';
import { safety, termSize, unitRoundoff as u, type GroupStatistics } from './statistics';
import { scaled, type Units } from './units';

/** Central differences of the elements of some consecutive statistics groups, member by member; -1 where none was taken. */
export interface Differences {
  readonly from: number;
  readonly value: Float64Array;
  readonly bound: Float64Array;
  /** The steps taken, smallest and largest over the groups. */
  readonly step: { readonly min: number; readonly max: number };
  /** How many elements were perturbed. */
  readonly perturbed: number;
}

/** Forward evaluations of single elements that a check may spend on differences. */
const budget = 6e7;

/** How many of these go by between two reports of progress. */
const grain = 2e6;

/** Balances truncation and rounding of a central difference, as a share of the radius of convergence. */
const automaticShare = Math.cbrt(u);

/** The elements of a group are perturbed in strides of this, so that all of them stay within the budget. */
function strideOf({ size, count }: Layout): number {
  return Math.ceil(count / Math.max(1, Math.floor(budget / (2 * size))));
}

/** Forward evaluations of single elements that the differences of a layout take. */
export function costOf(layout: Layout): number {
  return (2 * layout.size * layout.count) / strideOf(layout);
}

/**
 * Central differences (L(t + h) - L(t - h)) / 2h of L = Σ y dout, as the course takes them: the layer run
 * forward in plain float64 at both sides, the differences of y times dout summed. A perturbed element moves its
 * own group only, so that all of them cost O(size · N); beyond a budget, elements in equal strides are taken.
 * @param groups the groups to take, the first of them number `from` of the layout
 * @param progress is told the share that is done
 */
export function differencesOf(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  from: number,
  units: Units | null,
  step: CheckOptions['step'],
  progress: (share: number) => void,
): Differences {
  const N = layout.count;
  const value = new Float64Array(groups.length * N).fill(NaN);
  const bound = new Float64Array(groups.length * N).fill(-1);
  const stride = strideOf(layout);
  const steps = { min: Infinity, max: 0 };
  let perturbed = 0;
  let reported = 0;
  groups.forEach((group, offset) => {
    const index = from + offset;
    const forward = new GroupForward(layout, values, group, index);
    const radius = radiusOf(values, group);
    const unit = units?.x[index] ?? 0;
    const h =
      step === 'auto' ? automaticShare * (radius === Infinity ? group.std : radius) : scaled(step, -unit);
    steps.min = Math.min(steps.min, scaled(h, unit));
    steps.max = Math.max(steps.max, scaled(h, unit));
    const rounding = forward.rounding();
    const positions = Uint32Array.from({ length: Math.ceil(N / stride) }, (_, k) => k * stride);
    const totals = groupDifferences(forward.values, h, positions, (done) => {
      const evaluations = (offset * positions.length + done) * 2 * N;
      if (evaluations < reported + grain) return;
      reported = evaluations;
      progress(evaluations / (groups.length * positions.length * 2 * N));
    });
    positions.forEach((k, position) => {
      const difference = totals[position]! / (2 * h);
      const slope = Math.abs(difference) + termSize(group, k);
      const moved = slope * u * (Math.abs(values.x[group.members[k]!]!) + h);
      value[offset * N + k] = difference;
      bound[offset * N + k] = truncation(group, k, h, radius) + (safety * (rounding + moved)) / h;
    });
    perturbed += positions.length;
  });
  return { from, value, bound, step: steps, perturbed };
}

/**
 * Radius around an element within which L is analytic: the modulus of the roots of q, N std / sqrt(N - 1), or
 * sqrt(N) std where no mean is taken out. Infinite where the statistics do not move.
 */
function radiusOf({ running, centred }: Values, { members, std }: GroupStatistics): number {
  const N = members.length;
  if (running) return Infinity;
  if (!centred) return Math.sqrt(N) * std;
  return N === 1 ? Infinity : (N * std) / Math.sqrt(N - 1);
}

/**
 * Bound on the truncation error of the central difference. Along one element, L is (A + B t) / sqrt(q(t)) with a
 * quadratic q whose roots both have the modulus R (they are never real and apart, by Samuelson's inequality). On
 * the circle |t| = r < R, |L| <= M = (|A| + |B| r) R / (std (R - r)), and by Cauchy's estimate the terms of order
 * 3, 5, ... sum to at most M / r · s² / (1 - s²) with s = h / r.
 */
function truncation(group: GroupStatistics, k: number, h: number, R: number): number {
  if (R === Infinity) return 0;
  if (h >= R) return Infinity;
  const r = Math.max(R / 2, (h + R) / 2);
  const A = Math.abs(group.members.length * group.std * group.meanGXhat);
  const B = Math.abs(group.g[k]! - group.meanG);
  const M = ((A + B * r) * R) / (group.std * (R - r));
  const s = h / r;
  return ((M / r) * s * s) / (1 - s * s);
}
