import type { Layout } from '../layer/layout';
import type { InputName, OutputName } from '../problem/problem';
import { gather, type Values } from './groups';
import type { GroupStatistics } from './statistics';
import { scaled, type Units } from './units';

/**
 * How far outputs computed from the numbers in full may be from those of the rounded numbers in the text:
 * the effect of each input's rounding, all with the worst sign.
 * @param roundingOf half a unit of the last printed digit of an input, 0 where the text gives the number in full
 */
export function inputRounding(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  units: Units | null,
  roundingOf: (name: InputName) => number,
): Record<OutputName, Float64Array> {
  const y = new Float64Array(layout.size);
  const dx = new Float64Array(layout.size);
  const dgamma = new Float64Array(values.gamma.length);
  const dbeta = new Float64Array(values.gamma.length);
  groups.forEach(({ members, std, xhat, g, meanG, meanGXhat }, group) => {
    const N = members.length;
    const unit = units?.x[group] ?? 0;
    const rounding = {
      x: scaled(roundingOf('x'), -unit),
      gamma: roundingOf('gamma'),
      beta: roundingOf('beta'),
      dout: scaled(roundingOf('dout'), -(units?.dout ?? 0)),
      mean: scaled(roundingOf('running_mean'), -unit),
      var: scaled(roundingOf('running_var'), -2 * unit),
    };
    const [a, b] = values.running ? [0, 0] : [Math.abs(meanG), Math.abs(meanGXhat)];
    // How far std may be off beside itself, and x − mu beside std.
    const smallest = values.running
      ? Math.sqrt(Math.max(0, 1 - rounding.var / (std * std)))
      : Math.max(0, 1 - rounding.x / std);
    const stretch = 1 / smallest - 1;
    const ofCentre = values.running ? rounding.mean : values.centred ? rounding.x : 0;
    const shift = (rounding.x + ofCentre) / (smallest * std);
    const xhatError = xhat.map((value) => shift + Math.abs(value) * stretch);
    const gError = gather(
      members,
      (i) =>
        Math.abs(values.gamma[layout.paramOf[i]!]!) * rounding.dout +
        (Math.abs(values.dout[i]!) + rounding.dout) * rounding.gamma,
    );
    let meanGError = 0;
    let meanProductError = 0;
    for (let k = 0; k < (values.running ? 0 : N); k++) {
      meanGError += gError[k]! / N;
      meanProductError +=
        (Math.abs(xhat[k]!) * gError[k]! + (Math.abs(g[k]!) + gError[k]!) * xhatError[k]!) / N;
    }
    members.forEach((i, k) => {
      const p = layout.paramOf[i]!;
      const normal = Math.abs(xhat[k]!);
      const error = xhatError[k]!;
      const size = Math.abs(g[k]!) + a + normal * b;
      const moved = gError[k]! + meanGError + (normal + error) * meanProductError + error * b;
      y[i] = Math.abs(values.gamma[p]!) * error + (normal + error) * rounding.gamma + rounding.beta;
      dx[i] = (moved / smallest + size * stretch) / std;
      dgamma[p]! += Math.abs(values.dout[i]!) * error + (normal + error) * rounding.dout;
      dbeta[p]! += rounding.dout;
    });
  });
  return { y, dx, dgamma, dbeta };
}
