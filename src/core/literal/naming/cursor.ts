import { type Result, fail, ok } from '../../result';
import { type Entry, strayFailure } from '../entries';
import type { Failure } from '../failure';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { ArrayLiteral } from '../literal';
import { type Page } from '../page';
import type { Finding } from '../text/finding';
import { textRegion } from '../selection/region';
import { selectedIn } from '../selection/selected';
import type { Slot } from './slot';

/** The array that an offset is in, alone in a list; `no-array` where it is in none. */
export function readCursor(pages: readonly Page[], offset: number): Result<ArrayLiteral[], Failure> {
  let failure = noArrayAt(offset);
  for (const page of pagesAt(pages, offset)) {
    const found = literalAt(page, offset);
    if (found.ok && found.value.tensor.shape.length > 0) return ok([found.value]);
    if (!found.ok) failure = found.error;
  }
  return fail(failure);
}

/**
 * The pages around an offset: two where one ends and the next begins. After a page of code comes the comment or the
 * string that the offset is in, as text of its own.
 */
export function pagesAt(pages: readonly Page[], offset: number): Page[] {
  return pages
    .filter(({ range }) => range[0] <= offset && offset <= range[1])
    .flatMap((page) => {
      const region = textRegion(page.source, selectedIn(page.source, [offset, offset]));
      return region === null ? [page] : [page, region];
    });
}

function literalAt(page: Page, offset: number): Result<ArrayLiteral, Failure> {
  const finding = findingAt(page, offset);
  if (finding !== null) return finding.result;
  const entry = readAt(page, offset);
  if (!entry.ok) return entry;
  return entry.value.literal === null ? fail(noArrayAt(offset)) : ok(entry.value.literal);
}

/** The innermost finding around an offset. */
export function findingAt({ findings }: Page, offset: number): Finding | null {
  return findings.findLast(({ range }) => range[0] <= offset && offset <= range[1]) ?? null;
}

/** The literal that an offset is in, a scalar included. */
export function readAt({ source, slots, read }: Page, offset: number): Result<Entry, Failure> {
  const slot = slotAt(source, slots, offset);
  if (slot === null) return fail(noArrayAt(offset));
  const entry = read(slot);
  const stray = strayFailure(source, slot);
  if (entry.failure === null) return stray === null ? ok(entry) : fail(stray);
  return fail(entry.telling || slot.list >= 0 ? entry.failure : noArrayAt(offset));
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
