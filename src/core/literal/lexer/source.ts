import { matchBrackets } from './brackets';
import type { Dialect, Library } from '../dialect/dialect';
import { type Part, scan } from './scan';
import { Kind, type Tokens } from './tokens';
import type { ArrayType } from '../typing/types';

/** A text, or a part of it, taken apart: what every step after the scanner works on. */
export interface Source {
  readonly text: string;
  readonly dialect: Dialect;
  readonly tokens: Tokens;
  readonly doubled: ReadonlySet<Library>;
  /** Integer constants by name, which may be sizes of arrays; NaN where there are several. */
  readonly sizes: Map<string, number>;
  /** The types of variables that get their elements in a later statement. */
  readonly variables: Map<string, ArrayType>;
}

/** A part of a text as code of a dialect. */
export function sourceOf(text: string, dialect: Dialect, part: Part): Source {
  const tokens = scan(text, dialect.lexicon, part);
  matchBrackets(tokens, dialect);
  return { text, dialect, tokens, doubled: dialect.doubled(text), sizes: new Map(), variables: new Map() };
}

/** Whether a comma begins `, dtype=float32`, as NumPy ends its prints. */
export function isStoreSuffix({ tokens, dialect }: Source, comma: number): boolean {
  if (!dialect.prints || tokens.kind(comma + 2) !== Kind.assign) return false;
  return tokens.kind(comma + 1) === Kind.name && tokens.textOf(comma + 1) === 'dtype';
}

/** The dotted name that ends at a token, and its first token: `np.array`. */
export function pathBefore(tokens: Tokens, last: number): { path: string; first: number } {
  let first = last;
  while (tokens.kind(first - 1) === Kind.dot && tokens.kind(first - 2) === Kind.name) first -= 2;
  return { path: pathText(tokens, first, last), first };
}

/** The dotted name that begins at a token, and its last token. */
export function pathAfter(tokens: Tokens, first: number, limit: number): { path: string; last: number } {
  let last = first;
  while (last + 2 < limit && tokens.kind(last + 1) === Kind.dot && tokens.kind(last + 2) === Kind.name)
    last += 2;
  return { path: pathText(tokens, first, last), last };
}

function pathText(tokens: Tokens, first: number, last: number): string {
  if (first === last) return tokens.textOf(first);
  const pieces: string[] = [];
  for (let index = first; index <= last; index++) pieces.push(tokens.textOf(index));
  return pieces.join('');
}
