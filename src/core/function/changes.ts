import { applied } from './repair';
import type { Fix } from './report';

/** A line of a text before and after an edit. */
export interface LineChange {
  /** 1-based, in the text before the edit. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** The lines that a fix changes, as they are and as they become; an edit over several lines is one change. */
export function lineChanges(text: string, fix: Fix): LineChange[] {
  const changes: (LineChange & { readonly end: number })[] = [];
  const edits = inOrder(fix.edits);
  for (const { range } of edits) {
    const last = changes.at(-1);
    const start = text.slice(0, range[0]).lastIndexOf('\n') + 1;
    if (last !== undefined && start < last.end) continue;
    const newline = text.indexOf('\n', range[1]);
    const end = newline < 0 ? text.length : newline;
    const inside = edits.filter((edit) => edit.range[0] >= start && edit.range[1] <= end);
    const before = text.slice(start, end);
    const moved = inside.map(({ range: [from, to], newText }) => ({
      range: [from - start, to - start] as const,
      newText,
    }));
    const line = text.slice(0, start).split('\n').length;
    const after = applied(before, moved);
    changes.push({ line, before: trimmed(before), after: trimmed(after), end });
  }
  return changes.map(({ line, before, after }) => ({ line, before, after }));
}

function inOrder(edits: Fix['edits']): Fix['edits'] {
  return [...edits].sort((a, b) => a.range[0] - b.range[0]);
}

/** Without the carriage return of a Windows line end. */
function trimmed(line: string): string {
  return line.replace(/\r$/, '');
}
