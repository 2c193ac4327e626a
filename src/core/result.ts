/** A value, or the error that stands in its place. */
export type Result<T, E = UserError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A half-open span of UTF-16 code units of a document, as VS Code counts them. */
export type Range = readonly [start: number, end: number];

/** Where an error stands: the span, and its start as a 1-based line and column. */
export interface Place {
  readonly range: Range;
  readonly line: number;
  readonly column: number;
}

/** What went wrong with something that the user gave us: a code for programs, one clear sentence for people. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly place: Place | null;
}

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function fail<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** The place of a span in a text. */
export function placeOf(text: string, range: Range): Place {
  const before = text.slice(0, range[0]);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { range, line: before.split('\n').length, column: range[0] - lineStart + 1 };
}
