import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { Kind, endsValue } from '../lexer/tokens';
import { constructorAt } from '../typing/type-at';
import type { Slot } from './slot';

/** Which braces hold the elements of an array, and which hold statements or the fields of a structure. */

/** The brace after a type that begins at a token where a value is expected; -1 where none does. */
export function braceAfterType(source: Source, index: number): number {
  const { tokens, dialect } = source;
  const kind = tokens.kind(index);
  if (kind !== Kind.name && !tokens.isOpen(index, CODE.openBracket)) return -1;
  const before = tokens.kind(index - 1);
  if (dialect.types?.lists.includes('{') !== true || tokens.textOf(index - 1) === '->') return -1;
  if (before === Kind.dot || (endsValue(before) && !dialect.leadingWords.has(tokens.textOf(index - 1))))
    return -1;
  const next = constructorAt(source, index)?.next ?? -1;
  return tokens.isOpen(next, CODE.openBrace) ? next : -1;
}

export function isInitialiser(
  source: Source,
  index: number,
  slot: Slot | null,
  group: string,
  brace: number,
): boolean {
  if (isKeyed(source, index)) return false;
  if (group === 'list' || index === brace) return true;
  return slot !== null && index === slot.value && (slot.value > slot.first || group === 'call');
}

/** `{ .x = 1 }`, `{ X = 1 }`, `{ x: 1 }`, `{ "x": 1 }` */
function isKeyed({ tokens }: Source, open: number): boolean {
  const kind = tokens.kind(open + 1);
  if (kind === Kind.dot) return tokens.kind(open + 2) === Kind.name;
  const next = tokens.kind(open + 2);
  return (kind === Kind.name || kind === Kind.string) && (next === Kind.assign || next === Kind.colon);
}
