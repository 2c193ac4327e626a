import type { Outputs } from '../gradcheck/outputs';
import { groupName } from '../layer/notation';
import type { OutputName } from '../problem/problem';
import type { Invariant } from '../report/report';
import type { Case } from './evidence';

/** Values of an output as they are and as they should be, and how far each may be off. */
interface Compared {
  readonly value: Float64Array;
  readonly right: Float64Array;
  readonly bound: Float64Array;
}

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

/** The laws that are about the outputs that were brought, and whether they keep them. */
export function invariants(outputs: Outputs<Compared>, given: Case): Invariant[] {
  return laws.flatMap(({ id, output, isFor, text, weights }) => {
    const compared = outputs[output];
    if (compared === undefined || !isFor(given)) return [];
    const holds = weights ? sumsHold(compared, given, weights(given)) : valuesHold(compared);
    const message = `${text(groupName(given.form))}: ${holds ? 'it holds' : 'it does not hold'}.`;
    return [{ id, output, holds, message }];
  });
}

/** Whether the weighed sum over every group is that of the right values, within what each element may be off. */
function sumsHold(
  { value, right, bound }: Compared,
  { layout }: Case,
  weight: (i: number) => number,
): boolean {
  const difference = new Float64Array(layout.size / layout.count);
  const allowed = new Float64Array(difference.length);
  for (let i = 0; i < value.length; i++) {
    const group = layout.groupOf[i]!;
    difference[group]! += (value[i]! - right[i]!) * weight(i);
    allowed[group]! += bound[i]! * Math.abs(weight(i));
  }
  return difference.every((d, group) => Math.abs(d) <= allowed[group]!);
}

function valuesHold({ value, right, bound }: Compared): boolean {
  return value.every((v, i) => Math.abs(v - right[i]!) <= bound[i]!);
}
