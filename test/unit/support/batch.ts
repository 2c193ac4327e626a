import { defaultOptions } from '../../../src/core/problem/options';
import { makeProblem, type Draft } from '../../../src/core/problem/make';
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
import { formOf, parameterShape, randomSample, type Sample } from './sample';

/** What batch norm of (N, D) takes: x and dout (N, D), the rest (D,). */
export interface Batch extends Sample {
  readonly N: number;
  readonly D: number;
}

/** A batch of numbers that are all given. */
export function batchOf(
  N: number,
  D: number,
  parts: Readonly<Record<'x' | 'gamma' | 'beta' | 'dout', readonly number[]>> & { readonly eps: number },
): Batch {
  const { x, gamma, beta, dout, eps } = parts;
  return {
    form: formOf('batchnorm', 'ND'),
    shape: [N, D],
    N,
    D,
    eps,
    x: Float64Array.from(x),
    gamma: Float64Array.from(gamma),
    beta: Float64Array.from(beta),
    dout: Float64Array.from(dout),
  };
}

/** Random data as the course makes it: 5 randn + 12, unless told otherwise. */
export function randomBatch(
  random: RandomState,
  { N = 6, D = 3, ...rest }: Partial<Record<'N' | 'D' | 'scale' | 'offset' | 'eps', number>> = {},
): Batch {
  return { N, D, ...randomSample(random, { form: formOf('batchnorm', 'ND'), shape: [N, D] }, rest) };
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

/** Nested lists of numbers as a tensor, of any depth. */
export function nested(values: unknown): Tensor {
  const shape: number[] = [];
  for (let rest = values; Array.isArray(rest); rest = rest[0] as unknown) shape.push(rest.length);
  const data = Array.isArray(values) ? (values.flat(Infinity) as number[]) : [Number(values)];
  return { shape, data: Float64Array.from(data) };
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

/** What a text gives for a check that has an x and nothing else. */
export function draftOf(x: Tensor, more: Partial<Draft> = {}): Draft {
  return {
    layer: 'batchnorm',
    precision: 'float64',
    inputs: { x: given(x) },
    yours: {},
    gaps: 'random',
    eps: null,
    p: null,
    notes: [],
    ...more,
  };
}

/** The problem of checking a layer on given numbers. */
export function problemOf(sample: Sample, { yours = {}, inputs = {}, options = {} }: Extras = {}): Problem {
  const { form, shape, x, gamma, beta, dout, eps } = sample;
  const parameters = parameterShape(sample);
  const made = makeProblem(
    draftOf(
      { shape, data: x },
      {
        layer: form.layer,
        inputs: {
          x: given({ shape, data: x }),
          gamma: given({ shape: parameters, data: gamma }),
          beta: given({ shape: parameters, data: beta }),
          dout: given({ shape, data: dout }),
          ...inputs,
        },
        yours,
        eps: { value: eps, origin: { kind: 'given' } },
      },
    ),
    { ...defaultOptions, layout: form.layout, groups: form.groups, normDims: form.normDims, ...options },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
