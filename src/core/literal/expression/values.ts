import { FLOAT32, FLOAT64, INTEGER, type Scalar, type Store } from '../dialect/dialect';
import type { Elements } from '../lexer/buffers';
import type { DType } from '../literal';

/** What an expression came to. `row` is a list inside a list, whose numbers are already among the elements. */
export type Value = (Scalar & { readonly kind: 'scalar' }) | { readonly kind: 'row' } | ArrayValue;

/** A list of the language, or an array of its library; its elements are the last ones read, from `from` on. */
export interface ArrayValue {
  readonly kind: 'list' | 'array';
  readonly store: Store;
  readonly shape: readonly number[];
  readonly from: number;
}

/** Which stores the numbers of a list have, and which one holds them all. */
export class Mixture {
  private seen = 0;
  private only: Store = INTEGER;

  add(store: Store): void {
    this.seen |= store.dtype === 'int' ? 1 : store.dtype === 'float32' ? 2 : 4;
    this.only = store;
  }

  get dtypes(): DType[] {
    return (['int', 'float32', 'float64'] as const).filter((_, bit) => (this.seen & (1 << bit)) !== 0);
  }

  get store(): Store {
    if (this.seen === 1) return this.only.low === 0 ? this.only : INTEGER;
    return this.seen === 2 ? FLOAT32 : FLOAT64;
  }
}

/** A number as a store keeps it; null where the store has no room for it. */
export function stored(value: number, store: Store): number | null {
  if (store.dtype === 'float64') return value;
  if (store.dtype === 'float32') return Math.fround(value);
  const whole = Math.trunc(value) + 0;
  return Number.isFinite(whole) && whole >= store.low && whole <= store.high ? whole : null;
}

/** The array with its axes reversed. */
export function transposed(array: ArrayValue, elements: Elements): ArrayValue {
  const shape = [...array.shape].reverse();
  const count = elements.count - array.from;
  const order = new Uint32Array(count);
  const strides = stridesOf(array.shape).reverse();
  const index = new Array<number>(shape.length).fill(0);
  let source = 0;
  for (let place = 0; place < count; place++) {
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
  elements.permute(array.from, order);
  return { ...array, shape };
}

function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  }
  return strides;
}

/** The shape that reshape(...lengths) gives to so many elements, one length may be -1; null where none fits. */
export function reshaped(lengths: readonly number[], count: number): number[] | null {
  const open = lengths.filter((length) => length === -1).length;
  const known = lengths.reduce((product, length) => (length === -1 ? product : product * length), 1);
  if (open > 1 || known <= 0 || lengths.some((length) => length < -1)) return null;
  const shape = lengths.map((length) => (length === -1 ? count / known : length));
  const fits = open === 1 ? count % known === 0 : known === count;
  return fits && shape.length > 0 ? shape : null;
}
