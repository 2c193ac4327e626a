import { sizeOf } from '../tensor/tensor';

/**
 * Which elements of x share statistics, and which share a gamma and a beta.
 * The normalisation layers are one thing, "normalise over a set of axes, then scale and shift";
 * a layout is all that tells them apart.
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

/** The layout of a tensor normalised over some axes, with gamma and beta along others. */
export function layoutOf(
  shape: readonly number[],
  axes: { readonly normalised: readonly number[]; readonly parameters: readonly number[] },
): Layout {
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.normalised.includes(axis));
  const groupShape = kept.map((axis) => shape[axis] ?? 1);
  const size = sizeOf(shape);
  return {
    shape,
    size,
    count: size / sizeOf(groupShape),
    groupShape,
    paramShape: axes.parameters.map((axis) => shape[axis] ?? 1),
    groupOf: projection(shape, kept),
    paramOf: projection(shape, axes.parameters),
  };
}

/** For every element, the row-major position of its index along some of the axes only. */
function projection(shape: readonly number[], axes: readonly number[]): Uint32Array {
  const positions = new Uint32Array(sizeOf(shape));
  let inner = positions.length;
  for (const [axis, length] of shape.entries()) {
    inner /= length;
    const stride = axes.includes(axis) ? sizeOf(axes.filter((a) => a > axis).map((a) => shape[a] ?? 1)) : 0;
    for (let i = 0; i < positions.length; i++) positions[i]! += (Math.floor(i / inner) % length) * stride;
  }
  return positions;
}

/** Batch normalisation of (N, D): statistics over the batch, one gamma and beta a feature. */
export function batchNormLayout(shape: readonly number[]): Layout {
  return layoutOf(shape, { normalised: [0], parameters: [1] });
}
