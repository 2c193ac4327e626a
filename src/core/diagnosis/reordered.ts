import { groupMembers } from '../gradcheck/groups';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';

/** The right values of every statistics group in another order; null where they are not these values. */
export function reordered({ output, value, right, bound }: Suspect, { layout }: Case): Finding | null {
  if (output !== 'dx' && output !== 'y') return null;
  const same = groupMembers(layout).every((members) => {
    const byValue = (data: Float64Array): Uint32Array => members.slice().sort((i, j) => data[i]! - data[j]!);
    const [is, due] = [byValue(value), byValue(right)];
    return is.every((i, k) => Math.abs(value[i]! - right[due[k]!]!) <= bound[i]! + bound[due[k]!]!);
  });
  if (!same) return null;
  const message = `${output} has the right values in another order: rows were exchanged, or axes.`;
  return { id: 'reordered', message, terms: null };
}
