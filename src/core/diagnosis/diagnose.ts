import { unitRoundoff } from '../gradcheck/statistics';
import { withIndices } from '../layer/notation';
import type { Workspace } from '../layer/workspace';
import type { OutputName } from '../problem/problem';
import type { Diagnosis, Source } from '../report/report';
import { evidence, type Case, type Suspect } from './evidence';
import { invariants } from './invariants';
import { localError } from './local';
import { dxMistakes } from './mistakes/dx';
import type { Mistake } from './mistakes/mistake';
import { outputMistakes } from './mistakes/output';
import { dbetaMistakes, dgammaMistakes } from './mistakes/parameters';
import { notFinite } from './not-finite';
import { proportions } from './proportions';
import { reordered } from './reordered';

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
 * numbers, or else the few elements that are off, another order, or the proportions of the right terms in it.
 * What fits none of these is said to fit none.
 */
export function diagnose(source: Source, suspect: Suspect, given: Case): Diagnosis {
  const workspace = evidence(given);
  const found =
    notFinite(suspect, given) ??
    knownMistake(suspect, given, workspace) ??
    localError(suspect, given) ??
    reordered(suspect, given) ??
    proportions(suspect, given, workspace) ??
    unknown(suspect, given);
  const tex = (text: string): string => withIndices(text, given.form);
  const terms = found.terms && { is: tex(found.terms.is), due: tex(found.terms.due) };
  return { output: suspect.output, source, id: found.id, message: found.message, terms };
}

/** A finding, before it is said whose output it is about. */
export type Finding = Pick<Mistake, 'id' | 'message' | 'terms'>;

/** Uncertainties that an element may be off a mistake's formula, whose terms are not those that the bounds are for. */
const leeway = 8;

/** How many elements a formula is tried on before it is evaluated whole. */
const tried = 64;

/** The mistake that leads to the numbers; null where none does, or where several do that differ. */
function knownMistake(suspect: Suspect, given: Case, workspace: Workspace): Finding | null {
  const setting = given.values.running ? 'constant' : 'moving';
  // How a formula moves with the rounding of the mean, which is large where x stands far from 0.
  let shifted: Workspace | null = null;
  const rounding = ({ expression }: Mistake): Float64Array => {
    shifted ??= evidence(given, meanRounding(given));
    return shifted.value(expression);
  };
  const unexplained = Math.min(
    misfit(suspect, suspect.right, Infinity),
    misfit(suspect, new Float64Array(suspect.value.length), Infinity),
  );
  const few = sample(suspect);
  const found = catalogue[suspect.output]
    .filter((mistake) => mistake.setting === 'any' || mistake.setting === setting)
    .filter(
      ({ expression }) =>
        expression.reduce !== 'none' || few.mayBe(workspace.valuesAt(expression, few.positions)),
    )
    .map((mistake) => ({
      mistake,
      misfit: misfit(suspect, workspace.value(mistake.expression), leeway, rounding(mistake)),
    }))
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

interface Sample {
  readonly positions: readonly number[];
  /** False only for values that cannot belong to the suspect, however its other elements are. */
  readonly mayBe: (expected: Float64Array) => boolean;
}

/** A few elements of a suspect in equal strides, which rule out most mistakes at once. */
function sample({ value, right, bound }: Suspect): Sample {
  const stride = Math.ceil(value.length / tried);
  const positions = Array.from({ length: Math.ceil(value.length / stride) }, (_, k) => k * stride);
  // Values as large as these may be off by more than the bound, in proportion.
  const most = 1e-3 * largest(value);
  const growth = Math.max(1, largest(value) / largest(right));
  return {
    positions,
    mayBe: (expected) =>
      positions.every((i, k) => {
        const distance = Math.abs(value[i]! - expected[k]!);
        return distance <= leeway * growth * bound[i]! || distance <= most;
      }),
  };
}

/**
 * Mean of the squared distances, in uncertainties, between what an output is and what a formula makes of it;
 * infinite where one exceeds the slack. A formula of larger values is computed with larger rounding errors.
 * @param moved what the formula makes of a mean that is off by its rounding
 */
function misfit(
  { value, right, bound }: Suspect,
  expected: Float64Array,
  slack: number,
  moved = expected,
): number {
  const growth = Math.max(1, largest(expected) / largest(right));
  let total = 0;
  for (let i = 0; i < value.length; i++) {
    const own = unitRoundoff * Math.abs(expected[i]!) + Math.abs(moved[i]! - expected[i]!);
    const uncertainty = growth * bound[i]! + own + Number.MIN_VALUE;
    const distance = Math.abs(value[i]! - expected[i]!) / uncertainty;
    if (!(distance <= slack) || uncertainty === Infinity) return Infinity;
    total += distance * distance;
  }
  return total / value.length;
}

/** How far the mean of each group may be off in plain code. */
function meanRounding({ layout, values: { x, centred, running, eps } }: Case): Float64Array {
  const shift = new Float64Array(eps.length);
  if (centred && running === null) {
    layout.groupOf.forEach((group, i) => (shift[group]! += unitRoundoff * Math.abs(x[i]!)));
  }
  return shift;
}

function largest(values: Float64Array): number {
  let most = Number.MIN_VALUE;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

function unknown(suspect: Suspect, given: Case): Finding {
  const message = `The values of ${suspect.output} fit none of the mistakes that we know.`;
  const laws = invariants({ [suspect.output]: suspect }, given).map((law) => law.message);
  return { id: 'unknown', message: [message, ...laws].join(' '), terms: null };
}
