import { type Range, type Result, fail } from '../result';
import { type Failure, userError } from './failure';
import type { ArrayLiteral, Where } from './literal';
import { readBlock } from './naming/blocks';
import { readCursor } from './naming/cursor';
import { lastAssigned, outlineOf } from './naming/outline';
import { type Page, contentsOf } from './page';
import { readSelections } from './selection/selections';
import { pagesOf } from './text/pages';

/**
 * The arrays and named scalars that stand as literals in a part of a text, in the order of the text.
 * Nothing is run: only constants are read. Fails with the first array that cannot be read (`LiteralErrorCode`), and
 * with `no-array` where there is none. `document` passes over whatever is no literal, and fails with an array that
 * cannot be read only where it finds no other.
 */
export function readArrays(text: string, languageId: string, where: Where): Result<ArrayLiteral[]> {
  switch (where.kind) {
    case 'document':
      return read(text, languageId, [], (pages) => readDocument(text, pages));
    case 'selections': {
      const { ranges } = where;
      return read(text, languageId, ranges.filter(([start, end]) => start !== end).flat(), (pages) =>
        readSelections(pages, ranges),
      );
    }
    case 'cursor':
      return read(text, languageId, [], (pages) => readCursor(pages, where.offset));
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
): Result<ArrayLiteral[]> {
  return read(text, languageId, [], (pages) => readBlock(pages, offset, recognised));
}

/** A named literal of a text and the span of its statement, or the reason why what is meant as an array is none. */
export interface NamedLiteral {
  readonly name: string;
  readonly range: Range;
  readonly literal: Result<ArrayLiteral>;
}

/**
 * The arrays and scalars of recognised names in a whole text, in its order; values of other names are not even read.
 * @param which all of them, or those that the names hold at the end, by the last assignments outside of blocks
 */
export function readNamed(
  text: string,
  languageId: string,
  recognised: (name: string) => boolean,
  which: 'all' | 'last',
): NamedLiteral[] {
  const outline = twice(
    text,
    languageId,
    [],
    (pages) => pages.flatMap((page) => outlineOf(page, recognised)),
    (items) => items.some(({ literal }) => !literal.ok),
  );
  return (which === 'all' ? outline : lastAssigned(outline)).map(({ name, range, literal }) => ({
    name,
    range,
    literal: literal.ok ? literal : fail(userError(text, literal.error)),
  }));
}

function read(
  text: string,
  languageId: string,
  cuts: readonly number[],
  find: (pages: readonly Page[]) => Result<ArrayLiteral[], Failure>,
): Result<ArrayLiteral[]> {
  const found = twice(
    text,
    languageId,
    cuts,
    find,
    (result) => !result.ok && result.error.code !== 'no-array',
  );
  return found.ok ? found : fail(userError(text, found.error));
}

/**
 * What is found in a text whose long lists are read at once, except across a cut. Where this fails, the text is read
 * again with each number by itself, for an error that says exactly what is wrong and where.
 */
function twice<T>(
  text: string,
  languageId: string,
  cuts: readonly number[],
  find: (pages: readonly Page[]) => T,
  fails: (found: T) => boolean,
): T {
  const pagesWith = (ascending: readonly number[] | null): Page[] =>
    pagesOf(text, languageId, { from: 0, to: text.length, marks: [], cuts: ascending });
  const pages = pagesWith(cuts.toSorted((a, b) => a - b));
  const found = find(pages);
  const hasBlocks = pages.some(({ source }) => source.tokens.hasBlocks);
  return hasBlocks && fails(found) ? find(pagesWith(null)) : found;
}

function readDocument(text: string, pages: readonly Page[]): Result<ArrayLiteral[], Failure> {
  const literals: ArrayLiteral[] = [];
  const failures: Failure[] = [];
  for (const page of pages) {
    const contents = contentsOf(page);
    const [fault] = contents.failures;
    if (page.strict && fault !== undefined) return fail(fault);
    literals.push(...contents.literals);
    failures.push(...contents.failures);
  }
  if (literals.some(({ tensor }) => tensor.shape.length > 0)) return { ok: true, value: literals };
  const message = 'There is no array of numbers in this document.';
  // A list of texts or an empty list is rarely meant as the array to check.
  const meant = failures.find(({ code }) => code !== 'empty' && code !== 'not-numeric') ?? failures[0];
  return fail(meant ?? { code: 'no-array', message, range: [0, text.length] });
}
