import type { Range } from '../result';
import { readArrays } from './read';

/** A change of a text that makes an array readable. */
export interface Fix {
  readonly title: string;
  readonly range: Range;
  readonly replacement: string;
}

/**
 * The one small change that makes an array readable in which something is wrong: a bracket or a comma too many, a
 * bracket of the wrong kind or missing at the end, a missing comma. Null where none does, or where several would.
 */
export function fixOf(text: string, languageId: string, wrong: Range): Fix | null {
  const good = candidates(text, wrong).filter(({ range: [start, end], replacement }) => {
    const mended = text.slice(0, start) + replacement + text.slice(end);
    return readArrays(mended, languageId, { kind: 'cursor', offset: wrong[0] }).ok;
  });
  return good.length === 1 ? (good[0] ?? null) : null;
}

const closers: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

function candidates(text: string, [start, end]: Range): Fix[] {
  const wrong = text.slice(start, end);
  const remove = { title: `Remove this ${wrong}`, range: [start, end], replacement: '' } as const;
  if (wrong === ',') return [remove];
  if (Object.values(closers).includes(wrong)) {
    const others = Object.values(closers).filter((closer) => closer !== wrong);
    return [
      remove,
      ...others.map((closer): Fix => ({
        title: `Replace ${wrong} by ${closer}`,
        range: [start, end],
        replacement: closer,
      })),
    ];
  }
  const closer = closers[wrong];
  if (closer === undefined)
    return [{ title: 'Add the missing comma', range: [start, start], replacement: ', ' }];
  return lineEnds(text, end).map((at) => ({
    title: `Add the missing ${closer}`,
    range: [at, at],
    replacement: closer,
  }));
}

/** Where a bracket that was left open may end: on its own line, or before the first empty line, or with the text. */
function lineEnds(text: string, from: number): number[] {
  const line = text.indexOf('\n', from);
  const empty = text.slice(from).search(/\r?\n[ \t]*\r?\n/);
  const ends = [line, empty < 0 ? -1 : from + empty, text.length].filter((at) => at >= 0);
  const trimmed = ends.map((at) => from + text.slice(from, at).replace(/[\s;]+$/, '').length);
  // After a comma the list goes on.
  return [...new Set(trimmed)].filter((at) => text[at - 1] !== ',');
}
