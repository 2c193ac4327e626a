import type { Domain } from '../layer/expression';
import type { Form } from '../layer/form';
import type { PresetId } from '../problem/preset';
import type {
  CheckOptions,
  InputName,
  Mode,
  Origin,
  OutputName,
  Precision,
  Problem,
} from '../problem/problem';
import type { Tensor } from '../tensor/tensor';

/** The three outcomes of a check. */
export type Verdict = 'agrees' | 'disagrees' | 'cannot-decide';

/** The ways we write the backward pass; `article` is a published closed form that is wrong. */
export const routeIds = ['graph', 'paper', 'closed', 'projection', 'article'] as const;
export type RouteId = (typeof routeIds)[number];

/** The route that a verdict is about until the user picks another. */
export const defaultRoute: RouteId = 'graph';

/** Who computed a value. */
export type Source = RouteId | 'numerical' | 'reference' | 'float32' | 'yours';

/** Key of a tensor of the report: `x`, `mu`, `graph.dx`, `reference.dgamma`, `yours.dx` ... */
export type TensorId = string;

/** The element that differs most, measured against what rounding explains. */
export interface Worst {
  /** `dx[2,1]` */
  readonly element: string;
  readonly index: readonly number[];
  /** Row-major position of the element in its tensor. */
  readonly position: number;
  readonly value: number;
  readonly expected: number;
  /** Largest difference that rounding and the data's conditioning explain. */
  readonly bound: number;
}

/** A verdict in one sentence, with the element that decided it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly output: OutputName | null;
  readonly worst: Worst | null;
}

/** How many wrong elements a report names one by one. */
export const mostSevere = 50;

/** One row of the error table: one output, two sources. */
export interface Comparison {
  readonly output: OutputName;
  readonly left: Source;
  readonly right: Source;
  readonly verdict: Verdict;
  readonly maxAbs: number;
  /** CS231n's rel_error, max |a-b| / max(1e-8, |a|+|b|): shown for parity, never our verdict. */
  readonly relError: number;
  /** Largest distance in units in the last place; null where the right side is only an approximation. */
  readonly ulps: number | null;
  readonly worst: Worst | null;
  /** The wrong elements, those that exceed what is allowed by most first, up to `mostSevere`; against the reference only. */
  readonly severest: readonly Worst[];
  /** How many elements are wrong, how many the bounds hide, and of how many. */
  readonly wrong: number;
  readonly unjudged: number;
  readonly count: number;
  /** Why some elements, or all, cannot be judged; null where all can. */
  readonly reason: string | null;
}

/** One line of a derivation with its values. */
export interface StepReport {
  readonly id: string;
  readonly name: string;
  readonly tex: string;
  readonly tensor: TensorId;
  readonly shape: readonly number[];
  /** What there is one value for. */
  readonly domain: Domain;
}

/** One way to the gradients: its steps, and whether it is right. */
export interface RouteReport {
  readonly id: RouteId;
  readonly name: string;
  readonly about: string;
  /** False for a route that is wrong on purpose. */
  readonly sound: boolean;
  readonly steps: readonly StepReport[];
  readonly judgement: Judgement;
}

export interface InputReport {
  readonly name: InputName;
  readonly tensor: TensorId;
  readonly shape: readonly number[];
  readonly origin: Origin;
  readonly rounding: number;
}

/** Why an output is wrong, read off the numbers alone. */
export interface Diagnosis {
  readonly output: OutputName;
  readonly source: Source;
  readonly id: string;
  readonly message: string;
  /** The term as it is and as it should be, or null where no single term is to blame. */
  readonly terms: { readonly is: string; readonly due: string } | null;
}

/** A law of right gradients, and whether the user's keep it. */
export interface Invariant {
  readonly id: string;
  readonly output: OutputName;
  /** Null where the digits are too few to tell. */
  readonly holds: boolean | null;
  readonly message: string;
}

/** What this data cannot reveal. */
export interface BlindSpot {
  readonly id: string;
  readonly message: string;
}

/** The result of a check. Whatever shows a result reads a Report, and nothing else computes one. */
export interface Report {
  readonly version: 1;
  readonly form: Form;
  readonly precision: Precision;
  readonly mode: Mode;
  readonly preset: PresetId;
  readonly options: CheckOptions;
  readonly eps: { readonly value: number; readonly origin: Problem['epsOrigin'] };
  /** Step of the central difference, smallest and largest over the columns. */
  readonly step: { readonly min: number; readonly max: number };
  /** The judgement of what the user brought; null where they brought inputs only. */
  readonly yours: Judgement | null;
  readonly inputs: readonly InputReport[];
  readonly forward: readonly StepReport[];
  readonly routes: readonly RouteReport[];
  readonly comparisons: readonly Comparison[];
  /** How many times as fast as the graph the closed form is; null until it is measured, which follows the verdict. */
  readonly speedup: number | null;
  readonly diagnosis: readonly Diagnosis[];
  /** The laws that are about what the user brought. */
  readonly invariants: readonly Invariant[];
  readonly blindSpots: readonly BlindSpot[];
  readonly notes: readonly string[];
  readonly tensors: Readonly<Record<TensorId, Tensor>>;
}

/** A report without its tensors: small enough to send whole, whatever the size of x. */
export type ReportSummary = Omit<Report, 'tensors'>;
