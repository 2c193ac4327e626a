import type { ArrayLiteral, Where } from '../literal/literal';
import { readArrays, readAround } from '../literal/read';
import type { Result } from '../result';
import { roleOf } from './names';

/** The part of a document that a check is about. */
export interface DocumentPart {
  readonly text: string;
  readonly languageId: string;
  readonly where: Where;
}

/** The arrays that a check is about: of a cursor, its literal and the recognised inputs assigned beside it. */
export function arraysOf({ text, languageId, where }: DocumentPart): Result<ArrayLiteral[]> {
  if (where.kind === 'cursor')
    return readAround(text, languageId, where.offset, (name) => roleOf(name) !== null);
  return readArrays(text, languageId, where);
}
