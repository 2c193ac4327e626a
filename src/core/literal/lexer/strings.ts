import type { Lexicon } from '../dialect/dialect';
import { CODE, isBreak } from './chars';

/** Where strings end. Each function takes the offset of the opening mark and returns the offset after the end. */

/** A string on one line; -1 where its line ends first. */
export function stringEnd(text: string, start: number, to: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (isBreak(code)) return -1;
    if (code === CODE.backslash) at++;
  }
  return -1;
}

/** A string between three quotes each, or the rest of the text. */
export function tripleEnd(text: string, start: number, to: number): number {
  const close = text.slice(start, start + 3);
  for (let at = start + 3; at < to; at++) {
    if (text.startsWith(close, at)) return Math.min(at + 3, to);
    if (text.charCodeAt(at) === CODE.backslash) at++;
  }
  return to;
}

/** A string in which its own quote is doubled and a backslash means nothing; -1 where its line ends first. */
export function doubledEnd(text: string, start: number, to: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) return -1;
    if (code !== quote) continue;
    if (text.charCodeAt(at + 1) !== quote) return at + 1;
    at++;
  }
  return -1;
}

/** A string that may span lines, or the rest of the text. */
export function longEnd(text: string, start: number, to: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === CODE.backslash) at++;
  }
  return to;
}

/** The end of a comment from `%{` to `%}`, each alone on its line; -1 where none begins here. They nest. */
export function commentLinesEnd(text: string, start: number, to: number): number {
  const line = /^[ \t]*[%#]([{}])[ \t]*$/;
  let at = start;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  let depth = 0;
  while (at < to) {
    const end = lineEnd(text, at, to);
    const mark = end - at < 100 ? line.exec(text.slice(at, end))?.[1] : undefined;
    if (mark === '{') depth++;
    else if (mark === '}') depth--;
    if (depth <= 0) return mark === '}' && depth === 0 ? end : -1;
    at = end + 1;
  }
  return to;
}

/** A piece of a template string from an offset inside it: up to its end, to `${`, or to the end of the text. */
export function templateEnd(text: string, from: number, to: number): { end: number; opensCode: boolean } {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.backtick) return { end: at + 1, opensCode: false };
    if (code === CODE.dollar && at + 1 < to && text.charCodeAt(at + 1) === CODE.openBrace) {
      return { end: at + 1, opensCode: true };
    }
    if (code === CODE.backslash) at++;
  }
  return { end: to, opensCode: false };
}

/** A regular expression on one line; -1 where its line ends first. */
export function regexEnd(text: string, start: number, to: number): number {
  let inClass = false;
  for (let at = start + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) return -1;
    if (code === CODE.backslash) at++;
    else if (code === CODE.openBracket) inClass = true;
    else if (code === CODE.closeBracket) inClass = false;
    else if (code === CODE.slash && !inClass) return at + 1;
  }
  return -1;
}

/** The end of Lua's `[[text]]` or `[=[text]=]`; -1 where none opens at an offset. */
export function longBracketEnd(text: string, start: number, to: number): number {
  let at = start + 1;
  while (text.charCodeAt(at) === CODE.equals) at++;
  if (text.charCodeAt(start) !== CODE.openBracket || text.charCodeAt(at) !== CODE.openBracket) return -1;
  const close = `]${'='.repeat(at - start - 1)}]`;
  const end = text.indexOf(close, at + 1);
  return end < 0 ? to : Math.min(to, end + close.length);
}

/** The end of a comment that begins with the line at an offset; -1 where none does. */
export function lineBlockEnd(text: string, start: number, to: number, blocks: Lexicon['lineBlocks']): number {
  if (blocks === undefined) return -1;
  if (start > 0 && !isBreak(text.charCodeAt(start - 1))) return -1;
  for (const [opens, closes] of blocks) {
    opens.lastIndex = start;
    if (!opens.test(text)) continue;
    if (closes !== null) closes.lastIndex = start;
    return closes?.test(text) === true ? Math.min(to, closes.lastIndex) : to;
  }
  return -1;
}

/** The end of the line that an offset is on. */
export function lineEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && !isBreak(text.charCodeAt(at))) at++;
  return at;
}
