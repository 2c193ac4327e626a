import { elementName, indexAt } from '../tensor/tensor';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';

/** Values that are NaN or infinite where the right ones are numbers; null where there are none. */
export function notFinite({ output, value, right }: Suspect, { layout }: Case): Finding | null {
  const position = value.findIndex((v, i) => !Number.isFinite(v) && Number.isFinite(right[i]!));
  if (position < 0) return null;
  const shape = output === 'y' || output === 'dx' ? layout.shape : layout.paramShape;
  const element = elementName(output, indexAt(shape, position));
  return {
    id: 'not-finite',
    message: `${element} is ${value[position]}: something overflowed, or 0 was divided by, or a root was taken of a negative number (var − eps for var + eps?).`,
    terms: null,
  };
}
