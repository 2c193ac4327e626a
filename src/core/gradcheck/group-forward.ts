import type { Layout } from '../layer/layout';
import { gather, type Values } from './groups';
import { underflow, unitRoundoff as u, type GroupStatistics } from './statistics';

/** One statistics group run forward, in plain float64 and in the order of operations of the course. */
export class GroupForward {
  private readonly x: Float64Array;
  private readonly gamma: Float64Array;
  private readonly beta: Float64Array;
  private readonly dout: Float64Array;
  private readonly above: Float64Array;
  private readonly below: Float64Array;

  constructor(
    layout: Layout,
    private readonly values: Values,
    private readonly group: GroupStatistics,
    private readonly index: number,
  ) {
    const { members } = group;
    this.x = gather(members, (i) => values.x[i]!);
    this.gamma = gather(members, (i) => values.gamma[layout.paramOf[i]!]!);
    this.beta = gather(members, (i) => values.beta[layout.paramOf[i]!]!);
    this.dout = gather(members, (i) => values.dout[i]!);
    this.above = new Float64Array(members.length);
    this.below = new Float64Array(members.length);
  }

  /** Σ (y(x_k + h) - y(x_k - h)) dout */
  difference(k: number, h: number): number {
    const { x, above, below, dout } = this;
    const original = x[k]!;
    x[k] = original + h;
    this.forward(above);
    x[k] = original - h;
    this.forward(below);
    x[k] = original;
    let total = 0;
    for (let i = 0; i < above.length; i++) total += (above[i]! - below[i]!) * dout[i]!;
    return total;
  }

  private forward(y: Float64Array): void {
    const { x, gamma, beta } = this;
    const { running, eps } = this.values;
    const N = x.length;
    let mean = 0;
    let variance = 0;
    if (running) {
      mean = running.mean[this.index]!;
      variance = running.var[this.index]!;
    } else {
      for (let i = 0; i < N; i++) mean += x[i]!;
      mean /= N;
      for (let i = 0; i < N; i++) variance += (x[i]! - mean) * (x[i]! - mean);
      variance /= N;
    }
    const std = Math.sqrt(variance + eps);
    for (let i = 0; i < N; i++) y[i] = gamma[i]! * ((x[i]! - mean) / std) + beta[i]!;
  }

  /** Bound on the rounding error of Σ y dout, whose parts are the mean's, the deviation's and each element's own. */
  rounding(): number {
    const { group, gamma, beta, dout, values } = this;
    const N = group.members.length;
    const shift = values.running ? 0 : ((N + 1) * u * group.meanAbsX) / group.std;
    const stretch = ((N + 9) / 2) * u + shift * shift;
    let own = 0;
    for (let i = 0; i < N; i++) {
      const scaled = Math.abs(gamma[i]! * group.xhat[i]!);
      own += Math.abs(dout[i]!) * (5 * scaled + 2 * Math.abs(beta[i]!)) * u;
      own += underflow * (1 + Math.abs(dout[i]!) * (1 + Math.abs(gamma[i]!)));
    }
    return N * (shift * Math.abs(group.meanG) + stretch * Math.abs(group.meanGXhat)) + own;
  }
}
