import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Slot } from './slot';

/** The tokens of a value, and whether commas outside its brackets make a list of it. */
export interface Span {
  readonly first: number;
  readonly end: number;
  readonly ends: 'plain' | 'tuple';
}

/** What is read of a slot: in Perl, `@x = (1, 2)` is a list even of one item, and its parentheses are no part of it. */
export function spanOf(source: Source, slot: Slot): Span {
  const { tokens } = source;
  const { value: first, end } = slot;
  if (!isListTarget(source, slot)) return { first, end, ends: slot.tuple ? 'tuple' : 'plain' };
  const isEnclosed = tokens.code(first) === CODE.openParen && tokens.mate(first) === end - 1;
  return isEnclosed ? { first: first + 1, end: end - 1, ends: 'tuple' } : { first, end, ends: 'tuple' };
}

function isListTarget({ tokens, dialect }: Source, { value, first, binding }: Slot): boolean {
  const sigil = value - 3;
  if (dialect.listSigil === undefined || binding !== 'assigned' || sigil < first) return false;
  return tokens.kind(sigil) === Kind.operator && tokens.code(sigil) === dialect.listSigil;
}
