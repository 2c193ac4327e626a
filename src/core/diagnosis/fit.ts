import { conditioning } from '../gradcheck/conditioning';
import { groupStatistics, roundings } from '../gradcheck/statistics';
import type { Precision } from '../problem/problem';
import type { Case, Suspect } from './evidence';

/** A formula explains an output where it comes this many times nearer to it than the right one, or than zeros. */
const margin = 4;

/** Bounds are for the terms of the right formula; the rounding of others may be as many times as large. */
const leeway = 8;

/** The same for what stands in the output itself: half a unit of its last printed digit, which no formula makes larger. */
const printedLeeway = 1.25;

/** Rounded inputs move a formula of larger terms further; no more than so many times, for prints do not grow. */
const mostStretch = 8;

/** Bits in which an output has to meet a formula: of random numbers one set in 65,536 does that. */
export const enough = 16;

/** Most bits that one element counts for. */
const perElement = 50;

/** Roundings of a formula beside those of its sums. */
const operations = 20;

/** What a formula makes of an output, and what it makes of a mean that is off by its rounding. */
export interface Made {
  readonly expected: Float64Array;
  readonly moved?: Float64Array;
  /** True where it is no further off than its sums and that mean make it; else it is as ill-conditioned as the right one. */
  readonly isSteady?: boolean;
}

/** How well formulas fit an output. */
export class Fit {
  /** Uncertainty of each element by the digits that are known of it. */
  private readonly printed: Float64Array;
  /** The same by the rounding of a formula of its size, with and without that of the mean. */
  private readonly rounded: Float64Array;
  private readonly summed: Float64Array;
  /** The rounding of the arithmetic. */
  readonly unit: number;

  constructor(
    private readonly suspect: Suspect,
    given: Case,
  ) {
    const { value, bound } = suspect;
    const { unit, computed } = roundingOf(suspect, given);
    const relative = relativeRounding(suspect, computed);
    const sizes = blockSizes(suspect, given);
    const zeros = (): Float64Array => new Float64Array(value.length);
    [this.unit, this.printed, this.rounded, this.summed] = [unit, zeros(), zeros(), zeros()];
    for (let i = 0; i < value.length; i++) {
      const [size, terms] = sizes(i);
      const growth = size > terms ? size / terms : 1;
      this.printed[i] = Math.max(0, bound[i]! - computed[i]!) * Math.min(mostStretch, growth);
      // Where the right terms are all 0, another formula rounds as elsewhere.
      this.rounded[i] = growth < Infinity ? computed[i]! * growth : size * relative;
      this.summed[i] = (given.layout.count + operations) * unit * Math.max(size, terms);
    }
  }

  /** How far an element may be off the formula that made it, of which nothing else is known. */
  allowed(i: number): number {
    return this.room(i, this.rounding(i, null));
  }

  /**
   * The mean of the squared distances, in uncertainties, of a formula that explains the output: in every element, far
   * better than the right one and zeros do, and in more bits than random numbers meet a formula. Null where it does not.
   * @param free how many numbers of the formula were fitted to the output
   */
  explains(made: Made, free = 0): number | null {
    const { value, right } = this.suspect;
    const { length } = value;
    const allowed = new Float64Array(length);
    const distance = { made: 0, right: 0, zeros: 0 };
    for (let i = 0; i < length; i++) {
      const rounding = this.rounding(i, made);
      const v = value[i]!;
      const off = v - made.expected[i]!;
      allowed[i] = this.room(i, rounding);
      if (!(Math.abs(off) <= allowed[i]!)) return null;
      const uncertainty = this.printed[i]! + rounding + Number.MIN_VALUE;
      distance.made += (off / uncertainty) ** 2;
      distance.right += ((v - right[i]!) / uncertainty) ** 2;
      distance.zeros += (v / uncertainty) ** 2;
    }
    // What is infinitely uncertain fits anything, and leaves no number here.
    if (!(margin * distance.made < Math.min(distance.right, distance.zeros))) return null;
    return bits(value, right, (i) => allowed[i]!, free) >= enough ? distance.made / length : null;
  }

  private room(i: number, rounding: number): number {
    return printedLeeway * this.printed[i]! + leeway * rounding + Number.MIN_VALUE;
  }

  private rounding(i: number, made: Made | null): number {
    const { expected, moved, isSteady = false } = made ?? {};
    const byMean = expected && moved ? Math.abs(moved[i]! - expected[i]!) : 0;
    return (isSteady ? this.summed[i]! : this.rounded[i]!) + byMean;
  }
}

/**
 * How much is known when an output meets a formula: for each element the bits that stand between its size, or its
 * distance from the right value, and what it may be off. Each fitted number uses up the best of the elements.
 */
export function bits(
  value: Float64Array,
  right: Float64Array,
  allowed: (i: number) => number,
  free = 0,
): number {
  let total = 0;
  let most = 0;
  for (let i = 0; i < value.length; i++) {
    const size = Math.min(Math.abs(value[i]!), Math.abs(value[i]! - right[i]!));
    const known = Math.min(perElement, Math.log2(size / allowed(i)));
    if (!(known > 0)) continue;
    total += known;
    most = Math.max(most, known);
  }
  return total - free * most;
}

/** The part of the bounds that is rounding: of float32 where they have room for it, else of float64. */
function roundingOf(
  { output, bound }: Suspect,
  { layout, values }: Case,
): { readonly unit: number; readonly computed: Float64Array } {
  const groups = groupStatistics(layout, values);
  const boundIn = (kind: Precision): Float64Array =>
    conditioning(layout, values, groups, roundings[kind])[output].bound;
  const double = { unit: roundings.float64.unit, computed: boundIn('float64') };
  if (!bound.some((b, i) => b > 2 * double.computed[i]!)) return double;
  const single = { unit: roundings.float32.unit, computed: boundIn('float32') };
  return bound.every((b, i) => b >= 0.999 * single.computed[i]!) ? single : double;
}

/** The largest rounding beside the terms that it comes from. */
function relativeRounding({ scale }: Suspect, computed: Float64Array): number {
  return computed.reduce((most, c, i) => (scale[i]! > 0 ? Math.max(most, c / scale[i]!) : most), 0);
}

/** How large the values are that share statistics, or a parameter, and how large the right terms are. */
function blockSizes(
  { output, value, scale }: Suspect,
  { layout: { groupOf, size, count } }: Case,
): (i: number) => readonly [size: number, terms: number] {
  if (output === 'dgamma' || output === 'dbeta') return (i) => [Math.abs(value[i]!), scale[i]!];
  const [values, terms] = [new Float64Array(size / count), new Float64Array(size / count)];
  for (let i = 0; i < size; i++) {
    const group = groupOf[i]!;
    values[group] = Math.max(values[group]!, Math.abs(value[i]!));
    terms[group] = Math.max(terms[group]!, scale[i]!);
  }
  return (i) => [values[groupOf[i]!]!, terms[groupOf[i]!]!];
}
