import type { GroupValues } from '../kernel/differences';
import type { Layout } from '../layer/layout';
import { pairwiseSum } from '../tensor/pairwise';
import { gather, type Values } from './groups';
import { underflow, unitRoundoff as u, type GroupStatistics } from './statistics';

/**
 * One statistics group run forward, in plain float64 and in the order of operations of the course in NumPy, which
 * adds elements that stand side by side pairwise and those of a column one by one.
 */
export class GroupForward {
  readonly values: GroupValues;
  private readonly above: Float64Array;
  private readonly below: Float64Array;

  constructor(
    layout: Layout,
    { x, gamma, beta, dout, eps, running, centred }: Values,
    private readonly group: GroupStatistics,
    index: number,
  ) {
    const { members } = group;
    const N = members.length;
    this.values = {
      x: gather(members, (i) => x[i]!),
      gamma: gather(members, (i) => gamma[layout.paramOf[i]!]!),
      beta: gather(members, (i) => beta[layout.paramOf[i]!]!),
      dout: gather(members, (i) => dout[i]!),
      eps: eps[index]!,
      constants: running && { mean: running.mean[index]!, variance: running.var[index]! },
      centred,
      pairwise: members[N - 1]! - members[0]! === N - 1,
    };
    this.above = new Float64Array(N);
    this.below = new Float64Array(N);
  }

  /** Σ (y(x_k + h) - y(x_k - h)) dout */
  difference(k: number, h: number): number {
    const { above, below } = this;
    const { x, dout } = this.values;
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
    const xhat = new Float64Array(this.values.x.length);
    this.normalise(xhat);
    return xhat;
  }

  /** y, as it stands. */
  output(): Float64Array {
    const y = new Float64Array(this.values.x.length);
    this.forward(y);
    return y;
  }

  private forward(y: Float64Array): void {
    const { gamma, beta } = this.values;
    this.normalise(y);
    for (let i = 0; i < y.length; i++) y[i] = gamma[i]! * y[i]! + beta[i]!;
  }

  private normalise(xhat: Float64Array): void {
    const { x, constants, centred, pairwise } = this.values;
    const sum = pairwise ? pairwiseSum : sequentialSum;
    const N = x.length;
    const mean = constants ? constants.mean : centred ? sum(x) / N : 0;
    for (let i = 0; i < N; i++) xhat[i] = (x[i]! - mean) * (x[i]! - mean);
    const variance = constants ? constants.variance : sum(xhat) / N;
    const std = Math.sqrt(variance + this.values.eps);
    for (let i = 0; i < N; i++) xhat[i] = (x[i]! - mean) / std;
  }

  /** Bound on the rounding error of Σ y dout, whose parts are the mean's, the deviation's and each element's own. */
  rounding(): number {
    const { group } = this;
    const { gamma, beta, dout, constants, centred } = this.values;
    const N = group.members.length;
    const shift = constants || !centred ? 0 : ((N + 1) * u * group.meanAbsX) / group.std;
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
