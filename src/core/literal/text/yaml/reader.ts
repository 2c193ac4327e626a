import { PLAIN } from '../../dialect/plain';
import { CODE, isBreak } from '../../lexer/chars';
import type { Part } from '../../lexer/scan';
import { sourceOf } from '../../lexer/source';
import { type Page, pageOf } from '../../page';
import type { Finding } from '../finding';
import { Containers } from './containers';
import { Cursor } from './cursor';
import { readFlow } from './flow';

/** YAML: lists in brackets, and lists of lines that begin with a dash. */
export function yamlPage(text: string, part: Part): Page[] {
  const findings = new Reader(text, part.from, part.to).read();
  // Of the tokens only the comments count, which may hold a print.
  return [{ ...pageOf(sourceOf(text, PLAIN, part), findings), slots: [] }];
}

/** Reads line by line; what is open is told by the indentation. */
class Reader {
  private readonly cursor: Cursor;
  private readonly containers: Containers;

  constructor(text: string, from: number, to: number) {
    this.cursor = new Cursor(text, from, to);
    this.containers = new Containers(text, from);
  }

  read(): Finding[] {
    while (!this.cursor.isAtEnd) this.line();
    this.containers.closeTo(0);
    return this.containers.findings;
  }

  private line(): void {
    const { cursor, containers } = this;
    const lineStart = cursor.at;
    cursor.skipBlanks();
    const rest = cursor.text.slice(cursor.at, Math.min(cursor.stop, cursor.at + 4));
    if (rest === '' || rest.startsWith('#')) return cursor.skipLine();
    if (cursor.at === lineStart && /^(?:---|\.\.\.)(?:\s|$)|^%/.test(rest)) {
      containers.closeTo(0);
      if (!rest.startsWith('---')) return cursor.skipLine();
      cursor.at += 3;
      cursor.skipBlanks();
    }
    containers.leave(cursor.at - lineStart, cursor.isDash());
    this.items(lineStart);
    cursor.skipLine();
  }

  /** The dashes, keys and the value on a line. */
  private items(lineStart: number): void {
    const { cursor, containers } = this;
    for (;;) {
      cursor.skipBlanks();
      const column = cursor.at - lineStart;
      if (cursor.isDash()) {
        this.dash(column);
        continue;
      }
      const key = cursor.key();
      if (key === null) break;
      const { top } = containers;
      if (top?.kind !== 'mapping' || top.column !== column) containers.push('mapping', column, cursor.at);
      containers.setKey({ name: key.name, start: cursor.at });
      cursor.at = key.end;
    }
    if (!isBreak(cursor.code()) && cursor.code() !== CODE.hash) this.value();
  }

  private dash(column: number): void {
    const { cursor, containers } = this;
    const { top } = containers;
    if (top?.kind === 'sequence' && top.column === column) containers.next(top);
    else containers.push('sequence', column, cursor.at);
    cursor.at++;
  }

  /** A value that is no block: in brackets, a scalar, or a text on the lines below. */
  private value(): void {
    const { cursor, containers } = this;
    if (cursor.code() === CODE.ampersand) {
      // An anchor names a value for later and leaves it as it is.
      while (!cursor.isApart(0)) cursor.at++;
      cursor.skipBlanks();
    }
    const mark = cursor.code();
    if (isBreak(mark) && containers.top?.filled === false) return;
    if (mark === CODE.openBracket || mark === CODE.openBrace) return readFlow(cursor, containers);
    if (mark === CODE.pipe || mark === CODE.greater) return this.blockText();
    const start = cursor.at;
    cursor.at = cursor.scalarEnd();
    containers.scalar(start, cursor.at);
    if (!cursor.isAlone())
      containers.top?.collector?.fail('not-numeric', 'Text stands after this number.', start, cursor.stop);
  }

  /** `|` and `>`: the lines below that are indented further. */
  private blockText(): void {
    const { cursor, containers } = this;
    const column = containers.top?.column ?? -1;
    const start = cursor.at;
    containers.refuse('a text', start, cursor.stop);
    for (;;) {
      cursor.skipLine();
      if (cursor.isAtEnd) break;
      const lineStart = cursor.at;
      cursor.skipBlanks();
      const isInside = isBreak(cursor.code()) || cursor.at - lineStart > column;
      cursor.at = lineStart;
      if (!isInside) break;
    }
    // The caller goes on to the next line.
    cursor.at = Math.max(start, cursor.at - 1);
  }
}
