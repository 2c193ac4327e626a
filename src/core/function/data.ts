import { usualOrder, type AxisOrder, type LayerId } from '../layer/form';
import { RandomState } from '../random/random-state';
import { sizeOf, type Tensor } from '../tensor/tensor';

/** Data that a function is run on, chosen so that nothing is hidden. */
export interface Case {
  readonly id: CaseId;
  readonly about: string;
  readonly layout: AxisOrder;
  readonly x: Tensor;
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly dout: Tensor;
  readonly running: { readonly mean: Tensor; readonly var: Tensor };
  readonly eps: number;
  readonly momentum: number;
  readonly mode: 'train' | 'eval';
  readonly groups: number;
  readonly p: number;
  readonly dtype: 'float64' | 'float32' | 'int64';
}

export type CaseId = 'main' | 'small-variance' | 'evaluation' | 'integers' | 'float32';

/** The seed of the course's notebooks. */
const courseSeed = 231;

/** Shapes of x with no two counts alike that a mistake could exchange, and at least 3 values in every statistic. */
const shapes: Readonly<Record<AxisOrder, readonly number[]>> = {
  ND: [6, 4],
  NCL: [4, 3, 5],
  NLC: [4, 5, 3],
  NCHW: [4, 3, 5, 2],
  NHWC: [4, 5, 2, 3],
};

/** Where a layer's shape must be another: groups with several channels; enough elements to count what is dropped. */
const ownShapes: Partial<Record<LayerId, Partial<Record<AxisOrder, readonly number[]>>>> = {
  groupnorm: { NCHW: [3, 6, 5, 2], NHWC: [3, 5, 2, 6], NCL: [3, 6, 5], NLC: [3, 5, 6], ND: [5, 8] },
  instancenorm: { NCHW: [2, 3, 5, 4], NHWC: [2, 5, 4, 3] },
  layernorm: { ND: [5, 7] },
  rmsnorm: { ND: [5, 7] },
  dropout: { ND: [80, 50] },
};

/**
 * The data that a layer is checked on, the first for the tables.
 * @param eps the one that is in the function and cannot be chosen; null where it can
 */
export function casesFor(
  layer: LayerId,
  layout: AxisOrder,
  eps: number | null,
  seed: number = courseSeed,
): readonly [Case, ...Case[]] {
  const shape = ownShapes[layer]?.[layout] ?? shapes[layout];
  const random = new RandomState(seed);
  const draw = (scale: number, offset: number, of: readonly number[]): Tensor => {
    const { data } = random.randn(...of);
    return { shape: of, data: data.map((value) => offset + scale * value) };
  };
  const order = layout === 'ND' ? usualOrder(shape.length) : layout;
  const channel = order.indexOf('C') > 1 ? shape.length - 1 : 1;
  const features = layer === 'layernorm' || layer === 'rmsnorm' ? shape.slice(-1) : [shape[channel] ?? 1];
  const main: Case = {
    id: 'main',
    about: 'random data as the course draws it',
    layout,
    x: draw(5, 12, shape),
    gamma: draw(1, 0, features),
    beta: draw(1, 0, features),
    dout: draw(1, 0, shape),
    running: { mean: draw(1, 3, features), var: positive(draw(1, 0, features)) },
    eps: eps ?? 1e-5,
    momentum: 0.9,
    mode: 'train',
    groups: 2,
    p: 0.3,
    dtype: 'float64',
  };
  if (layer === 'dropout')
    return [main, { ...main, id: 'evaluation', about: 'evaluation mode', mode: 'eval' }];
  const large = eps ?? 7e-4;
  const small: Case = {
    ...main,
    id: 'small-variance',
    about: 'a variance as small as eps, so that eps counts',
    x: unequal(draw(Math.sqrt(large), 0.5, shape)),
    dout: draw(1, 0, shape),
    eps: large,
  };
  const whole: Case = {
    ...main,
    id: 'integers',
    about: 'x of integers',
    x: { ...main.x, data: main.x.data.map(Math.round) },
    dtype: 'int64',
  };
  const single: Case = {
    ...main,
    id: 'float32',
    about: 'everything in float32',
    ...Object.fromEntries(
      (['x', 'gamma', 'beta', 'dout'] as const).map((name) => [name, inSingle(main[name])]),
    ),
    dtype: 'float32',
  };
  const evaluation: Case = { ...main, id: 'evaluation', about: 'evaluation mode', mode: 'eval' };
  return [main, small, ...(layer === 'batchnorm' ? [evaluation] : []), whole, single];
}

/** Values near 0.5 whose spread differs widely from element to element: the variance is below eps here, above it there. */
function unequal({ shape, data }: Tensor): Tensor {
  return { shape, data: data.map((value, i) => 0.5 + (value - 0.5) * spreads[i % spreads.length]!) };
}

const spreads = [0.3, 2, 1, 0.5];

function positive({ shape, data }: Tensor): Tensor {
  return { shape, data: data.map((value) => 0.5 + Math.abs(value)) };
}

function inSingle({ shape, data }: Tensor): Tensor {
  return { shape, data: data.map(Math.fround) };
}

/** A tensor in another shape of the same size. */
export function reshaped({ data }: Tensor, shape: readonly number[]): Tensor {
  if (sizeOf(shape) !== data.length) throw new Error('a tensor is reshaped to its own size');
  return { shape, data };
}
