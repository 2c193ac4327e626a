import type { Range } from '../../../result';
import { PROSE } from '../../dialect/generic';
import { sourceOf } from '../../lexer/source';
import type { ArrayLiteral } from '../../literal';
import { contentsOf, pageOf } from '../../page';
import { Grid } from '../grid';
import { LatexCursor } from './cursor';
import { rounded } from './fraction';
import { readWhole } from './scalar';

const OPEN = /(?:\\(?:left|bigl|Bigl)\s*)?[[(]/y;
const RIGHT = /\\(?:right|bigr|Bigr)\s*$/;

/** The list of numbers in brackets that begins at a cursor, and moves it behind; null where none does. */
export function readList(cursor: LatexCursor, name: string | null): ArrayLiteral | null {
  cursor.skip();
  const start = cursor.at;
  if (!cursor.takes(OPEN)) return null;
  const { text } = cursor;
  const inside: Range = [cursor.at, closerFrom(cursor)];
  if (cursor.at >= cursor.end) return null;
  cursor.at++;
  const end = cursor.at;
  const written = text.slice(...inside);
  if (!written.includes('\\')) return plainList(text, [inside[0] - 1, end], name);
  const items: Range[] = [];
  let from = inside[0];
  for (const item of written.replace(RIGHT, '').split(',')) {
    items.push([from, from + item.length]);
    from += item.length + 1;
  }
  const grid = new Grid();
  for (const [first, last] of items) {
    const item = new LatexCursor(text, first, last);
    item.skip();
    const at = item.at;
    const value = readWhole(item);
    if (value === null) return null;
    grid.put(rounded(value), at, last);
  }
  return grid.literal(name, [start, end], 'float64', [items.length]);
}

/** Moves a cursor to the bracket that ends a list, or to the end of the formula; returns where it is. */
function closerFrom(cursor: LatexCursor): number {
  let depth = 1;
  for (; cursor.at < cursor.end; cursor.at++) {
    const code = cursor.text.charAt(cursor.at);
    if (code === '[' || code === '(') depth++;
    else if ((code === ']' || code === ')') && --depth === 0) return cursor.at;
    else if (code === '=' || code === '$') break;
  }
  cursor.at = cursor.end;
  return cursor.end;
}

/** A list without commands in it is written as in any text. */
function plainList(text: string, [from, to]: Range, name: string | null): ArrayLiteral | null {
  const page = pageOf(sourceOf(text, PROSE, { from, to, marks: [], cuts: null }));
  const { literals, failures } = contentsOf(page);
  const [literal] = literals;
  if (literal === undefined || literals.length > 1 || failures.length > 0) return null;
  return literal.tensor.shape.length > 0 ? { ...literal, name } : null;
}
