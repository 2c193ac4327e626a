import { type Range, type Result, fail, ok } from '../../result';
import { type Entry, arraysAndScalars, isArray } from '../entries';
import type { Failure } from '../failure';
import type { Source } from '../lexer/source';
import type { ArrayLiteral } from '../literal';
import { readCursor } from '../naming/cursor';
import { type Page, hasArray, inOrder, literalsOf } from '../page';
import { selectedOf, touches } from '../text/finding';
import { mendedRows, mendedValue } from './mending';
import { textRegion } from './region';
import { rowsOf, selectedElements } from './rows';
import { type Selected, selectedIn } from './selected';

/**
 * The arrays and named scalars in the selected ranges. A range may cut into a statement: a value is read whole when
 * all its numbers are selected, and selected rows of a larger array are read as an array of these rows. An empty
 * range is a cursor. Fails with the first array that cannot be read, and with `no-array` where there is none.
 */
export function readSelections(
  pages: readonly Page[],
  ranges: readonly Range[],
): Result<ArrayLiteral[], Failure> {
  const literals = new Map<number, ArrayLiteral>();
  for (const range of merged(ranges)) {
    const found = range[0] === range[1] ? readCursor(pages, range[0]) : readPages(pages, range);
    if (!found.ok) return found;
    for (const literal of found.value) literals.set(literal.range[0], literal);
  }
  if (literals.size > 0) return ok([...literals.values()]);
  const range = ranges[0] ?? [0, 0];
  return (
    readName(pages, range) ??
    fail({ code: 'no-array', message: 'There is no array of numbers in the selection.', range })
  );
}

/** The array whose name or bracket alone is selected. */
function readName(pages: readonly Page[], [start, end]: Range): Result<ArrayLiteral[], Failure> | null {
  const first = readCursor(pages, start);
  const last = readCursor(pages, end);
  return start < end && first.ok && last.ok && first.value[0] === last.value[0] ? first : null;
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

function readPages(pages: readonly Page[], range: Range): Result<ArrayLiteral[], Failure> {
  const literals: ArrayLiteral[] = [];
  for (const page of pages) {
    if (!touches(page.range, range)) continue;
    const found = readRange(page, range);
    if (!found.ok) return found;
    literals.push(...found.value);
  }
  return ok(literals);
}

function readRange(page: Page, range: Range): Result<ArrayLiteral[], Failure> {
  const selected = selectedIn(page.source, range);
  const region = textRegion(page.source, selected);
  return region === null ? readPage(page, selected) : readPage(region, selectedIn(region.source, range));
}

/** What is selected of a page, its code and its findings. */
function readPage(page: Page, selected: Selected): Result<ArrayLiteral[], Failure> {
  const literals: ArrayLiteral[] = [];
  for (const finding of page.findings) {
    const found = selectedOf(finding, selected.range);
    if (found?.ok === false) return found;
    if (found !== null) literals.push(found.value);
  }
  const code = selected.first < selected.end ? readCode(page, selected) : ok([]);
  return code.ok ? ok(inOrder([...literals, ...literalsOf(code.value)])) : code;
}

function readCode({ source, slots, read, findings }: Page, selected: Selected): Result<Entry[], Failure> {
  const rows = mendedRows(source, slots, selected);
  if (rows !== null) return rows;
  const entries: Entry[] = [];
  for (const slot of slots) {
    if (slot.first >= selected.end) break;
    if (slot.end <= selected.first || slot.end <= slot.value) continue;
    const entry = read(slot);
    if (entry.failure === null) entries.push(entry);
    else if (concerns(entry, selected)) {
      const mended = mendedValue(source, entry, entry.failure, selected);
      if (mended === null || !mended.ok) return fail(mended?.error ?? entry.failure);
      entries.push(mended.value);
    }
  }
  return cut(source, arraysAndScalars(source, entries, hasArray(findings)), selected);
}

/** Whether a failure is about an array that the selection contains. */
function concerns({ slot, telling }: Entry, { first, end }: Selected): boolean {
  const holdsList = slot.list >= first && slot.list < end;
  return holdsList || (telling && slot.value < end && slot.end > first);
}

/** Keeps what is selected of each entry; only a selection within one array may hold a part of it. */
function cut(source: Source, entries: readonly Entry[], selected: Selected): Result<Entry[], Failure> {
  const kept: Entry[] = [];
  let partial: Entry | null = null;
  for (const entry of entries) {
    const count = selectedElements(entry, selected.range);
    if (count > 0) kept.push(entry);
    if (count > 0 && count < (entry.literal?.places.count ?? 0)) partial ??= entry;
  }
  if (partial === null || partial.literal === null) return ok(kept);
  const rows = kept.filter(isArray).length === 1 ? rowsOf(source, partial, partial.literal, selected) : null;
  if (rows !== null)
    return rows.ok ? ok(kept.map((entry) => (entry === partial ? rows.value : entry))) : rows;
  const message = 'The selection cuts through an array: select it whole.';
  return fail({ code: 'unbalanced', message, range: partial.literal.range });
}
