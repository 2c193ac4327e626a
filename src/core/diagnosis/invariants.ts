import type { Workspace } from '../layer/workspace';
import type { Case, Suspect } from './evidence';

/** A law that every right dx keeps, whatever the numbers. */
interface Invariant {
  readonly holds: 'holds' | 'is broken';
  readonly text: string;
}

/**
 * What laws say about a dx: in each statistics group its sum is 0 (the mean takes constant parts out of x), and it
 * is orthogonal to x̂ but for eps (the deviation takes the scale out), Σ dx·x̂ = S1·eps / (var + eps)^(3/2).
 */
export function brokenInvariants(suspect: Suspect, given: Case, workspace: Workspace): string[] {
  if (suspect.output !== 'dx' || given.values.running !== null) return [];
  const xhat = workspace.get('xhat');
  const laws: Invariant[] = [];
  if (given.values.centred) {
    laws.push({
      holds: sumsAgree(suspect, given, () => 1) ? 'holds' : 'is broken',
      text: 'its sum over the values that share a mean is 0 (the path through the mean)',
    });
  }
  laws.push({
    holds: sumsAgree(suspect, given, (i) => xhat[i]!) ? 'holds' : 'is broken',
    text: 'it is orthogonal to x̂ but for eps (the path through the variance)',
  });
  return laws.map(({ holds, text }) => `The law that ${text} ${holds}.`);
}

/** Whether the weighed sum over every group is that of the right values, within what each element may be off. */
function sumsAgree(
  { value, right, bound }: Suspect,
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
