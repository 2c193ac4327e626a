import type { Layout } from '../layer/layout';
import type { CheckOptions } from '../problem/problem';
import { GroupForward } from './group-forward';
import type { Values } from './groups';
import { termSize, underflow, unitRoundoff as u, type GroupStatistics } from './statistics';

/** Central differences of one input, each with a bound on its error: -1 where none was taken. */
export interface Estimate {
  readonly value: Float64Array;
  readonly bound: Float64Array;
}

export interface NumericalGradient {
  readonly dx: Estimate;
  readonly dgamma: Estimate;
  readonly dbeta: Estimate;
  /** The steps taken in x, smallest and largest over the groups. */
  readonly step: { readonly min: number; readonly max: number };
  /** How many elements of x were perturbed. */
  readonly perturbed: number;
}

/** Forward evaluations of single elements that a check may spend on differences. */
const budget = 1.5e8;

/** Bounds hold to first order in the rounding errors; twice the bound covers the rest. */
const safety = 2;

/** Balances truncation and rounding of a central difference, as a share of the radius of convergence. */
const automaticShare = Math.cbrt(u);

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

  groups.forEach((group, index) => {
    const forward = new GroupForward(layout, values, group, index);
    const N = group.members.length;
    const radius = values.running || N === 1 ? Infinity : (N * group.std) / Math.sqrt(N - 1);
    const h = step === 'auto' ? automaticShare * (radius === Infinity ? group.std : radius) : step;
    steps.min = Math.min(steps.min, h);
    steps.max = Math.max(steps.max, h);
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
  // L is linear in gamma and beta, so that no step is too large for them.
  const linear = step === 'auto' ? 1 : step;
  return { dx, ...parameterDifferences(layout, values, groups, linear), step: steps, perturbed };
}

/**
 * Bound on the truncation error of the central difference. Along one element, L is (A + B t) / sqrt(q(t)) with a
 * quadratic q whose roots both have the modulus R = N std / sqrt(N - 1) (they are never real and apart, by
 * Samuelson's inequality). On the circle |t| = r < R, |L| <= M = (|A| + |B| r) R / (std (R - r)), and by Cauchy's
 * estimate the terms of order 3, 5, ... sum to at most M / r · s² / (1 - s²) with s = h / r.
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

/** The same differences for gamma and beta, in which L is linear. */
function parameterDifferences(
  layout: Layout,
  { gamma, beta, dout }: Values,
  groups: readonly GroupStatistics[],
  h: number,
): { dgamma: Estimate; dbeta: Estimate } {
  const empty = (): Estimate => ({
    value: new Float64Array(gamma.length),
    bound: new Float64Array(gamma.length),
  });
  const dgamma = empty();
  const dbeta = empty();
  for (const { members, xhat } of groups) {
    members.forEach((i, k) => {
      const p = layout.paramOf[i]!;
      const [scale, offset, normal, weight] = [gamma[p]!, beta[p]!, xhat[k]!, dout[i]!];
      const scaled = scale * normal;
      dgamma.value[p]! += ((scale + h) * normal + offset - ((scale - h) * normal + offset)) * weight;
      dbeta.value[p]! += (scaled + (offset + h) - (scaled + (offset - h))) * weight;
      const size = 3 * Math.abs(scaled) + 2 * Math.abs(offset);
      const lost = underflow * (1 + Math.abs(weight));
      dgamma.bound[p]! += u * Math.abs(weight) * (size + 3 * h * Math.abs(normal)) + lost;
      dbeta.bound[p]! += u * Math.abs(weight) * (size + 2 * h) + lost;
    });
  }
  for (let p = 0; p < gamma.length; p++) {
    for (const { value, bound } of [dgamma, dbeta]) {
      value[p]! /= 2 * h;
      bound[p] = (safety * bound[p]!) / h;
    }
  }
  return { dgamma, dbeta };
}
