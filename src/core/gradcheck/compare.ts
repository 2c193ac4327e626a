import type { OutputName } from '../problem/problem';
import type { Comparison, Source, Verdict, Worst } from '../report/report';
import { relError, ulp } from '../tensor/measure';
import { elementName, indexAt } from '../tensor/tensor';

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

type Outcome = 'right' | 'wrong' | 'hidden' | 'careless' | 'infinite' | 'absent';

/** A bound above this share of the terms would hide mistakes of a percent. */
const visible = 0.01;

/**
 * Compares two sources element by element. An element is wrong only where the difference exceeds both sides'
 * bounds. The outputs disagree if one is; nothing can be decided where the right side is not finite, where less
 * careful arithmetic explains a difference, where the bounds of half the elements or more are too wide to show a
 * mistake, or where no element has two values.
 */
export function compare(subject: Subject, left: Side, right: Side): Comparison {
  const { output, scale, tolerance } = subject;
  const tally: Record<Outcome, number> = {
    right: 0,
    wrong: 0,
    hidden: 0,
    careless: 0,
    infinite: 0,
    absent: 0,
  };
  const exact = right.source === 'reference';
  let maxAbs = 0;
  let maxRel = 0;
  let ulps = 0;
  let worst = { position: -1, excess: 0 };
  const unclear = { hidden: -1, careless: -1, infinite: -1 };
  for (let i = 0; i < left.value.length; i++) {
    const [value, expected] = [left.value[i]!, right.value[i]!];
    const difference = value === expected ? 0 : Math.abs(value - expected);
    const bound = left.bound[i]! + right.bound[i]! + Number.MIN_VALUE;
    const allowed = bound + tolerance * scale[i]!;
    const absent = left.bound[i]! < 0 || right.bound[i]! < 0;
    const judged = absent ? 'absent' : judge(difference, expected, allowed, bound, scale[i]!);
    const outcome =
      judged === 'wrong' && isCareless(subject, left, right, i, difference) ? 'careless' : judged;
    tally[outcome]++;
    if (outcome === 'absent') continue;
    maxAbs = Math.max(maxAbs, difference);
    maxRel = Math.max(maxRel, relError(value, expected));
    if (difference !== 0 && exact) ulps = Math.max(ulps, difference / ulp(expected));
    if (outcome === 'hidden' || outcome === 'careless' || outcome === 'infinite') {
      if (unclear[outcome] < 0) unclear[outcome] = i;
      continue;
    }
    const excess = Number.isNaN(difference) ? Infinity : difference / allowed;
    if (excess > worst.excess) worst = { position: i, excess };
  }
  const count = left.value.length - tally.absent;
  const unjudged = tally.hidden + tally.careless + tally.infinite;
  const undecided = tally.infinite > 0 || tally.careless > 0 || 2 * tally.hidden >= count;
  const verdict: Verdict = tally.wrong > 0 ? 'disagrees' : undecided ? 'cannot-decide' : 'agrees';
  const firstUnclear = [unclear.infinite, unclear.careless, unclear.hidden].find((k) => k >= 0) ?? -1;
  const position = verdict === 'cannot-decide' ? firstUnclear : worst.position;
  return {
    output,
    left: left.source,
    right: right.source,
    verdict,
    maxAbs,
    relError: maxRel,
    ulps: exact ? ulps : null,
    worst: position < 0 ? null : worstAt(subject, left, right, position),
    wrong: tally.wrong,
    unjudged,
    count,
    reason: unjudged > 0 ? reasonFor(left, right, firstUnclear, unclear.careless) : null,
  };
}

function worstAt(subject: Subject, left: Side, right: Side, position: number): Worst {
  const { output, shape } = subject;
  const [value, expected] = [left.value[position]!, right.value[position]!];
  const index = indexAt(shape, position);
  const bound = left.bound[position]! + right.bound[position]!;
  return { element: elementName(output, index), index, position, value, expected, bound };
}

/** Whether less careful arithmetic by the right formula explains a difference, and hides no more than that. */
function isCareless(
  { scale }: Subject,
  left: Side,
  right: Side,
  position: number,
  difference: number,
): boolean {
  if (!left.loose) return false;
  const bound = left.loose.bound[position]! + right.bound[position]!;
  return difference <= bound && bound <= visible * scale[position]!;
}

function judge(difference: number, expected: number, allowed: number, bound: number, scale: number): Outcome {
  if (!Number.isFinite(expected)) return 'infinite';
  if (!Number.isFinite(bound)) return 'hidden';
  if (difference > allowed || Number.isNaN(difference)) return 'wrong';
  // Where all the terms are 0, so is the answer, and no bound hides anything.
  return scale === 0 || bound <= visible * scale + 2 * Number.MIN_VALUE ? 'right' : 'hidden';
}

function reasonFor(left: Side, right: Side, position: number, careless: number): string {
  if (!Number.isFinite(right.value[position]!)) return right.limit;
  if (position === careless && left.loose) return left.loose.limit;
  return right.bound[position]! > left.bound[position]! ? right.limit : left.limit;
}
