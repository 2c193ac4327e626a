import type { Form } from './form';

/** How the indices of a layer are written. In a line's TeX they stand as `@E`, `@G`, `@P` and `@R`. */
interface Notation {
  /** An element of x, its statistics group, and its parameter. */
  readonly E: string;
  readonly G: string;
  readonly P: string;
  /** The indices that a sum over a statistics group, or over a parameter's elements, runs over. */
  readonly R: string;
  readonly S: string;
}

const batch: Notation = { E: 'ij', G: 'j', P: 'j', R: 'i', S: 'i' };
const row: Notation = { E: 'ij', G: 'i', P: 'j', R: 'j', S: 'i' };
const spatial: Notation = { E: 'ncs', G: 'c', P: 'c', R: 'n,s', S: 'n,s' };
const instance: Notation = { E: 'ncs', G: 'nc', P: 'c', R: 's', S: 'n,s' };
const group: Notation = { E: 'nks', G: 'n,g(k)', P: 'k', R: String.raw`k \in g,\, s`, S: 'n,s' };

/** The indices of a form: i a row and j a feature; n a sample, c or k a channel, g its group, s a position. */
function notationOf({ layer, layout }: Form): Notation {
  if (layer === 'layernorm' || layer === 'rmsnorm') return row;
  if (layer === 'groupnorm') return group;
  if (layer === 'instancenorm') return instance;
  return layer === 'dropout' || layout === 'ND' ? batch : spatial;
}

/** A line's TeX with the indices of a form put in. */
export function withIndices(tex: string, form: Form): string {
  const notation = notationOf(form);
  return tex.replace(/@([EGPRS])/g, (_, index: keyof Notation) => notation[index]);
}

/** What shares a mean and a variance in a layer. */
export function groupName({ layer, layout }: Form): string {
  if (layer === 'layernorm' || layer === 'rmsnorm') return 'row';
  if (layer === 'groupnorm') return 'group';
  return layout === 'ND' ? 'column' : 'channel';
}
