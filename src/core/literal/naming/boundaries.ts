import { CODE } from '../lexer/chars';
import { type Source, pathAfter } from '../lexer/source';
import { Kind, endsValue } from '../lexer/tokens';
import type { Slot } from './slot';

/** Where one value ends and the next begins without a separator that says so. */

/** Whether a line end, or in prose a word beside an array, ends the slot before this token. */
export function isBoundary(source: Source, slot: Slot, group: string, index: number): boolean {
  const { tokens, dialect } = source;
  if (group === 'call') return false;
  const before = tokens.kind(index - 1);
  if (dialect.prose && group === 'document' && isProseBoundary(source, slot, index)) return true;
  if (dialect.tables === true && endsStatement(source, index)) return true;
  if (!tokens.afterBreak(index)) return false;
  if (dialect.types !== undefined && (isDirective(source, index) || isDirective(source, slot.first)))
    return true;
  if (before === Kind.assign) return false;
  if (before === Kind.colon && dialect.prose) return false;
  if (before === Kind.comma && dialect.commasJoinLines === true) return false;
  // In R and Julia an operator goes on to the next line.
  const goesOn = dialect.matrix !== undefined && (before === Kind.operator || before === Kind.sign);
  if (goesOn && dialect.name !== 'MATLAB' && tokens.code(index - 1) !== CODE.apostrophe) return false;
  if (dialect.lineEnds && (group === 'document' || dialect.blocks)) return true;
  return endsValue(before) && beginsValue(source, index);
}

/** Lua: a name right after a value begins the next statement, also on the same line. */
function endsStatement({ tokens, dialect }: Source, index: number): boolean {
  const before = tokens.kind(index - 1);
  const isName = tokens.kind(index) === Kind.name && !dialect.joiningWords.has(tokens.textOf(index));
  return isName && before !== Kind.name && endsValue(before);
}

/** `#include`, `#define`: a line by itself. */
function isDirective({ tokens }: Source, index: number): boolean {
  return tokens.code(index) === CODE.hash && tokens.kind(index + 1) === Kind.name;
}

function beginsValue({ tokens, dialect }: Source, index: number): boolean {
  const kind = tokens.kind(index);
  if (kind === Kind.name) return !dialect.joiningWords.has(tokens.textOf(index));
  // C#: `new double[,]` and its braces on the next line.
  const opensBlock = dialect.types === undefined && tokens.isOpen(index, CODE.openBrace);
  return kind <= Kind.string || opensBlock;
}

/** In prose a word after an array begins something else, and so does an array after a word. */
function isProseBoundary(source: Source, slot: Slot, index: number): boolean {
  const { tokens } = source;
  if (!tokens.afterSpace(index) || slot.value === index) return false;
  const before = tokens.kind(index - 1);
  if (before === Kind.close) return tokens.kind(index) === Kind.name;
  return before === Kind.name && beginsArray(source, index);
}

function beginsArray({ tokens, dialect }: Source, index: number): boolean {
  if (tokens.kind(index) !== Kind.name) return tokens.code(index) === CODE.openBracket;
  const { path, last } = pathAfter(tokens, index, tokens.count);
  return tokens.code(last + 1) === CODE.openParen && dialect.calls.has(path);
}

/** `dx [[1 2]]`, as print("dx", dx) writes it: the word names the array. */
export function nameInProse(source: Source, slot: Slot): void {
  const { tokens } = source;
  const before = slot.first - 1;
  const isNamed = tokens.kind(before) === Kind.name && !tokens.afterBreak(slot.first);
  if (!isNamed || !beginsArray(source, slot.first)) return;
  slot.name = tokens.textOf(before);
  slot.binding = 'keyed';
}

/** Whether a comma parts `x = [1], y = [2]` or `"x": [1], "y": [2]`, a piece of a call or of a dictionary. */
export function namesWhatFollows({ tokens }: Source, slot: Slot, comma: number): boolean {
  const kind = tokens.kind(comma + 1);
  const next = tokens.kind(comma + 2);
  if (kind === Kind.name && next === Kind.assign) return slot.binding !== 'none';
  return (kind === Kind.name || kind === Kind.string) && next === Kind.colon;
}
