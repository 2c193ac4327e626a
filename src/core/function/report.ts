import type { LayerId } from '../layer/form';
import type { OutputName } from '../problem/problem';
import type { BlindSpot, Report, Verdict } from '../report/report';
import type { Place, Range, UserError } from '../result';

/** What a function returns that is judged. */
export type JudgedName = OutputName | 'running_mean' | 'running_var';

/** How one output stands against the right one, on the data where it stands worst. */
export interface FunctionOutput {
  readonly verdict: Verdict;
  readonly maxAbs: number;
  /** CS231n's rel_error: shown for parity, never our verdict. */
  readonly relError: number;
  readonly worst: {
    readonly index: readonly number[];
    readonly yours: number;
    readonly exact: number;
  } | null;
  /** The data that it is about: the id of a case. */
  readonly on: string;
}

/** Why an output is wrong. */
export interface FunctionDiagnosis {
  readonly output: JudgedName;
  readonly id: string;
  readonly message: string;
  /** The line of the file that is to blame, 1-based, as far as it can be told. */
  readonly line: number | null;
}

/** Something beside the numbers that was looked at: a law, an input left as it was, the same answer twice ... */
export interface FunctionCheck {
  readonly id: string;
  /** Null where it could not be told. */
  readonly holds: boolean | null;
  readonly message: string;
}

/** An edit of the file that was tried out and makes every check pass. */
export interface Fix {
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  readonly verified: true;
}

/** Data that the function was run on. */
export interface FunctionCase {
  readonly id: string;
  /** What is particular about it, in a few words. */
  readonly about: string;
  readonly verdict: Verdict;
}

/** The result of checking a function of the user's. Whatever shows one reads this. */
export interface FunctionReport {
  readonly version: 1;
  /** `batchnorm_backward`, `BatchNorm.backward` */
  readonly function: string;
  /** The forward pass that gave the cache, if there is one in the file. */
  readonly forward: string | null;
  readonly layer: LayerId;
  /** Where the function is defined. */
  readonly place: Place | null;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly outputs: Readonly<Partial<Record<JudgedName, FunctionOutput>>>;
  readonly diagnosis: readonly FunctionDiagnosis[];
  readonly fix: Fix | null;
  readonly blindSpots: readonly BlindSpot[];
  /** Why nothing could be judged: the function raised, ran on, returned something else ... */
  readonly reason: UserError | null;
  readonly notes: readonly string[];
  readonly checks: readonly FunctionCheck[];
  readonly cases: readonly FunctionCase[];
  /** What the function printed, cut off where it is long. */
  readonly printed: string;
  /** The whole report of the data that the tables show: `yours` in it is what the function returned. */
  readonly main: Report | null;
}

/** The answer of `function --json`, in the command line's contract and beyond it. */
export function functionJson({ main: _, place, reason, ...rest }: FunctionReport): object {
  const { range, line = null } = place ?? {};
  return {
    ...rest,
    range: range ?? null,
    line,
    reason: reason && { code: reason.code, message: reason.message, line: reason.place?.line ?? null },
  };
}
