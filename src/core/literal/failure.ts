import { type Range, type UserError, placeOf } from '../result';
import type { LiteralErrorCode } from './literal';

/** An error before its line and column are worked out, which costs a walk over the text. */
export interface Failure {
  readonly code: LiteralErrorCode;
  readonly message: string;
  readonly range: Range;
}

/** The error that the user sees. */
export function userError(text: string, failure: Failure): UserError {
  return { code: failure.code, message: failure.message, place: placeOf(text, failure.range) };
}

/** A piece of the user's text in a message: on one line, and never long. */
export function quoted(piece: string): string {
  const flat = piece.replace(/\s+/g, ' ');
  return '`' + (flat.length > 40 ? `${flat.slice(0, 37)}...` : flat) + '`';
}
