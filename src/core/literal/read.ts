import { type Result, type UserError, fail, ok } from '../result';
import { blockOf, slotAt, statementOf } from './naming/blocks';
import { dialectOf } from './dialect/registry';
import { type Entry, arraysAndScalars, isArray, readSlot, strayFailure } from './entries';
import { type Failure, userError } from './failure';
import type { ArrayLiteral, Where } from './literal';
import { readSelections } from './selection';
import { type Slot, findSlots } from './naming/slots';
import { type Source, sourceOf } from './lexer/source';

/**
 * The arrays and named scalars that stand as literals in a part of a text, in the order of the text.
 * Nothing is run: only constants are read. Fails with the first array that cannot be read (`LiteralErrorCode`), and
 * with `no-array` where there is none. `document` passes over whatever is no literal, and fails with an array that
 * cannot be read only where it finds no other.
 */
export function readArrays(
  text: string,
  languageId: string,
  where: Where,
): Result<ArrayLiteral[], UserError> {
  const source = sourceOf(text, dialectOf(languageId));
  switch (where.kind) {
    case 'document':
      return answer(source, readDocument(source));
    case 'selections':
      return answer(
        source,
        readSelections(source, where.ranges, (offset) => readCursor(source, offset)),
      );
    case 'cursor':
      return answer(source, readCursor(source, where.offset));
  }
}

/**
 * The literal around the offset, and the arrays and scalars assigned beside it in the same block whose names are
 * recognised; of several assignments to a name, the nearest before the offset, else the first after it.
 * Fails with `no-array` where no literal is around the offset, and with a recognised array that cannot be read.
 */
export function readAround(
  text: string,
  languageId: string,
  offset: number,
  recognised: (name: string) => boolean,
): Result<ArrayLiteral[], UserError> {
  const source = sourceOf(text, dialectOf(languageId));
  return answer(source, readBlock(source, offset, recognised));
}

function answer(source: Source, result: Result<Entry[], Failure>): Result<ArrayLiteral[], UserError> {
  if (!result.ok) return fail(userError(source.text, result.error));
  return ok(result.value.flatMap(({ literal }) => (literal === null ? [] : [literal])));
}

function readDocument(source: Source): Result<Entry[], Failure> {
  const entries: Entry[] = [];
  let first: Failure | null = null;
  for (const slot of findSlots(source)) {
    if (slot.binding === 'element' || (slot.binding === 'none' && !slot.standing)) continue;
    const entry = readSlot(source, slot);
    const failure = entry.failure ?? (isArray(entry) ? strayFailure(source, slot) : null);
    if (failure === null) entries.push(entry);
    else if (entry.broken || entry.failure === null) first ??= failure;
  }
  const found = arraysAndScalars(source, entries);
  if (found.some(isArray)) return ok(found);
  return fail(first ?? noArray([0, source.text.length], 'There is no array of numbers in this document.'));
}

function noArray(range: readonly [number, number], message: string): Failure {
  return { code: 'no-array', message, range };
}

/** The array that an offset is in. */
function readCursor(source: Source, offset: number): Result<Entry[], Failure> {
  const found = readAt(source, findSlots(source), offset);
  if (!found.ok) return found;
  return isArray(found.value) ? ok([found.value]) : fail(noArrayAt(offset));
}

function noArrayAt(offset: number): Failure {
  return noArray(
    [offset, offset],
    'The cursor is in no array of numbers: put it into one, or select the arrays.',
  );
}

/** The literal that an offset is in, a scalar included. */
function readAt(source: Source, slots: readonly Slot[], offset: number): Result<Entry, Failure> {
  const slot = slotAt(source, slots, offset);
  if (slot === null) return fail(noArrayAt(offset));
  const entry = readSlot(source, slot);
  const failure = entry.failure ?? strayFailure(source, slot);
  if (failure === null) return ok(entry);
  return fail(entry.broken || slot.list >= 0 || entry.failure === null ? failure : noArrayAt(offset));
}

function readBlock(
  source: Source,
  offset: number,
  recognised: (name: string) => boolean,
): Result<Entry[], Failure> {
  const slots = findSlots(source);
  const found = readAt(source, slots, offset);
  if (!found.ok) return found;
  const own = found.value;
  const { name } = own.slot;
  if (!isArray(own) && (name === null || !recognised(name))) return fail(noArrayAt(offset));
  const block = blockOf(source, slots, own.slot);
  const entries = [own];
  for (const candidates of byName(
    block,
    statementOf(source, own.slot),
    (other) => other !== name && recognised(other),
  )) {
    const sibling = firstReadable(source, candidates);
    if (sibling === null) continue;
    if (sibling.failure !== null) return fail(sibling.failure);
    entries.push(sibling);
  }
  if (!entries.some(isArray)) return fail(noArrayAt(offset));
  return ok(entries.sort((a, b) => a.slot.first - b.slot.first));
}

/** The slots of each wanted name: those up to `home` from the nearest on, then those after it. */
function byName(block: readonly Slot[], home: Slot, wanted: (name: string) => boolean): Slot[][] {
  const names = new Map<string, { before: Slot[]; after: Slot[] }>();
  for (const slot of block) {
    if (slot.name === null || slot.binding === 'element' || !wanted(slot.name)) continue;
    const found = names.get(slot.name) ?? { before: [], after: [] };
    names.set(slot.name, found);
    (slot.first <= home.first ? found.before : found.after).push(slot);
  }
  return [...names.values()].map(({ before, after }) => [...before.reverse(), ...after]);
}

/** The first slot that holds a literal, or one that is meant to; null where all hold other code. */
function firstReadable(source: Source, slots: readonly Slot[]): Entry | null {
  for (const slot of slots) {
    const entry = readSlot(source, slot);
    if (entry.literal !== null || entry.broken) return entry;
  }
  return null;
}
