import assert from 'node:assert/strict';
import type { ArrayLiteral, Where } from '../../../src/core/literal/literal';
import { readArrays, readAround } from '../../../src/core/literal/read';
import type { Result, UserError } from '../../../src/core/result';

export const DOCUMENT: Where = { kind: 'document' };

/** A range of a text: the first place where a piece of it stands. */
export function rangeOf(text: string, piece: string): [number, number] {
  const start = text.indexOf(piece);
  assert.ok(start >= 0, `${piece} is not in the text`);
  return [start, start + piece.length];
}

export function selecting(text: string, ...pieces: string[]): Where {
  return { kind: 'selections', ranges: pieces.map((piece) => rangeOf(text, piece)) };
}

export function everything(text: string): Where {
  return { kind: 'selections', ranges: [[0, text.length]] };
}

/** Nested plain arrays of a literal. */
export function nested({ tensor }: ArrayLiteral): unknown {
  let values: unknown[] = [...tensor.data];
  for (const length of [...tensor.shape].reverse()) {
    const rows: unknown[] = [];
    for (let at = 0; at < values.length; at += length) rows.push(values.slice(at, at + length));
    values = rows;
  }
  return values[0];
}

/** How each element is written. */
export function pieces(text: string, { places }: ArrayLiteral): string[] {
  return Array.from({ length: places.count }, (_, k) => text.slice(places.start(k), places.end(k)));
}

function value(result: Result<ArrayLiteral[]>): ArrayLiteral[] {
  if (!result.ok) assert.fail(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function error(text: string, result: Result<ArrayLiteral[]>): UserError & { readonly at: string } {
  assert.ok(!result.ok, 'read without an error');
  const [start, end] = result.error.place?.range ?? [0, 0];
  return { ...result.error, at: text.slice(start, end) };
}

export function read(text: string, language = 'python', where: Where = DOCUMENT): ArrayLiteral[] {
  return value(readArrays(text, language, where));
}

/** The only literal of a text, which must be its only one. */
export function readOne(text: string, language = 'python', where: Where = DOCUMENT): ArrayLiteral {
  const [first, ...others] = read(text, language, where);
  assert.ok(first !== undefined && others.length === 0, 'exactly one array');
  return first;
}

/** Name and nested values of every literal. */
export function named(
  text: string,
  language = 'python',
  where: Where = DOCUMENT,
): [string | null, unknown][] {
  return read(text, language, where).map((literal) => [literal.name, nested(literal)]);
}

export function failure(
  text: string,
  language = 'python',
  where: Where = DOCUMENT,
): UserError & { readonly at: string } {
  return error(text, readArrays(text, language, where));
}

/** Takes the cursor mark out of a text. */
export function atCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('¦');
  assert.ok(offset >= 0, 'no cursor in the text');
  return { text: marked.replace('¦', ''), offset };
}

const NAMES = new Set(['x', 'gamma', 'beta', 'eps', 'dout', 'dx']);

export function around(marked: string, language = 'python'): [string | null, unknown][] {
  const { text, offset } = atCursor(marked);
  const result = readAround(text, language, offset, (name) => NAMES.has(name));
  return value(result).map((literal) => [literal.name, nested(literal)]);
}

export function aroundFailure(marked: string, language = 'python'): UserError & { readonly at: string } {
  const { text, offset } = atCursor(marked);
  return error(
    text,
    readAround(text, language, offset, (name) => NAMES.has(name)),
  );
}
