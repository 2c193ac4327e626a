import type { DType } from '../literal';
import type { Callee, Store } from '../dialect/dialect';
import type { Source } from '../lexer/source';
import type { Slot } from '../naming/slot';

/** The size of an axis that the initialiser tells, and of one that is written in a way that we do not know. */
export const UNSIZED = -1;
export const UNKNOWN_SIZE = -2;

/** One axis of an array type. */
export interface Level {
  /** `list` has no elided braces; `wrapper` is the struct around the array in std::array, with braces of its own. */
  readonly kind: 'array' | 'list' | 'wrapper';
  readonly size: number;
}

/** What a declaration or a constructor says about an array: how numbers are stored, and its axes. */
export interface ArrayType {
  /** Null where the elements tell: `new[] {1.0}`. */
  readonly store: Store | null;
  readonly levels: readonly Level[];
  /** Whether it takes its elements by `<<`, as Eigen's matrices do, and not from braces. */
  readonly series: boolean;
}

/** A type with the type of its elements in angle brackets. */
export interface Container {
  readonly axes: readonly Level['kind'][];
  /** How many of the last axes have their sizes behind the type of the elements. */
  readonly sized: number;
  readonly series: boolean;
}

export function container(axes: readonly Level['kind'][], sized = 0, series = false): Container {
  return { axes, sized, series };
}

export const LIST = container(['list']);

/** How a language with types writes its arrays. */
export interface Types {
  /** The brackets that open a list of values. */
  readonly lists: string;
  readonly scalars: ReadonlyMap<string, Store>;
  readonly containers: ReadonlyMap<string, Container>;
  /** Whole types by name: Eigen::Matrix2d. */
  readonly named: ReadonlyMap<string, ArrayType>;
  /** Whether lists inside a list are joined, as in Fortran, where a list may be written `(/ 1, 2 /)`. */
  readonly joins?: true;
  /** Macros that make lists, in a language that has them: `vec![...]`. */
  readonly macros?: ReadonlyMap<string, Callee>;
  /** Words that may stand before or inside a type and do not change it: static, const, mut. */
  readonly qualifiers: ReadonlySet<string>;
  /** Words for a type that the value tells: auto, var. */
  readonly deduced: ReadonlySet<string>;
  /** Whether braces without a type may be read, as in `.x = {1, 2}`. */
  readonly untyped: boolean;
  /** What a list does that is shorter than its declared size; `elided`: inner braces may be missing as well. */
  readonly fills: 'elided' | 'zeros' | 'never';
  /** Which numbers the compiler refuses: too large or too small for their type, and integers beyond a limit. */
  readonly refuses?: { readonly overflow: true; readonly underflow?: true; readonly whole?: number };
  /** Which numbers are rounded to float32 at once, and not to a double first. */
  readonly roundsOnce?: 'literals' | 'constants';
  /** Whether numbers of a type may stand in a list beside those of `all`, for an array that stores them otherwise. */
  admits(given: DType, store: Store | null, all: readonly DType[]): boolean;
  /** Reads what a statement declares: the name, the type, and where its value begins. */
  declare(source: Source, slot: Slot, base: ArrayType | null): void;
}

export function arrayOf(store: Store | null, sizes: readonly number[], series = false): ArrayType {
  return { store, levels: sizes.map((size) => ({ kind: 'array', size })), series };
}
