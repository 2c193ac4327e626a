import type { OutputName, Problem } from '../problem/problem';
import type { BlindSpot, Diagnosis, Invariant, Source } from '../report/report';
import type { Differences } from './differences';
import { analyseDropout } from './dropout';
import { analyseNorm } from './norm';
import type { Conditioning } from './conditioning';
import type { Derivation } from './derivation';
import type { NumericalGradient } from './numerical';
import type { Outputs } from './outputs';
import type { Measured } from './units';

/** What a check rests on beside the routes: all of it independent of them. */
export interface Analysis {
  /** How far right arithmetic of each precision may be off: the routes' float64, and the user's own. */
  readonly conditions: Outputs<Conditioning>;
  readonly yoursConditions: Outputs<Conditioning>;
  readonly numerical: NumericalGradient;
  readonly reference: Outputs<Float64Array>;
  /** What a careful framework computes in float32; null where the check is in float64. */
  readonly float32: Outputs<Float64Array> | null;
  /** How far outputs may be off because the inputs are printed with few digits. */
  readonly inherited: () => Outputs<Float64Array>;
  /** Bounds for outputs that less careful but right arithmetic made. */
  readonly loosened: (
    outputs: Outputs<{ readonly value: Float64Array; readonly bound: Float64Array }>,
  ) => Outputs<Float64Array>;
  /** The laws that are about some outputs, and whether they keep them. */
  readonly invariants: (
    outputs: Outputs<{ readonly value: Float64Array; readonly bound: Float64Array }>,
  ) => readonly Invariant[];
  readonly blindSpots: readonly BlindSpot[];
  /** @param bound how far each element may be from what was computed */
  readonly diagnose: (
    source: Source,
    output: OutputName,
    value: Float64Array,
    bound: Float64Array,
  ) => Diagnosis | null;
}

/**
 * @param derivation the layer run forward
 * @param measured the numbers of a normalisation in their units; null for dropout
 * @param parts the central differences of x, where other workers have taken them already
 * @param progress is told the share that is done
 */
export function analyse(
  problem: Problem,
  { layout, forward }: Derivation,
  measured: Measured | null,
  parts: readonly Differences[] | null,
  progress: (share: number) => void,
): Analysis {
  return measured === null
    ? analyseDropout(problem, layout)
    : analyseNorm(problem, layout, measured, forward, parts, progress);
}
