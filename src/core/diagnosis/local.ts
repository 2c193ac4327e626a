import { elementName, indexAt } from '../tensor/tensor';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';

/** At most this share of the elements, all others being right, is an error of these elements alone. */
const few = 0.2;

/** How many of them a sentence names. */
const named = 4;

/** An error that is confined to a few elements; null where more are off, or all of a statistics group. */
export function localError({ output, value, right, bound }: Suspect, { layout }: Case): Finding | null {
  const wrong: number[] = [];
  value.forEach((v, i) => {
    if (!(Math.abs(v - right[i]!) <= bound[i]!)) wrong.push(i);
  });
  if (wrong.length === 0 || wrong.length > Math.max(1, few * value.length)) return null;
  const shape = output === 'y' || output === 'dx' ? layout.shape : layout.paramShape;
  const names = wrong.slice(0, named).map((i) => elementName(output, indexAt(shape, i)));
  const others = wrong.length > named ? ` and ${wrong.length - named} more` : '';
  const verb = wrong.length === 1 ? 'is' : 'are';
  return {
    id: 'local-error',
    message: `Only ${names.join(', ')}${others} ${verb} off: the formula is right, these elements are not computed by it, or were changed afterwards.`,
    terms: null,
  };
}
