import type { Layout } from '../layer/layout';
import type { Values } from './groups';
import type { Estimate } from './numerical';
import { safety, underflow, unitRoundoff as u } from './statistics';

/** Central differences of gamma and beta, in which L is linear, summed up group by group. */
export class ParameterDifferences {
  private readonly dgamma: Estimate;
  private readonly dbeta: Estimate;

  constructor(
    private readonly layout: Layout,
    private readonly values: Values,
    private readonly h: number,
  ) {
    const empty = (): Estimate => ({
      value: new Float64Array(values.gamma.length),
      bound: new Float64Array(values.gamma.length),
    });
    this.dgamma = empty();
    this.dbeta = empty();
  }

  /** @param xhat the normalised values of the members of a group */
  add(members: Uint32Array, xhat: Float64Array): void {
    const { dgamma, dbeta, layout, h } = this;
    const { gamma, beta, dout } = this.values;
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

  finish(): { readonly dgamma: Estimate; readonly dbeta: Estimate } {
    const { dgamma, dbeta, h } = this;
    for (const { value, bound } of [dgamma, dbeta]) {
      for (let p = 0; p < value.length; p++) {
        value[p]! /= 2 * h;
        bound[p] = (safety * bound[p]!) / h;
      }
    }
    return { dgamma, dbeta };
  }
}
