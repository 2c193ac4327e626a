import { CODE, isBlank, isBreak } from '../../lexer/chars';
import type { Container, Containers } from './containers';
import { type Cursor, keyName } from './cursor';

const IN_FLOW = new Set<number>([
  CODE.comma,
  CODE.openBracket,
  CODE.closeBracket,
  CODE.openBrace,
  CODE.closeBrace,
]);

/** `[1, 2]` and `{x: 1}`, which may go on over lines that are indented further than what they stand in. */
export function readFlow(cursor: Cursor, containers: Containers): void {
  const { depth } = containers;
  const outer = containers.top?.column ?? -1;
  open(cursor, containers);
  while (containers.depth > depth) {
    if (!skip(cursor, outer)) {
      containers.abandon(depth, 'This bracket is never closed.');
      // The caller goes on with the next line.
      cursor.at = Math.max(0, cursor.at - 1);
      return;
    }
    readToken(cursor, containers);
  }
  if (cursor.isAlone()) return;
  const message = 'Something stands after this list: put it on a line of its own.';
  containers.refuseLast({ code: 'non-literal', message, range: [cursor.at, cursor.stop] });
}

function open(cursor: Cursor, containers: Containers): void {
  containers.push(cursor.code() === CODE.openBracket ? 'sequence' : 'mapping', -1, cursor.at);
  cursor.at++;
}

/** Skips white space, lines and comments in brackets; false where the text or the indentation ends them. */
function skip(cursor: Cursor, outer: number): boolean {
  for (;;) {
    cursor.skipBlanks();
    if (cursor.isAtEnd) return false;
    const code = cursor.code();
    if (code === CODE.hash && cursor.isApart(-1)) cursor.at = cursor.stop;
    else if (!isBreak(code)) return true;
    else {
      cursor.at++;
      const lineStart = cursor.at;
      cursor.skipBlanks();
      const next = cursor.code();
      const isOutside = cursor.at - lineStart <= outer && !isBreak(next) && next !== CODE.hash;
      if (isOutside && next !== CODE.closeBracket && next !== CODE.closeBrace) {
        cursor.at = lineStart;
        return false;
      }
    }
  }
}

function readToken(cursor: Cursor, containers: Containers): void {
  const { top } = containers;
  const { at } = cursor;
  const code = cursor.code();
  if (top === undefined) return;
  const isSequence = top.kind === 'sequence';
  if (code === CODE.closeBracket || code === CODE.closeBrace) {
    if ((code === CODE.closeBracket) !== isSequence)
      top.collector?.fail('unbalanced', 'This bracket closes another kind of bracket.', at, at + 1);
    cursor.at++;
    return containers.pop(cursor.at);
  }
  if (code === CODE.comma) {
    if (!top.filled) top.collector?.fail('hole', 'Nothing stands before this comma.', at, at + 1);
    top.filled = false;
    top.key = null;
    cursor.at++;
    return;
  }
  if (top.filled) top.collector?.fail('not-a-number', 'A comma is missing before this.', at, at + 1);
  if (code === CODE.openBracket || code === CODE.openBrace) open(cursor, containers);
  else readScalar(cursor, containers, top);
}

/** A scalar in brackets: a key where a colon follows it in braces. */
function readScalar(cursor: Cursor, containers: Containers, top: Container): void {
  const start = cursor.at;
  const { text } = cursor;
  const isMapping = top.kind === 'mapping';
  const endsAt = (code: number, at: number): boolean => {
    if (code !== CODE.colon) return IN_FLOW.has(code);
    const next = text.charCodeAt(at + 1);
    return isMapping && (isBlank(next) || isBreak(next));
  };
  const end = Math.max(start + 1, cursor.scalarEnd(endsAt));
  cursor.at = end;
  if (!isMapping || top.key !== null) return containers.scalar(start, end);
  containers.setKey({ name: keyName(text.slice(start, end)), start });
  cursor.skipBlanks();
  if (cursor.code() === CODE.colon) cursor.at++;
}
