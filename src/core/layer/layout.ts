import { sizeOf } from '../tensor/tensor';
import type { Form, LayerId } from './form';

/**
 * Which elements of x share statistics, and which share a gamma and a beta.
 * The normalisation layers are one thing, "normalise over a set of axes, then scale and shift";
 * a layout is all that tells them apart (and RMS norm, which leaves the mean where it is).
 */
export interface Layout {
  readonly shape: readonly number[];
  readonly size: number;
  /** N, the number of values that each statistic is taken over. */
  readonly count: number;
  readonly groupShape: readonly number[];
  readonly paramShape: readonly number[];
  /** Statistics group and parameter of the element at a row-major position. */
  readonly groupOf: Uint32Array;
  readonly paramOf: Uint32Array;
}

/** The axes of x by their meaning; group norm's x has its channels split into (group, channel within the group). */
interface Axes {
  readonly batch: number;
  readonly channels: readonly number[];
  readonly spatial: readonly number[];
  readonly last: readonly number[];
}

interface AxisSets {
  readonly normalised: readonly number[];
  readonly parameters: readonly number[];
}

/** Over which axes each layer takes its statistics, and along which it has a gamma and a beta. */
const axisSets: Readonly<Record<LayerId, (axes: Axes) => AxisSets>> = {
  batchnorm: ({ batch, channels, spatial }) => ({ normalised: [batch, ...spatial], parameters: channels }),
  instancenorm: ({ channels, spatial }) => ({ normalised: spatial, parameters: channels }),
  groupnorm: ({ channels, spatial }) => ({
    normalised: [...channels.slice(1), ...spatial],
    parameters: channels,
  }),
  layernorm: ({ last }) => ({ normalised: last, parameters: last }),
  rmsnorm: ({ last }) => ({ normalised: last, parameters: last }),
  dropout: () => ({ normalised: [], parameters: [] }),
};

/** The layout of a layer on x of some shape, which must fit it (`problem/fit.ts` sees to that). */
export function layoutFor(shape: readonly number[], { layer, layout, groups, normDims }: Form): Layout {
  const channel = layout.indexOf('C') > 1 ? shape.length - 1 : Math.min(1, shape.length - 1);
  const split = layer === 'groupnorm';
  const channels = split ? [channel, channel + 1] : [channel];
  const seen = split ? shape.toSpliced(channel, 1, groups, (shape[channel] ?? 1) / groups) : shape;
  const all = seen.map((_, axis) => axis);
  const spatial = all.filter((axis) => axis !== 0 && !channels.includes(axis));
  const last = all.slice(seen.length - normDims);
  const sets = axisSets[layer]({ batch: 0, channels, spatial, last });
  const { paramShape, ...rest } = layoutOf(seen, sets);
  return { ...rest, shape, paramShape: split ? [shape[channel] ?? 1] : paramShape };
}

/** The layout of a tensor normalised over some axes, with gamma and beta along others. */
export function layoutOf(shape: readonly number[], { normalised, parameters }: AxisSets): Layout {
  const kept = shape.map((_, axis) => axis).filter((axis) => !normalised.includes(axis));
  const groupShape = kept.map((axis) => shape[axis] ?? 1);
  const size = sizeOf(shape);
  return {
    shape,
    size,
    count: size / sizeOf(groupShape),
    groupShape,
    paramShape: parameters.map((axis) => shape[axis] ?? 1),
    groupOf: projection(shape, kept),
    paramOf: projection(shape, parameters),
  };
}

/** For every element, the row-major position of its index along some of the axes only. */
function projection(shape: readonly number[], axes: readonly number[]): Uint32Array {
  const positions = new Uint32Array(sizeOf(shape));
  let inner = positions.length;
  for (const [axis, length] of shape.entries()) {
    inner /= length;
    if (!axes.includes(axis)) continue;
    const stride = sizeOf(axes.filter((a) => a > axis).map((a) => shape[a] ?? 1));
    for (let i = 0, index = 0; i < positions.length; index = (index + 1) % length) {
      for (const end = i + inner; i < end; i++) positions[i]! += index * stride;
    }
  }
  return positions;
}
