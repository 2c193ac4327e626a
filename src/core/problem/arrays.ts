import type { ArrayLiteral, Where } from '../literal/literal';
import { readArrays, readAround, readNamed } from '../literal/read';
import { fail, ok, type Result, type UserError } from '../result';
import { roleOf, type Role } from './names';

/** A text in a language. */
export interface Written {
  readonly text: string;
  readonly languageId: string;
}

/** The part of a document that a check is about. */
export interface DocumentPart extends Written {
  readonly where: Where;
}

/** The arrays that a check is about: of a cursor, its literal and the recognised inputs assigned beside it. */
export function arraysOf({ text, languageId, where }: DocumentPart): Result<ArrayLiteral[]> {
  if (where.kind === 'cursor') return readAround(text, languageId, where.offset, isRecognised);
  return readArrays(text, languageId, where);
}

/** Whether a name has a role in a check. */
export function isRecognised(name: string): boolean {
  return roleOf(name) !== null;
}

/** An array, and the one of several texts that it stands in. */
export interface Located<T> {
  readonly array: ArrayLiteral;
  readonly home: T;
}

/**
 * The recognised arrays and scalars that earlier texts leave behind, such as the cells above in a notebook, for the
 * roles that are not taken yet: of several, the nearest. Fails with one that cannot be read, and the text it is in.
 * @param earlier the nearest first
 */
export function inherited<T extends Written>(
  arrays: readonly ArrayLiteral[],
  earlier: readonly T[],
): Result<Located<T>[], { readonly error: UserError; readonly home: T }> {
  const taken = new Set<Role | null>([
    null,
    ...arrays.map(({ name }) => (name === null ? null : roleOf(name))),
  ]);
  const found: Located<T>[] = [];
  for (const home of earlier) {
    for (const { name, literal } of readNamed(home.text, home.languageId, isRecognised, 'last').reverse()) {
      const role = roleOf(name);
      if (taken.has(role)) continue;
      if (!literal.ok) return fail({ error: literal.error, home });
      taken.add(role);
      found.push({ array: literal.value, home });
    }
  }
  return ok(found);
}
