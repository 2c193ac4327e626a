import type { Form, LayerId, AxisOrder } from '../layer/form';
import type { Place } from '../result';
import type { Tensor } from '../tensor/tensor';
import type { PresetId } from './preset';

/** What a backward pass takes, and what it (with its forward pass) gives. */
export const inputNames = ['x', 'gamma', 'beta', 'dout', 'running_mean', 'running_var', 'mask'] as const;
export const outputNames = ['y', 'dx', 'dgamma', 'dbeta'] as const;
export type InputName = (typeof inputNames)[number];
export type OutputName = (typeof outputNames)[number];

/** The outputs that a layer has: dropout has nothing to learn. */
export function outputsOf(layer: LayerId): readonly OutputName[] {
  return layer === 'dropout' ? ['y', 'dx'] : outputNames;
}

/** The inputs that a layer can have. */
export function inputsOf(layer: LayerId): readonly InputName[] {
  if (layer === 'dropout') return ['x', 'dout', 'mask'];
  if (layer === 'batchnorm') return ['x', 'gamma', 'beta', 'dout', 'running_mean', 'running_var'];
  return ['x', 'gamma', 'beta', 'dout'];
}

/** Training mode normalises with the statistics of x, evaluation mode with the running ones. */
export type Mode = 'train' | 'eval';

/** What numbers are stored as: float32 inputs are rounded to it, and outputs may be off by its rounding. */
export type Precision = 'float64' | 'float32';

/** What a user may choose about a check; null stands for "what the text, the shape of x or the preset says". */
export interface CheckOptions {
  readonly layer: LayerId | null;
  readonly layout: AxisOrder | null;
  readonly groups: number | null;
  readonly normDims: number | null;
  readonly preset: PresetId;
  readonly mode: Mode;
  readonly eps: number | null;
  readonly precision: Precision | null;
  /** Dropout's p: the probability of keeping an element, or that of dropping it. */
  readonly p: number | null;
  readonly pMeaning: 'keep' | 'drop';
  /** Inverted dropout divides by the probability of keeping in training, vanilla multiplies by it in evaluation. */
  readonly variant: 'inverted' | 'vanilla';
  /** Step h of the central difference: a number, or in proportion to sqrt(var + eps) of each column. */
  readonly step: number | 'auto';
  /** Relative error that is forgiven on top of the error bounds. */
  readonly tolerance: number;
  /** Seed of everything that we choose ourselves. */
  readonly seed: number;
}

/** Where an array came from. */
export type Origin =
  | { readonly kind: 'text'; readonly name: string | null; readonly place: Place }
  | { readonly kind: 'chosen'; readonly how: string }
  | { readonly kind: 'given' };

/** An input of the check and where it came from. */
export interface Input {
  readonly tensor: Tensor;
  readonly origin: Origin;
  /** Half a unit of the last printed digit where the text looks like a rounded print, else 0. */
  readonly rounding: number;
}

/** The inputs of a layer: which there are beside x and dout depends on the layer. */
export type Inputs = Readonly<Record<'x' | 'dout', Input> & Partial<Record<InputName, Input>>>;

/** An output that the user computed, and how far each printed element may be from what was computed. */
export interface Yours {
  readonly tensor: Tensor;
  readonly origin: Origin;
  readonly rounding: Float64Array;
}

/** Everything that a check needs: plain data, so that it can cross to a worker. */
export interface Problem {
  readonly form: Form;
  readonly options: CheckOptions;
  readonly precision: Precision;
  readonly eps: number;
  readonly epsOrigin: Origin | { readonly kind: 'preset' } | { readonly kind: 'option' };
  readonly inputs: Inputs;
  readonly yours: Readonly<Partial<Record<OutputName, Yours>>>;
  /** What we did to the input that a user should know: integers made float64, a row made a column ... */
  readonly notes: readonly string[];
}
