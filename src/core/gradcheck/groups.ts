import type { Layout } from '../layer/layout';
import type { Problem } from '../problem/problem';
import { sizeOf } from '../tensor/tensor';

/** What a check reads of a normalisation: one value an element, a parameter or a group, row-major. */
export interface Values {
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dout: Float64Array;
  /** One value a group, the same in all unless groups are measured in units of their own. */
  readonly eps: Float64Array;
  /** False for RMS norm, which divides by the root mean square of x and leaves the mean where it is. */
  readonly centred: boolean;
  /** The constants that normalise in evaluation mode; null where x's own statistics do. */
  readonly running: { readonly mean: Float64Array; readonly var: Float64Array } | null;
}

/** The numbers of a normalisation, eps once a group. */
export function valuesOf({ form, inputs, eps, options }: Problem, layout: Layout): Values {
  const { running_mean, running_var } = inputs;
  const constant = form.layer === 'batchnorm' && options.mode === 'eval' && running_mean && running_var;
  const parameters = sizeOf(layout.paramShape);
  return {
    x: inputs.x.tensor.data,
    dout: inputs.dout.tensor.data,
    gamma: inputs.gamma?.tensor.data ?? new Float64Array(parameters).fill(1),
    beta: inputs.beta?.tensor.data ?? new Float64Array(parameters),
    eps: new Float64Array(sizeOf(layout.groupShape)).fill(eps),
    centred: form.layer !== 'rmsnorm',
    running: constant ? { mean: running_mean.tensor.data, var: running_var.tensor.data } : null,
  };
}

/** Consecutive statistics groups, `to` left out. */
export interface GroupRange {
  readonly from: number;
  readonly to: number;
}

/** For each statistics group, the positions of its elements in x. */
export function groupMembers({ groupOf, groupShape, count }: Layout): Uint32Array[] {
  const members = Array.from({ length: sizeOf(groupShape) }, () => new Uint32Array(count));
  const filled = new Uint32Array(members.length);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i]!;
    members[group]![filled[group]!++] = i;
  }
  return members;
}

/** One value for each member of a group. */
export function gather(members: Uint32Array, read: (i: number) => number): Float64Array {
  const values = new Float64Array(members.length);
  for (let k = 0; k < members.length; k++) values[k] = read(members[k]!);
  return values;
}
