import { defaultOptions } from '../../../src/core/problem/options';
import { makeProblem } from '../../../src/core/problem/make';
import type {
  CheckOptions,
  Input,
  InputName,
  OutputName,
  Problem,
  Yours,
} from '../../../src/core/problem/problem';
import type { RandomState } from '../../../src/core/random/random-state';
import { sizeOf, type Tensor } from '../../../src/core/tensor/tensor';

/** What a batch norm takes, row-major: x and dout (N, D), the rest (D,). */
export interface Batch {
  readonly N: number;
  readonly D: number;
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dout: Float64Array;
  readonly eps: number;
}

/** Random data as the course makes it: 5 randn + 12, unless told otherwise. */
export function randomBatch(
  random: RandomState,
  {
    N = 6,
    D = 3,
    scale = 5,
    offset = 12,
    eps = 1e-5,
  }: Partial<Record<'N' | 'D' | 'scale' | 'offset' | 'eps', number>> = {},
): Batch {
  const normal = (count: number): Float64Array => random.randn(count).data;
  return {
    N,
    D,
    eps,
    x: normal(N * D).map((value) => scale * value + offset),
    gamma: normal(D),
    beta: normal(D),
    dout: normal(N * D),
  };
}

/** Rows of numbers as a tensor: `[[1, 2], [3, 4]]` is (2, 2), `[1, 2]` is (2,). */
export function tensorOf(rows: readonly number[] | readonly (readonly number[])[]): Tensor {
  const first = rows[0];
  return {
    shape: typeof first === 'number' ? [rows.length] : [rows.length, first?.length ?? 0],
    data: Float64Array.from(rows.flat()),
  };
}

export function given(tensor: Tensor, rounding = 0): Input {
  return { tensor, origin: { kind: 'given' }, rounding };
}

/** Values that a user brought, each within `rounding` of what was computed. */
export function brought(tensor: Tensor, rounding = 0): Yours {
  return {
    tensor,
    origin: { kind: 'given' },
    rounding: new Float64Array(sizeOf(tensor.shape)).fill(rounding),
  };
}

export interface Extras {
  readonly yours?: Partial<Record<OutputName, Yours>>;
  readonly inputs?: Partial<Record<InputName, Input>>;
  readonly options?: Partial<CheckOptions>;
}

/** The problem of checking a batch. */
export function problemOf(batch: Batch, { yours = {}, inputs = {}, options = {} }: Extras = {}): Problem {
  const { N, D, x, gamma, beta, dout, eps } = batch;
  const made = makeProblem(
    {
      inputs: {
        x: given({ shape: [N, D], data: x }),
        gamma: given({ shape: [D], data: gamma }),
        beta: given({ shape: [D], data: beta }),
        dout: given({ shape: [N, D], data: dout }),
        ...inputs,
      },
      yours,
      eps: { value: eps, origin: { kind: 'given' } },
      notes: [],
    },
    { ...defaultOptions, ...options },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
