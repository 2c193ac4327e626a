import type { RandomState } from '../../random/random-state';
import type { Scalar, Store } from '../dialect/dialect';

/** What is known of a name: a number, lengths such as those of a shape, an array's shape, a seeded generator. */
export type Known =
  | (Scalar & { readonly kind: 'number' })
  | { readonly kind: 'lengths'; readonly lengths: readonly number[] }
  | { readonly kind: 'array'; readonly shape: readonly number[]; readonly store: Store }
  | { readonly kind: 'generator'; readonly generator: Generator };

/** Where random numbers come from; `lost` says why it is not known which ones come next. */
export interface Generator {
  state: RandomState | null;
  lost: string;
}

/** What the code before an expression tells about it. */
export interface Scope {
  known(name: string): Known | undefined;
  /** The generator that the library's functions draw from. */
  generator(): Generator;
}

/** Nothing is known. */
export const NO_SCOPE: Scope = {
  known: () => undefined,
  generator: () => ({ state: null, lost: 'the code before it is not read here' }),
};
