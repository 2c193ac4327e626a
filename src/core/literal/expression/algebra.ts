import type { Library, Store } from '../dialect/dialect';
import type { Arguments } from './arguments';
import type { View } from './view';

/** What the array library of a language does to whole arrays, as far as we follow it exactly. */
export interface Algebra {
  /** Functions by their names: np.zeros, np.reshape. */
  readonly functions: ReadonlyMap<string, Making | Rearrangement>;
  /** Methods and attributes of arrays by their names: reshape, T. */
  readonly methods: ReadonlyMap<string, Rearrangement>;
  /** Methods of a generator of random numbers: randn. */
  readonly draws: ReadonlyMap<string, Making>;
  /** Functions that make such a generator. */
  readonly generators: ReadonlySet<string>;
  /** Named arguments that change neither shape nor values. */
  readonly ignores: ReadonlySet<string>;
  /** Subscripts that add an axis: None, np.newaxis. */
  readonly newAxes: ReadonlySet<string>;
  /** Arithmetic on arrays, element by element; or the reason why it is not followed. */
  elementwise(operator: string, left: Operand, right: Operand): Elementwise | string;
}

/** A function that makes an array of lengths and numbers. */
export interface Making {
  readonly kind: 'makes';
  readonly library: Library;
  /** A leading `*` takes all positional arguments. */
  readonly parameters: readonly string[];
  make(args: Arguments): Made;
}

/** `weak`: one number of the language itself, and no array. */
export interface Made {
  readonly shape: readonly number[];
  readonly store: Store;
  readonly value: (index: number) => number;
  readonly weak?: boolean;
}

/** A function or method that puts the elements of an array into another order or shape. */
export interface Rearrangement {
  readonly kind: 'rearranges';
  readonly parameters: readonly string[];
  /** Whether it is written without parentheses: .T */
  readonly isAttribute?: boolean;
  /** The views to take one after the other, each of what the one before it gives; null where the array has none. */
  views(shape: readonly number[], args: Arguments, library: Library | null): readonly (View | null)[];
}

/** A side of an operator: an array, or a number of the language (no library), which takes over the array's store. */
export interface Operand {
  readonly store: Store;
  readonly library: Library | null;
  readonly number: number | null;
}

/** How an operator joins two elements; null where the result does not fit into the store. */
export interface Elementwise {
  readonly store: Store;
  image(left: number, right: number): number | null;
}
