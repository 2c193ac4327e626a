import type { Outputs } from '../gradcheck/outputs';
import { groupName } from '../layer/notation';
import type { OutputName } from '../problem/problem';
import type { Invariant } from '../report/report';
import { visible } from '../gradcheck/compare';
import type { Case, Suspect } from './evidence';

/** Values of an output as they are and as they should be, how far each may be off, and the size of its terms. */
type Compared = Omit<Suspect, 'output'>;

/** A law that right gradients keep, whatever the numbers: a weighed sum over what shares statistics, or a value. */
interface Law {
  readonly id: string;
  readonly output: OutputName;
  readonly isFor: (given: Case) => boolean;
  readonly text: (group: string) => string;
  /** The weights of a sum over every statistics group; null where every value is a law of its own. */
  readonly weights: ((given: Case) => (i: number) => number) | null;
}

const moving = ({ values }: Case): boolean => values.running === null;

const laws: readonly Law[] = [
  {
    id: 'dx-sums-to-zero',
    output: 'dx',
    isFor: (given) => moving(given) && given.values.centred,
    text: (group) => `The sum of dx over every ${group} is 0, for a constant added to x changes nothing`,
    weights: () => () => 1,
  },
  {
    id: 'dx-orthogonal-to-xhat',
    output: 'dx',
    isFor: moving,
    text: (group) =>
      `The sum of dx·x̂ over every ${group} is 0 but for eps, for the scale of x changes nothing else`,
    weights: ({ forward }) => {
      const xhat = forward.get('xhat');
      return (i) => xhat[i]!;
    },
  },
  {
    id: 'dgamma-is-a-sum',
    output: 'dgamma',
    isFor: () => true,
    text: () => 'dgamma is the sum of dout·x̂ over all elements that share a gamma',
    weights: null,
  },
  {
    id: 'dbeta-is-a-sum',
    output: 'dbeta',
    isFor: () => true,
    text: () => 'dbeta is the sum of dout over all elements that share a beta',
    weights: null,
  },
];

const untold = 'it cannot be told with these digits';

/** The laws that are about the outputs that were brought, and whether they keep them, as far as that can be told. */
export function invariants(outputs: Outputs<Compared>, given: Case): Invariant[] {
  return laws.flatMap(({ id, output, isFor, text, weights }) => {
    const compared = outputs[output];
    if (compared === undefined || !isFor(given)) return [];
    const sums = weights ? groupSums(compared, given, weights(given)) : valueSums(compared);
    const holds = kept(sums);
    const message = `${text(groupName(given.form))}: ${holds === null ? untold : holds ? 'it holds' : 'it does not hold'}.`;
    return [{ id, output, holds, message }];
  });
}

/** How far sums are from right, how far they may be, and the size of what is summed. */
interface Sums {
  readonly off: Float64Array;
  readonly allowed: Float64Array;
  readonly scale: Float64Array;
}

/** The weighed sum over every group. */
function groupSums(
  { value, right, bound, scale }: Compared,
  { layout }: Case,
  weight: (i: number) => number,
): Sums {
  const zeros = (): Float64Array => new Float64Array(layout.size / layout.count);
  const sums = { off: zeros(), allowed: zeros(), scale: zeros() };
  for (let i = 0; i < value.length; i++) {
    const group = layout.groupOf[i]!;
    const size = Math.abs(weight(i));
    sums.off[group]! += (value[i]! - right[i]!) * weight(i);
    sums.allowed[group]! += bound[i]! * size;
    sums.scale[group]! += scale[i]! * size;
  }
  return sums;
}

function valueSums({ value, right, bound, scale }: Compared): Sums {
  return { off: value.map((v, i) => v - right[i]!), allowed: bound, scale };
}

/**
 * Whether all sums are right within what they may be off; null where half of them or more cannot show it, as there
 * is no finite right one or the digits are too few.
 */
function kept({ off, allowed, scale }: Sums): boolean | null {
  let unclear = 0;
  for (let k = 0; k < off.length; k++) {
    const size = Math.abs(off[k]!);
    if (size > allowed[k]!) return false;
    if (!(size <= allowed[k]! && allowed[k]! <= visible * scale[k]! + Number.MIN_VALUE)) unclear++;
  }
  return 2 * unclear < off.length ? true : null;
}
