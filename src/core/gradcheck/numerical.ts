import type { Layout } from '../layer/layout';
import type { CheckOptions, OutputName } from '../problem/problem';
import { GroupForward } from './group-forward';
import { ParameterDifferences } from './parameter-differences';
import type { Values } from './groups';
import { scaled, type Units } from './units';
import { safety, termSize, unitRoundoff as u, type GroupStatistics } from './statistics';

/** Central differences of one input, each with a bound on its error: -1 where none was taken. */
export interface Estimate {
  readonly value: Float64Array;
  readonly bound: Float64Array;
}

export interface NumericalGradient {
  readonly gradients: Partial<Record<OutputName, Estimate>>;
  /** The steps taken in x, smallest and largest over the groups. */
  readonly step: { readonly min: number; readonly max: number };
  /** How many elements of x were perturbed. */
  readonly perturbed: number;
}

/** Forward evaluations of single elements that a check may spend on differences. */
const budget = 1.5e8;

/** Balances truncation and rounding of a central difference, as a share of the radius of convergence. */
const automaticShare = Math.cbrt(u);

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
 * Central differences (L(t + h) - L(t - h)) / 2h of L = Σ y dout, as the course takes them: the layer run
 * forward in plain float64 at both sides, the differences of y times dout summed. A perturbed element moves its
 * own group only, so that all of them cost O(size · N); beyond a budget, elements in equal strides are taken.
 * @param progress is told the share that is done
 */
export function numericalGradient(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  units: Units | null,
  step: CheckOptions['step'],
  progress: (share: number) => void,
): NumericalGradient {
  const dx = {
    value: new Float64Array(layout.size).fill(NaN),
    bound: new Float64Array(layout.size).fill(-1),
  };
  const affordable = Math.max(1, Math.floor(budget / (2 * layout.size)));
  const steps = { min: Infinity, max: 0 };
  let perturbed = 0;

  // L is linear in gamma and beta, so that no step is too large for them.
  const parameters = new ParameterDifferences(layout, values, step === 'auto' ? 1 : step);
  groups.forEach((group, index) => {
    const forward = new GroupForward(layout, values, group, index);
    parameters.add(group.members, forward.normalised());
    const N = group.members.length;
    const radius = radiusOf(values, group);
    const h =
      step === 'auto'
        ? automaticShare * (radius === Infinity ? group.std : radius)
        : scaled(step, -(units?.x[index] ?? 0));
    const shown = scaled(h, units?.x[index] ?? 0);
    steps.min = Math.min(steps.min, shown);
    steps.max = Math.max(steps.max, shown);
    const rounding = forward.rounding();
    for (let k = 0; k < N; k += Math.ceil(N / affordable)) {
      const i = group.members[k]!;
      const difference = forward.difference(k, h) / (2 * h);
      const slope = Math.abs(difference) + termSize(group, k);
      const moved = slope * u * (Math.abs(values.x[i]!) + h);
      dx.value[i] = difference;
      dx.bound[i] = truncation(group, k, h, radius) + (safety * (rounding + moved)) / h;
      perturbed++;
    }
    progress((index + 1) / groups.length);
  });
  return { gradients: { dx, ...parameters.finish() }, step: steps, perturbed };
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
