import { type Range, type Result, fail, ok } from '../result';
import { type Entry, arraysAndScalars, isArray, readSlot } from './entries';
import type { Failure } from './failure';
import { mend, rowsOf } from './partial';
import { textRegion } from './region';
import { type Slot, findSlots } from './naming/slots';
import type { Source } from './lexer/source';

type ReadCursor = (offset: number) => Result<Entry[], Failure>;

/**
 * The arrays and named scalars in the selected ranges. A range may cut into a statement: a value is read whole when
 * all its numbers are selected, and selected rows of a larger array are read as an array of these rows.
 */
export function readSelections(
  source: Source,
  ranges: readonly Range[],
  readCursor: ReadCursor,
): Result<Entry[], Failure> {
  const slots = findSlots(source);
  const entries = new Map<number, Entry>();
  for (const range of merged(ranges)) {
    const found = range[0] === range[1] ? readCursor(range[0]) : readRange(source, slots, range);
    if (!found.ok) return found;
    for (const entry of found.value) entries.set(entry.literal?.range[0] ?? -1, entry);
  }
  if (entries.size > 0) return ok([...entries.values()]);
  const [start, end] = ranges[0] ?? [0, 0];
  if (start !== end) {
    // A name alone, or a bracket: the array that it belongs to.
    const [first, last] = [readCursor(start), readCursor(end)];
    const same =
      first.ok && last.ok && first.value[0]?.literal?.range[0] === last.value[0]?.literal?.range[0];
    if (same) return first;
  }
  return fail({
    code: 'no-array',
    message: 'There is no array of numbers in the selection.',
    range: [start, end],
  });
}

/** The ranges in order, with overlapping ones joined. */
function merged(ranges: readonly Range[]): Range[] {
  const sorted = ranges.map(([a, b]): Range => [Math.min(a, b), Math.max(a, b)]).sort((a, b) => a[0] - b[0]);
  const joined: Range[] = [];
  for (const range of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && range[0] < last[1])
      joined[joined.length - 1] = [last[0], Math.max(last[1], range[1])];
    else joined.push(range);
  }
  return joined;
}

function readRange(source: Source, slots: readonly Slot[], range: Range): Result<Entry[], Failure> {
  const { tokens } = source;
  const first = tokens.ends.firstAtLeast(range[0] + 1);
  const end = tokens.starts.firstAtLeast(range[1]);
  const region = textRegion(source, range, first, end);
  if (region !== null) return readRegion(region, range);
  const mended = mend(source, slots, first, end);
  if (mended !== null) return mended;
  const entries: Entry[] = [];
  for (const slot of slots) {
    if (slot.first >= end) break;
    if (slot.end <= first || slot.end <= slot.value) continue;
    const entry = readSlot(source, slot);
    if (entry.failure === null) entries.push(entry);
    else if (concerns(slot, entry, first, end)) {
      const rows = rowsOf(source, entry, range, first, end);
      if (rows === null || !rows.ok) return fail(rows?.error ?? entry.failure);
      entries.push(rows.value);
    }
  }
  return cut(source, arraysAndScalars(source, entries), range, first, end);
}

/** Whether a failure is about an array that the selection contains. */
function concerns(slot: Slot, entry: Entry, first: number, end: number): boolean {
  const holdsList = slot.list >= first && slot.list < end;
  return holdsList || (entry.broken && slot.value < end && slot.end > first);
}

/** Keeps what is selected of each entry; only a selection within one array may hold a part of it. */
function cut(
  source: Source,
  entries: readonly Entry[],
  range: Range,
  first: number,
  end: number,
): Result<Entry[], Failure> {
  const selected = entries.filter((entry) => countSelected(entry, range) > 0);
  const partial = selected.find((entry) => countSelected(entry, range) < (entry.literal?.starts.length ?? 0));
  if (partial === undefined) return ok(selected);
  if (selected.filter(isArray).length === 1) {
    const rows = rowsOf(source, partial, range, first, end);
    if (rows !== null)
      return rows.ok ? ok(selected.map((entry) => (entry === partial ? rows.value : entry))) : rows;
  }
  const at = partial.literal?.range ?? range;
  return fail({
    code: 'unbalanced',
    message: 'The selection cuts through an array: select it whole.',
    range: at,
  });
}

function countSelected(entry: Entry, [start, end]: Range): number {
  const { literal } = entry;
  if (literal === null) return 0;
  let count = 0;
  literal.starts.forEach((at, index) => {
    if (at < end && (literal.ends[index] ?? 0) > start) count++;
  });
  return count;
}

function readRegion(region: Source, range: Range): Result<Entry[], Failure> {
  const { tokens } = region;
  const [first, end] = [tokens.ends.firstAtLeast(range[0] + 1), tokens.starts.firstAtLeast(range[1])];
  if (first >= end) return ok([]);
  return readRange(region, findSlots(region), range);
}
