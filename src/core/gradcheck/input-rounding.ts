import type { Layout } from '../layer/layout';
import type { InputName, OutputName } from '../problem/problem';
import { gather, type Values } from './groups';
import type { GroupStatistics } from './statistics';

/**
 * How far outputs computed from the numbers in full may be from those of the rounded numbers in the text:
 * the first-order effect of each input's rounding, all with the worst sign.
 * @param roundingOf half a unit of the last printed digit of an input, 0 where the text gives the number in full
 */
export function inputRounding(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  roundingOf: (name: InputName) => number,
): Record<OutputName, Float64Array> {
  const rounding = {
    x: roundingOf('x'),
    gamma: roundingOf('gamma'),
    beta: roundingOf('beta'),
    dout: roundingOf('dout'),
  };
  const y = new Float64Array(layout.size);
  const dx = new Float64Array(layout.size);
  const dgamma = new Float64Array(values.gamma.length);
  const dbeta = new Float64Array(values.gamma.length);
  for (const { members, std, xhat, g, meanGXhat } of groups) {
    const N = members.length;
    const b = values.running ? 0 : Math.abs(meanGXhat);
    const stretch = rounding.x / std;
    const xhatError = xhat.map((value) => stretch * (2 + Math.abs(value)));
    const gError = gather(
      members,
      (i) =>
        Math.abs(values.gamma[layout.paramOf[i]!]!) * rounding.dout +
        Math.abs(values.dout[i]!) * rounding.gamma,
    );
    let meanGError = 0;
    let meanProductError = 0;
    for (let k = 0; k < N; k++) {
      meanGError += gError[k]! / N;
      meanProductError += (Math.abs(xhat[k]!) * gError[k]! + Math.abs(g[k]!) * xhatError[k]!) / N;
    }
    members.forEach((i, k) => {
      const p = layout.paramOf[i]!;
      const normal = Math.abs(xhat[k]!);
      const weight = Math.abs(values.dout[i]!);
      const size = Math.abs(g[k]!) + Math.abs(normal * b);
      y[i] = Math.abs(values.gamma[p]!) * xhatError[k]! + normal * rounding.gamma + rounding.beta;
      dx[i] =
        (gError[k]! + meanGError + normal * meanProductError + xhatError[k]! * b + size * stretch) / std;
      dgamma[p]! += weight * xhatError[k]! + normal * rounding.dout;
      dbeta[p]! += rounding.dout;
    });
  }
  return { y, dx, dgamma, dbeta };
}
