import { FLOAT32, FLOAT64, INTEGER, type Library, type Scalar, type Store } from '../dialect/dialect';
import type { DType } from '../literal';
import type { Elements } from '../lexer/buffers';
import type { Generator } from './scope';
import { orderOf, transposed as reversedAxes, viewOf } from './view';

/**
 * What an expression came to. `row` is a list inside a list, whose numbers are already among the elements; `outline`
 * is an array of which only the shape is known; `generator` makes random numbers.
 */
export type Value =
  | (Scalar & { readonly kind: 'scalar' })
  | { readonly kind: 'row' }
  | ArrayValue
  | Outline
  | { readonly kind: 'generator'; readonly generator: Generator };

/** A value that holds numbers. */
export type Numbers = Extract<Value, { kind: 'scalar' }> | ArrayValue;

/** A list of the language, or an array of its library; its elements are the last ones read, from `from` on. */
export interface ArrayValue {
  readonly kind: 'list' | 'array';
  readonly store: Store;
  readonly shape: readonly number[];
  readonly from: number;
  /** Whose rules of arithmetic hold; null for a list. */
  readonly library?: Library | null | undefined;
}

export interface Outline {
  readonly kind: 'outline';
  readonly store: Store;
  readonly shape: readonly number[];
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
  const view = reversedAxes(viewOf(array.shape));
  elements.rearrange(array.from, orderOf(view));
  return { ...array, shape: view.shape };
}
