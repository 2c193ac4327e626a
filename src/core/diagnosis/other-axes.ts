import { referenceKernel } from '../kernel/reference';
import { layoutOf } from '../layer/layout';
import { groupName } from '../layer/notation';
import type { Finding } from './diagnose';
import type { Case, Suspect } from './evidence';
import type { Fit } from './fit';
import { givenEps } from './mistakes/eps';

/** The layer that normalises (N, D) over an axis. */
const ofMatrix = ['as batch norm does', 'as layer norm does'];

/** Statistics that are taken over other axes than is due, forward and backward; null where none explain an output. */
export function otherAxes(suspect: Suspect, given: Case, fit: Fit): Finding | null {
  const { form, layout, values } = given;
  const eps = givenEps(given);
  if (values.running || eps === null || suspect.output === 'dbeta') return null;
  const { shape, count, groupOf } = layout;
  for (let subset = 1; subset < 2 ** shape.length; subset++) {
    const normalised = shape.map((_, axis) => axis).filter((axis) => (subset >> axis) % 2 === 1);
    const other = layoutOf(shape, { normalised, parameters: [] });
    const isSame = other.count === count && other.groupOf.every((group, i) => group === groupOf[i]);
    if (isSame || other.count === 1) continue;
    const { groupShape } = other;
    const { [suspect.output]: expected } = referenceKernel(
      { ...layout, groupShape, count: other.count, groupOf: other.groupOf },
      { ...values, eps: new Float64Array(layout.size / other.count).fill(eps) },
    );
    if (fit.explains({ expected }) === null) continue;
    const axes = `${normalised.length > 1 ? 'axes' : 'axis'} ${normalised.join(', ')}`;
    const known = shape.length === 2 && normalised.length === 1 ? `, ${ofMatrix[normalised[0]!]}` : '';
    const message = `The statistics are taken over ${axes} of x${known}; here every ${groupName(form)} has its own.`;
    return { id: 'other-axes', message, terms: null };
  }
  return null;
}
