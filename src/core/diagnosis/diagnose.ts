import { withIndices } from '../layer/notation';
import type { Workspace } from '../layer/workspace';
import type { OutputName } from '../problem/problem';
import type { Diagnosis, Source } from '../report/report';
import { evidence, type Case, type Suspect } from './evidence';
import { brokenInvariants } from './invariants';
import { localError } from './local';
import { dxMistakes } from './mistakes/dx';
import type { Mistake } from './mistakes/mistake';
import { outputMistakes } from './mistakes/output';
import { dbetaMistakes, dgammaMistakes } from './mistakes/parameters';
import { proportions } from './proportions';

/** A mistake explains an output where its formula comes this many times nearer to it than the right one, or than zeros. */
const margin = 4;

/** Two formulas whose misfits are nearer than this come to the same on the data. */
const same = 0.01;

const catalogue: Readonly<Record<OutputName, readonly Mistake[]>> = {
  y: outputMistakes,
  dx: dxMistakes,
  dgamma: dgammaMistakes,
  dbeta: dbetaMistakes,
};

/**
 * Names what is wrong with an output from its numbers alone: the known mistake whose formula gives just these
 * numbers, or else the proportions in which the right terms are in it, or the few elements that are off.
 * What fits none of these is said to fit none.
 */
export function diagnose(source: Source, suspect: Suspect, given: Case): Diagnosis {
  const workspace = evidence(given);
  const found =
    knownMistake(suspect, given, workspace) ??
    localError(suspect, given) ??
    proportions(suspect, given, workspace) ??
    unknown(suspect, given, workspace);
  const tex = (text: string): string => withIndices(text, given.form);
  const terms = found.terms && { is: tex(found.terms.is), due: tex(found.terms.due) };
  return { output: suspect.output, source, id: found.id, message: found.message, terms };
}

/** A finding, before it is said whose output it is about. */
export type Finding = Pick<Mistake, 'id' | 'message' | 'terms'>;

/** The mistake that leads to the numbers; null where none does, or where several do that differ. */
function knownMistake(suspect: Suspect, { values }: Case, workspace: Workspace): Finding | null {
  const setting = values.running ? 'constant' : 'moving';
  const unexplained = Math.min(
    misfit(suspect, suspect.right, Infinity),
    misfit(suspect, new Float64Array(suspect.value.length), Infinity),
  );
  const found = catalogue[suspect.output]
    .filter((mistake) => mistake.setting === 'any' || mistake.setting === setting)
    .map((mistake) => ({ mistake, misfit: misfit(suspect, workspace.value(mistake.expression), 1) }))
    .filter(
      ({ mistake, misfit }) => margin * misfit < unexplained || (mistake.id === 'zeros' && misfit === 0),
    );
  const [first] = found;
  if (first === undefined) return null;
  const differs = found.some(
    (other) => other.mistake.id !== first.mistake.id && Math.abs(other.misfit - first.misfit) > same,
  );
  return differs ? null : first.mistake;
}

/**
 * Mean of the squared distances, in uncertainties, between what an output is and what a formula makes of it;
 * infinite where one exceeds the slack. A formula of larger values is computed with larger rounding errors.
 */
function misfit({ value, right, bound }: Suspect, expected: Float64Array, slack: number): number {
  const growth = Math.max(1, largest(expected) / largest(right));
  let total = 0;
  for (let i = 0; i < value.length; i++) {
    const distance = Math.abs(value[i]! - expected[i]!) / (bound[i]! + Number.MIN_VALUE);
    if (!(distance <= slack * growth) || bound[i] === Infinity) return Infinity;
    total += distance * distance;
  }
  return total / value.length;
}

function largest(values: Float64Array): number {
  let most = Number.MIN_VALUE;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

function unknown(suspect: Suspect, given: Case, workspace: Workspace): Finding {
  const broken = brokenInvariants(suspect, given, workspace);
  const message = `The values of ${suspect.output} fit none of the mistakes that we know.`;
  return { id: 'unknown', message: [message, ...broken].join(' '), terms: null };
}
