import type { Layout } from '../layer/layout';
import type { OutputName } from '../problem/problem';
import type { Values } from './groups';
import { safety, type GroupStatistics, type Rounding } from './statistics';

/** How far a right implementation may be from the exact value, and how large the terms are that make it. */
export interface Conditioning {
  readonly bound: Float64Array;
  readonly scale: Float64Array;
}

/**
 * Rounding error bounds of y, dx, dgamma and dbeta for any sensible order of the operations in one precision,
 * with sums taken one by one (Higham 2002, section 3.1: N - 1 roundings), and the mean's error carried through:
 * x at an offset loses |mean| / std of its digits whoever computes.
 */
export function conditioning(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  { unit: u, underflow }: Rounding,
): Record<OutputName, Conditioning> {
  const y = empty(layout.size);
  const dx = empty(layout.size);
  const dgamma = empty(values.gamma.length);
  const dbeta = empty(values.gamma.length);
  const perParameter = layout.size / values.gamma.length;
  for (const group of groups) {
    const N = group.members.length;
    const direct = values.running !== null;
    const shift = direct || !values.centred ? 0 : ((N + 1) * u * group.meanAbsX) / group.std;
    const stretch = ((N + 9) / 2) * u + shift * shift;
    const a = direct ? 0 : Math.abs(group.meanG);
    const b = direct ? 0 : Math.abs(group.meanGXhat);
    const sums = direct ? 0 : (N + 6) * u;
    const lost = underflow * (N + 1) * (group.std + group.std ** -2);
    let largest = 0;
    group.members.forEach((i, k) => {
      const p = layout.paramOf[i]!;
      const gamma = Math.abs(values.gamma[p]!);
      const xhat = Math.abs(group.xhat[k]!);
      const g = Math.abs(group.g[k]!);
      const dout = Math.abs(values.dout[i]!);
      const xhatError = shift + xhat * (stretch + 3 * u) + (2 * u * Math.abs(values.x[i]!)) / group.std;
      const shifted = gamma * xhat + Math.abs(values.beta[p]!);

      y.scale[i] = shifted;
      y.bound[i] = safety * (gamma * xhatError + 3 * u * shifted) + lost * (1 + gamma);
      dx.bound[i] =
        (safety *
          (4 * u * g +
            sums * (group.meanAbsG + xhat * group.meanAbsGXhat + b) +
            xhatError * b +
            shift * (2 * b + xhat * a) +
            (stretch + 4 * u) * (g + a + 2 * xhat * b))) /
          group.std +
        lost * (1 + xhat);
      largest = Math.max(largest, (g + a + xhat * b) / group.std);
      dgamma.scale[p]! += dout * xhat;
      dgamma.bound[p]! += safety * dout * (xhatError + (perParameter + 2) * u * xhat) + lost * (1 + dout);
      dbeta.scale[p]! += dout;
      dbeta.bound[p]! += safety * dout * (perParameter + 2) * u;
    });
    for (const i of group.members) dx.scale[i] = largest;
  }
  return { y, dx, dgamma, dbeta };
}

function empty(length: number): Conditioning {
  const zeros = (): Float64Array => new Float64Array(length);
  return { bound: zeros(), scale: zeros() };
}
