import { groupMembers } from '../gradcheck/groups';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';
import { enough } from './fit';

/** An element has another's value where it is this many bounds off its own, and by this share of the group's spread. */
const far = 8;
const share = 0.1;

/** The right values of every statistics group in another order; null where they are not these values. */
export function reordered({ output, value, right, bound }: Suspect, { layout }: Case): Finding | null {
  if (output !== 'dx' && output !== 'y') return null;
  let moved = 0;
  let known = 0;
  for (const members of groupMembers(layout)) {
    const byValue = (data: Float64Array): Uint32Array => members.slice().sort((i, j) => data[i]! - data[j]!);
    const [is, due] = [byValue(value), byValue(right)];
    const spread = right[due[due.length - 1]!]! - right[due[0]!]!;
    for (let k = 0; k < is.length; k++) {
      const [i, j] = [is[k]!, due[k]!];
      const room = bound[i]! + bound[j]!;
      if (!(Math.abs(value[i]! - right[j]!) <= room)) return null;
      const off = Math.abs(value[i]! - right[i]!);
      if (off > Math.max(far * bound[i]!, share * spread)) moved++;
      // Random numbers in order come near these as well, the more so the more there are.
      if (spread > 0) known += Math.log2(spread / (2 * room + Number.MIN_VALUE)) - Math.log2(k + 1);
    }
  }
  if (moved < 2 || known < enough) return null;
  const message = `${output} has the right values in another order: rows were exchanged, or axes.`;
  return { id: 'reordered', message, terms: null };
}
