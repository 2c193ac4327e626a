import type { OutputName } from '../problem/problem';
import { mostSevere, type Comparison, type Source, type Verdict, type Worst } from '../report/report';
import { relError, ulp } from '../tensor/measure';
import { elementName, indexAt } from '../tensor/tensor';
import { unitRoundoff } from './statistics';

/** One source's values of an output, and how far each may be from exact without being wrong. */
export interface Side {
  readonly source: Source;
  readonly value: Float64Array;
  /** Negative where the source has no value. */
  readonly bound: Float64Array;
  /** How far a value may be that less careful arithmetic made by the right formula, and what is to be said of it. */
  readonly loose?: { readonly bound: Float64Array; readonly limit: string };
  /** What makes the bound as wide as it is, for the sentence that says why nothing can be decided. */
  readonly limit: string;
}

/** What an output has in common for all its comparisons. */
export interface Subject {
  readonly output: OutputName;
  readonly shape: readonly number[];
  /** Size of the terms that make each element: what an error is measured against when they cancel. */
  readonly scale: Float64Array;
  /** Relative error that is forgiven on top of the bounds. */
  readonly tolerance: number;
}

/** What can come of comparing an element, as numbers: a million of them are counted in a loop. */
const outcome = { right: 0, wrong: 1, hidden: 2, careless: 3, infinite: 4, absent: 5 } as const;
type Outcome = (typeof outcome)[keyof typeof outcome];

/** A bound above this share of the terms would hide mistakes of a percent. */
export const visible = 0.01;

/**
 * Compares two sources element by element. An element is wrong only where the difference exceeds both sides'
 * bounds. The outputs disagree if one is; nothing can be decided where the right side is not finite, where less
 * careful arithmetic explains a difference, where the bounds of half the elements or more are too wide to show a
 * mistake, or where no element has two values.
 */
export function compare(subject: Subject, left: Side, right: Side): Comparison {
  const { output, scale, tolerance } = subject;
  const tally = new Uint32Array(6);
  const first = new Int32Array(6).fill(-1);
  const exact = right.source === 'reference';
  let maxAbs = 0;
  let maxRel = 0;
  let ulps = 0;
  let worst = -1;
  let excess = 0;
  for (let i = 0; i < left.value.length; i++) {
    const value = left.value[i]!;
    const expected = right.value[i]!;
    const difference = value === expected ? 0 : Math.abs(value - expected);
    const bound = left.bound[i]! + right.bound[i]! + Number.MIN_VALUE;
    const allowed = bound + tolerance * scale[i]!;
    let found: Outcome =
      left.bound[i]! < 0 || right.bound[i]! < 0
        ? outcome.absent
        : judge(difference, expected, allowed, bound, scale[i]!);
    if (found === outcome.wrong && isCareless(left, right, i, difference)) found = outcome.careless;
    if (tally[found]!++ === 0) first[found] = i;
    if (found === outcome.absent) continue;
    // Nothing is divided unless it may be the largest so far; what is no number counts as the largest.
    if (!(difference <= maxAbs)) maxAbs = Math.max(maxAbs, difference);
    if (!(difference <= maxRel * (Math.abs(value) + Math.abs(expected))))
      maxRel = Math.max(maxRel, relError(value, expected));
    if (exact && !(difference <= ulps * Math.abs(expected) * unitRoundoff))
      ulps = Math.max(ulps, difference / ulp(expected));
    if (found > outcome.wrong || excess === Infinity || difference <= excess * allowed) continue;
    excess = Number.isNaN(difference) ? Infinity : difference / allowed;
    worst = i;
  }
  const count = left.value.length - tally[outcome.absent]!;
  const [hidden = 0, careless = 0, infinite = 0] = tally.subarray(outcome.hidden, outcome.absent);
  const unjudged = hidden + careless + infinite;
  const undecided = infinite > 0 || careless > 0 || 2 * hidden >= count;
  const wrong = tally[outcome.wrong]!;
  const verdict: Verdict = wrong > 0 ? 'disagrees' : undecided ? 'cannot-decide' : 'agrees';
  const unclear = [outcome.infinite, outcome.careless, outcome.hidden].find((kind) => tally[kind]! > 0);
  const firstUnclear = unclear === undefined ? -1 : first[unclear]!;
  const position = verdict === 'cannot-decide' ? firstUnclear : worst;
  return {
    output,
    left: left.source,
    right: right.source,
    verdict,
    maxAbs,
    relError: maxRel,
    ulps: exact ? ulps : null,
    worst: position < 0 ? null : worstAt(subject, left, right, position),
    severest: wrong > 0 && exact ? severest(subject, left, right) : [],
    wrong,
    unjudged,
    count,
    reason: unjudged > 0 ? reasonFor(left, right, firstUnclear, unclear === outcome.careless) : null,
  };
}

/** The elements that exceed what is allowed by most, those that are no number first. */
function severest(subject: Subject, left: Side, right: Side): Worst[] {
  const found: { readonly position: number; readonly excess: number }[] = [];
  for (let i = 0; i < left.value.length; i++) {
    const difference = Math.abs(left.value[i]! - right.value[i]!);
    const allowed =
      left.bound[i]! + right.bound[i]! + Number.MIN_VALUE + subject.tolerance * subject.scale[i]!;
    // What is equal is no number where both are infinite.
    if (left.value[i] === right.value[i] || difference <= allowed || !Number.isFinite(allowed)) continue;
    if (left.bound[i]! < 0 || !Number.isFinite(right.value[i]!) || isCareless(left, right, i, difference))
      continue;
    const excess = Number.isNaN(difference) ? Infinity : difference / allowed;
    const full = found.length === mostSevere;
    if (full && excess <= (found.at(-1)?.excess ?? 0)) continue;
    if (full) found.pop();
    const after = found.findIndex((other) => other.excess < excess);
    found.splice(after < 0 ? found.length : after, 0, { position: i, excess });
  }
  return found.map(({ position }) => worstAt(subject, left, right, position));
}

function worstAt(subject: Subject, left: Side, right: Side, position: number): Worst {
  const { output, shape } = subject;
  const [value, expected] = [left.value[position]!, right.value[position]!];
  const index = indexAt(shape, position);
  const bound = left.bound[position]! + right.bound[position]!;
  return { element: elementName(output, index), index, position, value, expected, bound };
}

/** Whether less careful arithmetic by the right formula explains a difference. */
function isCareless({ loose }: Side, right: Side, position: number, difference: number): boolean {
  return loose !== undefined && difference <= loose.bound[position]! + right.bound[position]!;
}

function judge(difference: number, expected: number, allowed: number, bound: number, scale: number): Outcome {
  if (!Number.isFinite(expected)) return outcome.infinite;
  if (!Number.isFinite(bound)) return outcome.hidden;
  if (difference > allowed || Number.isNaN(difference)) return outcome.wrong;
  // Where all the terms are 0, so is the answer, and no bound hides anything.
  return scale === 0 || bound <= visible * scale + 2 * Number.MIN_VALUE ? outcome.right : outcome.hidden;
}

function reasonFor(left: Side, right: Side, position: number, careless: boolean): string {
  if (!Number.isFinite(right.value[position]!)) return right.limit;
  if (careless && left.loose) return left.loose.limit;
  return right.bound[position]! > left.bound[position]! ? right.limit : left.limit;
}
