import { field } from '../core/field';
import { roleOf } from '../core/problem/names';
import type { UserError } from '../core/result';
import { fieldError, present } from './fields';

/** Names that other tools give to a field. */
const others: Readonly<Record<string, string>> = { layer: 'op', precision: 'dtype' };

/**
 * A line may have fields of its own, such as a note. But one whose name and value are nearly those of a field that
 * the line does not have is that field misspelt, and passing over it would answer another question.
 * @param known every field, and whether it could have a value
 */
export function misspelt(
  line: object,
  known: Readonly<Record<string, (value: unknown) => boolean>>,
): UserError | null {
  for (const name of Object.keys(line)) {
    const value = present(line, name);
    if (value === undefined || Object.hasOwn(known, name)) continue;
    const meant = Object.entries(known).find(
      ([right, holds]) => present(line, right) === undefined && holds(value) && isLike(name, right),
    );
    if (meant !== undefined) return fieldError(name, `is not known; ${meant[0]} is`);
  }
  return null;
}

function isLike(name: string, right: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  return (
    roleOf(name) === right ||
    field(others, name) === right ||
    plain(name) === plain(right) ||
    (right.length > 1 && name[0] === right[0] && isOneSlip(name, right))
  );
}

/** Whether one letter is wrong, missing or too many, or two neighbours are exchanged. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
