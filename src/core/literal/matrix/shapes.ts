import type { Elements } from '../lexer/buffers';
import { sizeOf } from '../../tensor/tensor';

/** Moving the elements of arrays: all are row-major here, though these languages count along columns. */

/** The last lengths of the axes' steps: how far apart neighbours along each axis stand. */
function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  }
  return strides;
}

/** Walks an array with axes of these lengths and strides, the first axis in `axes` fastest, and tells each offset. */
function walk(
  shape: readonly number[],
  strides: readonly number[],
  axes: readonly number[],
  visit: (offset: number, count: number) => void,
): void {
  const index = new Array<number>(shape.length).fill(0);
  const size = sizeOf(shape);
  let offset = 0;
  for (let count = 0; count < size; count++) {
    visit(offset, count);
    for (const axis of axes) {
      const next = (index[axis] ?? 0) + 1;
      const stride = strides[axis] ?? 0;
      if (next < (shape[axis] ?? 0)) {
        index[axis] = next;
        offset += stride;
        break;
      }
      index[axis] = 0;
      offset -= stride * (next - 1);
    }
  }
}

/** Row-major offsets in the order in which columns are counted. */
function columnMajor(shape: readonly number[]): Uint32Array {
  const offsets = new Uint32Array(sizeOf(shape));
  walk(shape, stridesOf(shape), [...shape.keys()], (offset, count) => {
    offsets[count] = offset;
  });
  return offsets;
}

/** Reshapes an array as these languages do: elements keep their order along columns. */
export function reshape(
  elements: Elements,
  from: number,
  before: readonly number[],
  after: readonly number[],
): void {
  if (isFlat(before) && isFlat(after)) return;
  const [sources, places] = [columnMajor(before), columnMajor(after)];
  const order = new Uint32Array(sources.length);
  places.forEach((place, count) => {
    order[place] = sources[count] ?? 0;
  });
  elements.rearrange(from, order);
}

/** Whether an array has at most one axis that is longer than 1, so that every order is the same. */
function isFlat(shape: readonly number[]): boolean {
  return shape.filter((length) => length !== 1).length <= 1;
}

/** Puts axis `axes[k]` at place k; returns the new shape. */
export function permuted(
  elements: Elements,
  from: number,
  shape: readonly number[],
  axes: readonly number[],
): number[] {
  const strides = stridesOf(shape);
  const lengths = axes.map((axis) => shape[axis] ?? 1);
  const order = new Uint32Array(sizeOf(shape));
  const backwards = [...lengths.keys()].reverse();
  walk(
    lengths,
    axes.map((axis) => strides[axis] ?? 0),
    backwards,
    (offset, count) => {
      order[count] = offset;
    },
  );
  if (!isFlat(shape)) elements.rearrange(from, order);
  return lengths;
}

/** A shape with so many axes, the missing ones of length 1 at the end. */
export function padded(shape: readonly number[], rank: number): number[] {
  return [...shape, ...new Array<number>(Math.max(0, rank - shape.length)).fill(1)];
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/**
 * Joins arrays of one rank that stand one after another among the elements, along an axis. Returns the shape, or the
 * index of the first array that does not fit the one before it.
 */
export function joined(
  elements: Elements,
  from: number,
  shapes: readonly (readonly number[])[],
  axis: number,
): number[] | number {
  const first = shapes[0] ?? [];
  const across = (shape: readonly number[]): number[] =>
    shape.map((length, at) => (at === axis ? 0 : length));
  const misfit = shapes.findIndex((shape) => !sameShape(across(shape), across(first)));
  if (misfit >= 0) return misfit;
  const length = shapes.reduce((sum, shape) => sum + (shape[axis] ?? 1), 0);
  const result = first.map((other, at) => (at === axis ? length : other));
  const outer = sizeOf(first.slice(0, axis));
  if (outer > 1 && shapes.length > 1) interleave(elements, from, shapes, outer);
  return result;
}

/** From each array in turn one piece, so many times. */
function interleave(
  elements: Elements,
  from: number,
  shapes: readonly (readonly number[])[],
  outer: number,
): void {
  const sizes = shapes.map(sizeOf);
  const order = new Uint32Array(sizes.reduce((a, b) => a + b, 0));
  let place = 0;
  for (let piece = 0; piece < outer; piece++) {
    let start = 0;
    for (const size of sizes) {
      const length = size / outer;
      for (let at = 0; at < length; at++) order[place++] = start + piece * length + at;
      start += size;
    }
  }
  elements.rearrange(from, order);
}
