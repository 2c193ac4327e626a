import { elementName, indexAt } from '../tensor/tensor';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';
import { enough } from './fit';

/** At most this share of the elements, all others being right, is an error of these elements alone. */
const few = 0.2;

/** They are off by this many bounds at least: what is off by little may be off everywhere, and rounding hides it. */
const far = 8;

/** How many of them a sentence names. */
const named = 4;

/** An error that is confined to a few elements; null where more are off, or all of a statistics group. */
export function localError(suspect: Suspect, { layout }: Case): Finding | null {
  const { output, value, right, bound } = suspect;
  const wrong: number[] = [];
  value.forEach((v, i) => {
    if (!(Math.abs(v - right[i]!) <= bound[i]!)) wrong.push(i);
  });
  if (wrong.length === 0 || wrong.length > Math.max(1, few * value.length)) return null;
  if (!wrong.every((i) => Math.abs(value[i]! - right[i]!) > far * bound[i]!)) return null;
  const ofElements = output === 'y' || output === 'dx';
  if (ofElements && isWholeGroup(wrong, layout.groupOf, layout.count)) return null;
  if (rightBits(suspect, wrong.length) < enough) return null;
  const shape = ofElements ? layout.shape : layout.paramShape;
  const names = wrong.slice(0, named).map((i) => elementName(output, indexAt(shape, i)));
  const others = wrong.length > named ? ` and ${wrong.length - named} more` : '';
  const verb = wrong.length === 1 ? 'is' : 'are';
  return {
    id: 'local-error',
    message: `Only ${names.join(', ')}${others} ${verb} off: the formula is right, these elements are not computed by it, or were changed afterwards.`,
    terms: null,
  };
}

/** Whether some elements are all that share their statistics. */
function isWholeGroup(elements: readonly number[], groupOf: Uint32Array, count: number): boolean {
  const found = new Map<number, number>();
  for (const i of elements) found.set(groupOf[i]!, (found.get(groupOf[i]!) ?? 0) + 1);
  return count > 1 && [...found.values()].includes(count);
}

/** In how many bits the other elements are right, less those that choosing the wrong ones takes. */
function rightBits({ value, right, bound, scale }: Suspect, wrong: number): number {
  let total = 0;
  value.forEach((v, i) => {
    if (!(Math.abs(v - right[i]!) <= bound[i]!)) return;
    const known = Math.log2(Math.max(Math.abs(v), scale[i]!) / bound[i]!);
    if (known > 0 && known < Infinity) total += known;
  });
  for (let k = 0; k < wrong; k++) total -= Math.log2((value.length - k) / (k + 1));
  return total;
}
