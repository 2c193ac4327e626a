import { withIndices } from '../layer/notation';
import type { Diagnosis, Source } from '../report/report';
import { evidence, type Case, type Suspect } from './evidence';
import { Fit } from './fit';
import { fittedEps } from './fitted-eps';
import { invariants } from './invariants';
import { knownMistake } from './known';
import { localError } from './local';
import type { Mistake } from './mistakes/mistake';
import { notFinite } from './not-finite';
import { otherAxes } from './other-axes';
import { proportions } from './proportions';
import { reordered } from './reordered';
import { worded, wordedTex } from './wording';

/**
 * Names what is wrong with an output from its numbers alone: the known mistake whose formula gives just these
 * numbers, or else the few elements that are off, another order, or the proportions of the right terms in it.
 * What fits none of these is said to fit none.
 */
export function diagnose(source: Source, suspect: Suspect, given: Case): Diagnosis {
  const found = notFinite(suspect, given) ?? explained(suspect, given) ?? unknown(suspect, given);
  const tex = (text: string): string => withIndices(wordedTex(text, given.form), given.form);
  const terms = found.terms && { is: tex(found.terms.is), due: tex(found.terms.due) };
  return { output: suspect.output, source, id: found.id, message: worded(found.message, given.form), terms };
}

/** A finding, before it is said whose output it is about. */
export type Finding = Pick<Mistake, 'id' | 'message' | 'terms'>;

function explained(suspect: Suspect, given: Case): Finding | null {
  const workspace = evidence(given);
  const fit = new Fit(suspect, given);
  return (
    knownMistake(suspect, given, fit, workspace) ??
    fittedEps(suspect, given, fit, workspace) ??
    localError(suspect, given) ??
    reordered(suspect, given) ??
    otherAxes(suspect, given, fit) ??
    proportions(suspect, given, fit, workspace)
  );
}

function unknown(suspect: Suspect, given: Case): Finding {
  const message = `The values of ${suspect.output} fit none of the mistakes that we know.`;
  const laws = invariants({ [suspect.output]: suspect }, given).map((law) => law.message);
  return { id: 'unknown', message: [message, ...laws].join(' '), terms: null };
}
