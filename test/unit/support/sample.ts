import type { AxisOrder, Form, LayerId } from '../../../src/core/layer/form';
import type { RandomState } from '../../../src/core/random/random-state';

/** A normalisation layer and the numbers that it takes, row-major: x and dout of one shape, gamma and beta alike. */
export interface Sample {
  readonly form: Form;
  readonly shape: readonly number[];
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dout: Float64Array;
  readonly eps: number;
}

/** A layer on an x of some shape. */
export interface Setting {
  readonly name: string;
  readonly form: Form;
  readonly shape: readonly number[];
}

/** A form with what matters to its layer; the rest is as where nothing is said. */
export function formOf(layer: LayerId, layout: AxisOrder, more: Partial<Form> = {}): Form {
  return { layer, layout, groups: layer === 'groupnorm' ? 2 : 1, normDims: 1, ...more };
}

function setting(
  layer: LayerId,
  layout: AxisOrder,
  shape: readonly number[],
  more: Partial<Form> = {},
): Setting {
  const form = formOf(layer, layout, more);
  const about = layer === 'groupnorm' ? `, ${form.groups} groups` : '';
  const axes = form.normDims > 1 ? `, ${form.normDims} axes` : '';
  return { name: `${layer} ${layout} (${shape.join(', ')})${about}${axes}`, form, shape };
}

/** Every normalisation layer in every order of axes and number of axes or groups, on small arrays. */
export const settings: readonly Setting[] = [
  setting('batchnorm', 'ND', [6, 3]),
  setting('batchnorm', 'NCL', [3, 2, 4]),
  setting('batchnorm', 'NLC', [3, 4, 2]),
  setting('batchnorm', 'NCHW', [2, 3, 2, 3]),
  setting('batchnorm', 'NHWC', [2, 2, 3, 3]),
  setting('layernorm', 'ND', [4, 6]),
  setting('layernorm', 'NCL', [2, 3, 5]),
  setting('layernorm', 'NCL', [3, 2, 4], { normDims: 2 }),
  setting('layernorm', 'NCHW', [3, 2, 2, 3], { normDims: 3 }),
  setting('rmsnorm', 'ND', [4, 6]),
  setting('rmsnorm', 'NCL', [3, 2, 4], { normDims: 2 }),
  setting('rmsnorm', 'NCHW', [3, 2, 2, 3], { normDims: 3 }),
  setting('groupnorm', 'ND', [4, 10]),
  setting('groupnorm', 'NCL', [2, 4, 3]),
  setting('groupnorm', 'NLC', [2, 3, 6], { groups: 3 }),
  setting('groupnorm', 'NCHW', [2, 4, 2, 3]),
  setting('groupnorm', 'NHWC', [2, 2, 3, 4], { groups: 1 }),
  setting('instancenorm', 'NCL', [2, 3, 8]),
  setting('instancenorm', 'NLC', [2, 8, 3]),
  setting('instancenorm', 'NCHW', [2, 3, 2, 4]),
  setting('instancenorm', 'NHWC', [2, 2, 4, 3]),
];

/** The setting of a layer that is the plainest: the first of its settings. */
export function plainest(layer: LayerId): Setting {
  const found = settings.find(({ form }) => form.layer === layer);
  if (found === undefined) throw new Error(`there is no setting of ${layer}`);
  return found;
}

/** How many elements a shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Which axis holds the channels, or the features of (N, D). */
export function channelAxis({ layout }: Form, shape: readonly number[]): number {
  return layout === 'NLC' || layout === 'NHWC' ? shape.length - 1 : 1;
}

/** The shape of gamma and beta. */
export function parameterShape({ form, shape }: Pick<Sample, 'form' | 'shape'>): number[] {
  if (form.layer === 'layernorm' || form.layer === 'rmsnorm') return shape.slice(-form.normDims);
  return [shape[channelAxis(form, shape)] ?? 1];
}

/** Random data as the course makes it: 5 randn + 12, unless told otherwise. */
export function randomSample(
  random: RandomState,
  { form, shape }: Pick<Sample, 'form' | 'shape'>,
  {
    scale = 5,
    offset = 12,
    eps = 1e-5,
  }: { readonly scale?: number; readonly offset?: number; readonly eps?: number } = {},
): Sample {
  const normal = (count: number): Float64Array => random.randn(count).data;
  const [size, parameters] = [sizeOf(shape), sizeOf(parameterShape({ form, shape }))];
  return {
    form,
    shape,
    eps,
    x: normal(size).map((value) => scale * value + offset),
    gamma: normal(parameters),
    beta: normal(parameters),
    dout: normal(size),
  };
}
