import { FLOAT64, INTEGER, type Scalar } from '../dialect/dialect';
import type { Progression } from './language';

/** The numbers of first:step:last and of n numbers from first to last, to the last bit as each language has them. */

const NONE: Progression = { count: 0, store: FLOAT64, at: () => NaN };

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) < Math.max(Math.abs(a), Math.abs(b)) * 3 * Number.EPSILON;
}

/** Octave's floor, which forgives three units of the last place. */
function tolerantFloor(x: number): number {
  const tolerance = 3 * Number.EPSILON;
  const q = x < 0 ? 1 - tolerance : 1;
  const most = q / (2 - tolerance);
  const slack = Math.max(tolerance, Math.min(most, (tolerance / q) * Math.abs(1 + Math.floor(x))));
  const floor = Math.floor(x + slack);
  return x <= 0 || floor - x < most ? floor : floor - 1;
}

export function octaveRange(first: Scalar, step: Scalar | null, last: Scalar): Progression | string {
  const [base, increment, limit] = [first.number, step?.number ?? 1, last.number];
  const isDouble = [first, step ?? first, last].every(({ store }) => store === FLOAT64);
  if (!isDouble) return 'only ranges of doubles are read';
  if (![base, increment, limit].every(Number.isFinite)) return 'the range is not finite';
  if (increment === 0 || (limit - base) * increment < 0) return NONE;
  let count = Math.max(0, tolerantFloor((limit - base + increment) / increment));
  if (!isClose(base + (count - 1) * increment, limit)) {
    if (isClose(base + (count - 2) * increment, limit)) count--;
    else if (isClose(base + count * increment, limit)) count++;
  }
  const reached = base + (count - 1) * increment;
  const passes = increment > 0 ? reached >= limit : reached <= limit;
  const end = count <= 1 ? base : passes ? limit : reached;
  return { count, store: FLOAT64, at: (i) => (i === 0 ? base : i < count - 1 ? base + i * increment : end) };
}

/** MATLAB's linspace as Octave computes it: from both ends. */
export function octaveLinspace(first: number, last: number, count: number): Progression {
  const delta = (last - first) / (count - 1);
  const at = (i: number): number => {
    if (i === count - 1) return last;
    if (i === 0 || first === last) return first;
    if (2 * i === count - 1) return first === -last ? 0 : last - i * delta;
    return 2 * i < count ? first + i * delta : last - (count - 1 - i) * delta;
  };
  return { count, store: FLOAT64, at };
}

/** R's first:last. */
export function rRange(first: Scalar, step: Scalar | null, last: Scalar): Progression | string {
  const [from, to] = [first.number, last.number];
  if (step !== null || !Number.isFinite(from) || !Number.isFinite(to)) return 'the range is not finite';
  const count = Math.floor(Math.abs(to - from) + 1e-10) + 1;
  const sign = from <= to ? 1 : -1;
  const isWhole = Number.isInteger(from) && Math.max(Math.abs(from), Math.abs(to)) < 2 ** 31;
  return { count, store: isWhole ? INTEGER : FLOAT64, at: (i) => from + sign * i };
}

/** R's seq(from, to, by). */
export function rSequence(from: number, to: number, by: number): Progression | string {
  const steps = (to - from) / by;
  if (!Number.isFinite(steps) || steps < 0)
    return 'The step does not lead from the first number to the last one.';
  if (Math.abs(to - from) / Math.max(Math.abs(to), Math.abs(from)) < 100 * Number.EPSILON || to === from) {
    return { count: 1, store: FLOAT64, at: () => from };
  }
  const clipped = by > 0 ? Math.min : Math.max;
  return { count: Math.floor(steps + 1e-10) + 1, store: FLOAT64, at: (i) => clipped(from + i * by, to) };
}

/** R's seq(from, to, length.out = count). */
export function rSpaced(from: number, to: number, count: number): Progression {
  const by = (to - from) / (count - 1);
  return { count, store: FLOAT64, at: (i) => (i === 0 ? from : i === count - 1 ? to : from + i * by) };
}

type Ratio = readonly [numerator: number, denominator: number];

/** Julia's rational approximation of a double, by continued fractions. */
function ratioOf(x: number): Ratio | null {
  const most = 2 ** 24;
  let y = x;
  let [a, b, c, d] = [1, 0, 0, 1];
  while (Math.abs(y) <= most) {
    const whole = Math.trunc(y);
    y -= whole;
    [a, c] = [whole * a + c, a];
    [b, d] = [whole * b + d, b];
    if (Math.max(Math.abs(a), Math.abs(b)) > most) return c / d === x ? [c, d] : null;
    if (a / b === x) break;
    y = 1 / y;
  }
  return b !== 0 && a / b === x ? [a, b] : null;
}

function divisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
}

/** Numbers over one denominator; null where they are no fractions that Julia recognises. */
function overOne(numbers: readonly number[]): { whole: number[]; denominator: number } | null {
  const ratios = numbers.map(ratioOf);
  let denominator = 1;
  for (const ratio of ratios) {
    if (ratio === null) return null;
    denominator = (denominator / divisor(denominator, ratio[1])) * Math.abs(ratio[1]);
  }
  const whole = numbers.map((number) => Math.round(number * denominator));
  const isSafe = whole.every((n, at) => Number.isSafeInteger(n) && n / denominator === numbers[at]);
  return isSafe && Number.isSafeInteger(denominator) ? { whole, denominator } : null;
}

const NO_FRACTION = 'only ranges of short decimal numbers are read';

export function juliaRange(first: Scalar, step: Scalar | null, last: Scalar): Progression | string {
  const scalars = [first, step ?? { number: 1, store: INTEGER }, last];
  if (scalars.some(({ store }) => store !== INTEGER && store !== FLOAT64)) return NO_FRACTION;
  const isWhole = scalars.every(({ store }) => store === INTEGER);
  const common = overOne(scalars.map(({ number }) => number));
  if (common === null) return NO_FRACTION;
  const [from = 0, by = 1, to = 0] = common.whole;
  if (by === 0) return 'its step is zero';
  return fractions(
    Math.max(0, Math.floor((to - from) / by) + 1),
    isWhole,
    (i) => from + i * by,
    common.denominator,
  );
}

/** Julia's range(first, last, length = count). */
export function juliaSpaced(first: number, last: number, count: number): Progression | string {
  const common = overOne([first, last]);
  if (common === null) return NO_FRACTION;
  const [from = 0, to = 0] = common.whole;
  const gaps = Math.max(1, count - 1);
  return fractions(count, false, (i) => from * (gaps - i) + to * i, common.denominator * gaps);
}

/** Julia's range(first, step = step, length = count). */
export function juliaSteps(first: Scalar, step: Scalar, count: number): Progression | string {
  const common = overOne([first.number, step.number]);
  if (common === null) return NO_FRACTION;
  const [from = 0, by = 0] = common.whole;
  const isWhole = first.store === INTEGER && step.store === INTEGER;
  return fractions(count, isWhole, (i) => from + i * by, common.denominator);
}

/** Fractions over one denominator, each rounded once. */
function fractions(
  count: number,
  isWhole: boolean,
  numerator: (index: number) => number,
  denominator: number,
): Progression | string {
  const ends = [numerator(0), numerator(Math.max(0, count - 1)), denominator];
  if (!ends.every(Number.isSafeInteger)) return NO_FRACTION;
  return { count, store: isWhole ? INTEGER : FLOAT64, lazy: !isWhole, at: (i) => numerator(i) / denominator };
}
