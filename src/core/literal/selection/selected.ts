import type { Range } from '../../result';
import type { Source } from '../lexer/source';

/** A selected range, with the first token that it touches and the token after the last. */
export interface Selected {
  readonly range: Range;
  readonly first: number;
  readonly end: number;
}

export function selectedIn({ tokens }: Source, range: Range): Selected {
  return { range, first: tokens.ends.firstAtLeast(range[0] + 1), end: tokens.starts.firstAtLeast(range[1]) };
}
