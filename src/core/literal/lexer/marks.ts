import { isBlank } from './chars';

/** The offset after the mark that begins a line inside a comment, `#` or ` *`; the line's start where there is none. */
export function afterMarks(text: string, lineStart: number, to: number, marks: readonly string[]): number {
  if (marks.length === 0) return lineStart;
  let at = lineStart;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  const mark = marks.find((candidate) => text.startsWith(candidate, at));
  if (mark === undefined) return lineStart;
  at += mark.length;
  while (text.charCodeAt(at) === mark.charCodeAt(mark.length - 1)) at++;
  return Math.min(at, to);
}
