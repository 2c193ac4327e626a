import { type Result, fail, ok } from '../../result';
import { type Entry, type ReadSlot, isArray, strayFailure } from '../entries';
import type { Failure } from '../failure';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Slot } from './slot';

/** The array that an offset is in, alone in a list; `no-array` where it is in none. */
export function readCursor(
  source: Source,
  slots: readonly Slot[],
  offset: number,
  read: ReadSlot,
): Result<Entry[], Failure> {
  const found = readAt(source, slots, offset, read);
  if (!found.ok) return found;
  return isArray(found.value) ? ok([found.value]) : fail(noArrayAt(offset));
}

/** The literal that an offset is in, a scalar included. */
export function readAt(
  source: Source,
  slots: readonly Slot[],
  offset: number,
  read: ReadSlot,
): Result<Entry, Failure> {
  const slot = slotAt(source, slots, offset);
  if (slot === null) return fail(noArrayAt(offset));
  const entry = read(slot);
  const stray = strayFailure(source, slot);
  if (entry.failure === null) return stray === null ? ok(entry) : fail(stray);
  return fail(entry.broken || slot.list >= 0 ? entry.failure : noArrayAt(offset));
}

export function noArrayAt(offset: number): Failure {
  const message = 'The cursor is in no array of numbers: put it into one, or select the arrays.';
  return { code: 'no-array', message, range: [offset, offset] };
}

/**
 * The innermost slot around an offset. Its edges count as inside, and so do a semicolon after it and, where a bracket
 * was left open, everything up to what follows.
 */
function slotAt(source: Source, slots: readonly Slot[], offset: number): Slot | null {
  const { tokens } = source;
  let found: Slot | null = null;
  for (const slot of slots) {
    if (tokens.start(slot.first) > offset) break;
    const semicolon = tokens.kind(slot.end) === Kind.semicolon && tokens.end(slot.end) === offset;
    const end = slot.unclosed ? tokens.start(slot.end) : tokens.end(slot.end - 1);
    if (offset <= end || semicolon) found = slot;
  }
  return found;
}
