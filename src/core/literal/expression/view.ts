import { sizeOf } from '../../tensor/tensor';

/** A way to walk over the elements of an array: element (i, j, ...) stands at offset + i strides[0] + j strides[1] + ... */
export interface View {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** What a subscript asks of one axis: one element, a stretch of it, or a new axis of length 1. */
export type Pick =
  | { readonly kind: 'index'; readonly index: number }
  | {
      readonly kind: 'slice';
      readonly start: number | null;
      readonly stop: number | null;
      readonly step: number;
    }
  | { readonly kind: 'new' };

export function viewOf(shape: readonly number[]): View {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  }
  return { shape, strides, offset: 0 };
}

/** The axes in another order; null where `axes` does not name each of them once. */
export function withAxes({ shape, strides, offset }: View, axes: readonly number[]): View | null {
  const order = axes.map((axis) => (axis < 0 ? axis + shape.length : axis));
  const isOrder = order.length === shape.length && shape.every((_, axis) => order.includes(axis));
  if (!isOrder) return null;
  return {
    shape: order.map((axis) => shape[axis] ?? 1),
    strides: order.map((axis) => strides[axis] ?? 0),
    offset,
  };
}

/** The axes reversed. */
export function transposed({ shape, strides, offset }: View): View {
  return { shape: [...shape].reverse(), strides: [...strides].reverse(), offset };
}

/** What a subscript picks; null where an index lies outside, or there are more picks than axes. */
export function picked(view: View, picks: readonly Pick[]): View | null {
  const shape: number[] = [];
  const strides: number[] = [];
  let { offset } = view;
  let axis = 0;
  for (const pick of picks) {
    if (pick.kind === 'new') {
      shape.push(1);
      strides.push(0);
      continue;
    }
    const length = view.shape[axis];
    const stride = view.strides[axis++] ?? 0;
    if (length === undefined) return null;
    if (pick.kind === 'index') {
      const index = pick.index < 0 ? pick.index + length : pick.index;
      if (index < 0 || index >= length) return null;
      offset += index * stride;
      continue;
    }
    const { first, count } = stretch(pick.start, pick.stop, pick.step, length);
    shape.push(count);
    strides.push(stride * pick.step);
    offset += first * stride;
  }
  return {
    shape: [...shape, ...view.shape.slice(axis)],
    strides: [...strides, ...view.strides.slice(axis)],
    offset,
  };
}

/** Where start:stop:step begins on an axis, and how many elements it takes, by Python's rules. */
function stretch(
  start: number | null,
  stop: number | null,
  step: number,
  length: number,
): { first: number; count: number } {
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const clipped = (bound: number | null, missing: number): number => {
    if (bound === null) return missing;
    return Math.min(highest, Math.max(lowest, bound < 0 ? bound + length : bound));
  };
  const first = clipped(start, step > 0 ? lowest : highest);
  const last = clipped(stop, step > 0 ? highest : lowest);
  return { first, count: Math.max(0, Math.ceil((last - first) / step)) };
}

/** The view repeated along axes of length 1, and along new first axes, until it has a shape; null where it cannot. */
export function broadcast({ shape, strides, offset }: View, wanted: readonly number[]): View | null {
  const surplus = wanted.length - shape.length;
  const fits =
    surplus >= 0 && shape.every((length, axis) => length === 1 || length === wanted[axis + surplus]);
  if (!fits) return null;
  const repeated = wanted.map((_, axis) =>
    shape[axis - surplus] === 1 ? 0 : (strides[axis - surplus] ?? 0),
  );
  return { shape: wanted, strides: repeated, offset };
}

/** The shape that two shapes have in common by broadcasting; null where there is none. */
export function commonShape(left: readonly number[], right: readonly number[]): number[] | null {
  const rank = Math.max(left.length, right.length);
  const shape: number[] = [];
  for (let axis = -rank; axis < 0; axis++) {
    const [a, b] = [left.at(axis) ?? 1, right.at(axis) ?? 1];
    if (a !== b && a !== 1 && b !== 1) return null;
    shape.push(a === 1 ? b : a);
  }
  return shape;
}

/** For each element of a view, row by row, the place where it stands. */
export function orderOf({ shape, strides, offset }: View): Uint32Array {
  const order = new Uint32Array(sizeOf(shape));
  const index = new Array<number>(shape.length).fill(0);
  let source = offset;
  for (let place = 0; place < order.length; place++) {
    order[place] = source;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      const stride = strides[axis] ?? 0;
      if (next < (shape[axis] ?? 0)) {
        index[axis] = next;
        source += stride;
        break;
      }
      index[axis] = 0;
      source -= stride * (next - 1);
    }
  }
  return order;
}

/** The shape that reshape(...lengths) gives to so many elements, one length may be -1; null where none fits. */
export function reshaped(lengths: readonly number[], count: number): number[] | null {
  const open = lengths.filter((length) => length === -1).length;
  const known = lengths.reduce((product, length) => (length === -1 ? product : product * length), 1);
  const isLength = lengths.every((length) => Number.isInteger(length) && length >= -1);
  if (open > 1 || known <= 0 || !isLength) return null;
  const shape = lengths.map((length) => (length === -1 ? count / known : length));
  return (open === 1 ? count % known === 0 : known === count) ? shape : null;
}
