import type { Layout } from '../layer/layout';
import { pairwiseSum } from '../tensor/pairwise';
import { gather, type Values } from './groups';
import { underflow, unitRoundoff as u, type GroupStatistics } from './statistics';

/**
 * One statistics group run forward, in plain float64 and in the order of operations of the course in NumPy, which
 * adds elements that stand side by side pairwise and those of a column one by one.
 */
export class GroupForward {
  private readonly x: Float64Array;
  private readonly gamma: Float64Array;
  private readonly beta: Float64Array;
  private readonly dout: Float64Array;
  private readonly above: Float64Array;
  private readonly below: Float64Array;
  private readonly sum: (values: Float64Array) => number;

  constructor(
    layout: Layout,
    private readonly values: Values,
    private readonly group: GroupStatistics,
    private readonly index: number,
  ) {
    const { members } = group;
    const N = members.length;
    this.x = gather(members, (i) => values.x[i]!);
    this.gamma = gather(members, (i) => values.gamma[layout.paramOf[i]!]!);
    this.beta = gather(members, (i) => values.beta[layout.paramOf[i]!]!);
    this.dout = gather(members, (i) => values.dout[i]!);
    this.above = new Float64Array(N);
    this.below = new Float64Array(N);
    this.sum = members[N - 1]! - members[0]! === N - 1 ? pairwiseSum : sequentialSum;
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

  /** The normalised input, as it stands. */
  normalised(): Float64Array {
    const xhat = new Float64Array(this.x.length);
    this.normalise(xhat);
    return xhat;
  }

  private forward(y: Float64Array): void {
    const { gamma, beta } = this;
    this.normalise(y);
    for (let i = 0; i < y.length; i++) y[i] = gamma[i]! * y[i]! + beta[i]!;
  }

  private normalise(xhat: Float64Array): void {
    const { x, values, index, sum } = this;
    const { running, centred } = values;
    const N = x.length;
    const mean = running ? running.mean[index]! : centred ? sum(x) / N : 0;
    for (let i = 0; i < N; i++) xhat[i] = (x[i]! - mean) * (x[i]! - mean);
    const variance = running ? running.var[index]! : sum(xhat) / N;
    const std = Math.sqrt(variance + values.eps[index]!);
    for (let i = 0; i < N; i++) xhat[i] = (x[i]! - mean) / std;
  }

  /** Bound on the rounding error of Σ y dout, whose parts are the mean's, the deviation's and each element's own. */
  rounding(): number {
    const { group, gamma, beta, dout, values } = this;
    const N = group.members.length;
    const shift = values.running || !values.centred ? 0 : ((N + 1) * u * group.meanAbsX) / group.std;
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

function sequentialSum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
