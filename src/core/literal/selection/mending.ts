import { type Result, fail, ok } from '../../result';
import { type Entry, literalOf } from '../entries';
import { evaluate } from '../expression/evaluate';
import type { Failure } from '../failure';
import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Slot } from '../naming/slot';
import type { Selected } from './selected';

/**
 * The selected tokens of an array that cannot be read as it stands, with brackets put back at their ends. Fails where
 * this can be done in more than one way; null where the array's own failure tells more.
 */
export function mendedValue(
  source: Source,
  { slot }: Entry,
  failure: Failure,
  { range, first, end }: Selected,
): Result<Entry, Failure> | null {
  const { tokens } = source;
  const isOutside = failure.range[1] <= range[0] || failure.range[0] >= range[1];
  if (failure.code !== 'unbalanced' && !(isOutside && isPureList(source, slot))) return null;
  for (let at = slot.end; at < end; at++) {
    if (!isSeparator(tokens.kind(at))) return null;
  }
  const isList =
    tokens.code(slot.value) === (source.dialect.tables === true ? CODE.openBrace : CODE.openBracket);
  const to = Math.min(end, slot.end);
  // What stands behind the selection on the same line may change the array.
  if (to < slot.end && !tokens.afterBreak(to) && !isSeparator(tokens.kind(to))) return null;
  return put(source, slot, isList ? Math.max(first, slot.value) : slot.value, to);
}

function isSeparator(kind: number): boolean {
  return kind === Kind.comma || kind === Kind.semicolon || kind === Kind.close;
}

/** Whether a value is a list from its first token to its last, with nothing around that changes it. */
function isPureList(source: Source, slot: Slot): boolean {
  const { tokens } = source;
  return (
    tokens.code(slot.value) === (source.dialect.tables === true ? CODE.openBrace : CODE.openBracket) &&
    tokens.mate(slot.value) === slot.end - 1
  );
}

function put(source: Source, slot: Slot, from: number, to: number): Result<Entry, Failure> | null {
  const { first, last, missing } = trimmed(source, from, to);
  if (first >= last) return null;
  const { reading, failure } = evaluate(source, first, last, { missingOpen: missing });
  if (reading === null) return failure === null ? null : fail(failure);
  if (reading.value.kind === 'scalar') return null;
  const literal = literalOf(source, reading, first, last, slot.name);
  return ok({
    slot,
    literal,
    failure: null,
    rearranged: reading.rearranged,
    broken: false,
    telling: false,
    known: null,
  });
}

/** The tokens without separators at their ends, and how many brackets close there that did not open. */
function trimmed(source: Source, from: number, to: number): { first: number; last: number; missing: number } {
  const { tokens } = source;
  let [first, last] = [from, to];
  while (first < last && tokens.kind(first) === Kind.comma) first++;
  while (last > first && tokens.kind(last - 1) === Kind.comma) last--;
  let depth = 0;
  let missing = 0;
  for (let at = first; at < last; at++) {
    if (tokens.kind(at) === Kind.open) depth++;
    else if (tokens.kind(at) === Kind.close) depth--;
    missing = Math.max(missing, -depth);
  }
  return { first, last, missing };
}

/**
 * The rows in a selection in which a bracket closes that opens nowhere: their opening brackets were not copied.
 * Null where the selection is no such thing.
 */
export function mendedRows(
  source: Source,
  slots: readonly Slot[],
  { first, end }: Selected,
): Result<Entry[], Failure> | null {
  const { tokens } = source;
  const slot = slots.find(({ stray, end: slotEnd }) => stray >= first && stray < end && slotEnd > first);
  if (slot === undefined || slot.binding !== 'none' || slot.first < first) return null;
  if (slot.stray === end - 1 && isWhole(source, slot)) return null;
  for (let at = first; at < end; at++) {
    if (tokens.kind(at) === Kind.assign || tokens.kind(at) === Kind.colon) return null;
  }
  const rows = put(source, slot, first, end);
  return rows === null || !rows.ok ? rows : ok([rows.value]);
}

/** Whether a slot holds a whole array by itself, so that the bracket after it is surplus. */
function isWhole(source: Source, slot: Slot): boolean {
  if (source.tokens.kind(slot.value) !== Kind.open) return false;
  return evaluate(source, slot.value, slot.end, slot.tuple ? 'tuple' : 'plain').reading !== null;
}
