import { RandomState } from '../../src/core/random/random-state';

/** What a backward pass is given: x and dout are (N, D), gamma and beta (D), all row by row. */
export interface Batch {
  readonly N: number;
  readonly D: number;
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dout: Float64Array;
  readonly eps: number;
}

/** What it gives back: dx is (N, D), dgamma and dbeta (D). */
export interface Gradients {
  readonly dx: Float64Array;
  readonly dgamma: Float64Array;
  readonly dbeta: Float64Array;
}

export const outputs = ['dx', 'dgamma', 'dbeta'] as const;

/** How the data of some batches are drawn: x = scale · normal + offset. */
export interface Setting {
  readonly N: number;
  readonly D: number;
  readonly scale: number;
  readonly offset: number;
}

const shapes = [
  [6, 3],
  [32, 16],
  [64, 32],
] as const;
const scales = [1e-6, 1e-2, 1, 1e3, 1e6];
const offsets = [0, 1e4];

export const settings: readonly Setting[] = shapes.flatMap(([N, D]) =>
  scales.flatMap((scale) => offsets.map((offset) => ({ N, D, scale, offset }))),
);

/** The seed of a data set of a setting, so that no two draw the same numbers. */
export function seedOf(setting: Setting, set: number): number {
  return 1000 * settings.indexOf(setting) + set;
}

/** A random batch: normal x, gamma, beta and dout, drawn in this order, and the eps of the course, 1e-5. */
export function draw({ N, D, scale, offset }: Setting, seed: number): Batch {
  const random = new RandomState(seed);
  return {
    N,
    D,
    x: random.randn(N, D).data.map((value) => scale * value + offset),
    gamma: random.randn(D).data,
    beta: random.randn(D).data,
    dout: random.randn(N, D).data,
    eps: 1e-5,
  };
}
