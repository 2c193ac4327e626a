import type { Layout } from '../layer/layout';
import { sizeOf } from '../tensor/tensor';

/** What a check reads of a problem: one value an element, a parameter or a group, row-major. */
export interface Values {
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dout: Float64Array;
  readonly eps: number;
  /** The constants that normalise in evaluation mode; null where x's own statistics do. */
  readonly running: { readonly mean: Float64Array; readonly var: Float64Array } | null;
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
