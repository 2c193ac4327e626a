import type { Range } from '../result';
import type { Places } from './lexer/places';
import type { Tensor } from '../tensor/tensor';

/** What the text says its numbers are stored as. */
export type DType = 'float64' | 'float32' | 'int';

/**
 * An array (or a named scalar, shape []) as it stands in a text.
 * Element k of `tensor.data` is written at `[places.start(k), places.end(k))`.
 */
export interface ArrayLiteral {
  readonly name: string | null;
  readonly tensor: Tensor;
  readonly dtype: DType;
  /** The whole literal with the call around it: `np.array([[1, 2]])`. */
  readonly range: Range;
  readonly places: Places;
}

/** Which part of a document is meant. */
export type Where =
  | { readonly kind: 'document' }
  | { readonly kind: 'selections'; readonly ranges: readonly Range[] }
  | { readonly kind: 'cursor'; readonly offset: number };

/** Why a text is not an array of numbers. */
export type LiteralErrorCode =
  | 'ragged'
  | 'empty'
  | 'not-a-number'
  | 'non-literal'
  | 'elided'
  | 'unbalanced'
  | 'not-numeric'
  | 'too-deep'
  | 'no-array'
  | 'hole';
