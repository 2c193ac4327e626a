/** Numbers with a shape, row-major. A scalar has shape []. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** How many elements a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** The index along each axis of the element at a row-major position. */
export function indexAt(shape: readonly number[], position: number): number[] {
  const index = new Array<number>(shape.length).fill(0);
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    index[axis] = rest % length;
    rest = Math.floor(rest / length);
  }
  return index;
}

/** `dx[2,1]`: how we name an element everywhere, 0-based as in NumPy. */
export function elementName(name: string, index: readonly number[]): string {
  return index.length === 0 ? name : `${name}[${index.join(',')}]`;
}

/** `(4, 5)`, `(5,)` or `()`, as NumPy prints a shape. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}
