import { Uints } from '../lexer/buffers';
import { CODE, ascii, isBlank } from '../lexer/chars';
import type { Delimiter } from './cells';

/** The cells of one line; used again for each line, for a table has millions of cells. */
export class Row {
  private readonly starts = new Uints(16);
  private readonly ends = new Uints(16);
  private readonly quotes = new Uints(16);

  constructor(readonly text: string) {}

  get count(): number {
    return this.starts.count;
  }

  start(cell: number): number {
    return this.starts.at(cell);
  }

  end(cell: number): number {
    return this.ends.at(cell);
  }

  isQuoted(cell: number): boolean {
    return this.quotes.at(cell) === 1;
  }

  isEmpty(cell: number): boolean {
    return this.start(cell) === this.end(cell);
  }

  textOf(cell: number): string {
    return this.text.slice(this.start(cell), this.end(cell));
  }

  /** Takes apart the line [from, to). A `#` after white space begins a comment. */
  split(from: number, to: number, delimiter: Delimiter): void {
    this.starts.count = this.ends.count = this.quotes.count = 0;
    const parting = delimiter === ' ' ? -1 : delimiter.charCodeAt(0);
    for (let at = from; at <= to;) at = this.cell(at, to, parting);
  }

  /** Reads the cell that begins at an offset; returns where the next one begins. */
  private cell(from: number, to: number, parting: number): number {
    const { text } = this;
    let at = from;
    while (at < to && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== parting) at++;
    if (parting < 0 && at === to) return to + 1;
    if (text.charCodeAt(at) === CODE.hash && at < to) {
      if (parting >= 0) this.push(at, at, 0);
      return to + 1;
    }
    if (text.charCodeAt(at) === CODE.quote && at < to) return this.quotedCell(at, to, parting);
    const start = at;
    let end = at;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === parting || (code >= 0x80 && ascii(code) === parting)) break;
      if (!isBlank(code)) {
        end = at + 1;
        continue;
      }
      if (parting < 0) break;
      if (text.charCodeAt(at + 1) === CODE.hash) {
        this.push(start, end, 0);
        return to + 1;
      }
    }
    this.push(start, end, 0);
    return at + 1;
  }

  private quotedCell(open: number, to: number, parting: number): number {
    const { text } = this;
    let close = open + 1;
    for (; close < to; close++) {
      if (text.charCodeAt(close) !== CODE.quote) continue;
      // A doubled mark stands for one.
      if (text.charCodeAt(close + 1) !== CODE.quote) break;
      close++;
    }
    let at = close + 1;
    const isClosed = close < to;
    while (isClosed && at < to && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== parting) at++;
    const isWhole = isClosed && (at === to || text.charCodeAt(at) === parting || parting < 0);
    if (isWhole) this.push(open + 1, close, 1);
    else {
      while (at < to && text.charCodeAt(at) !== parting) at++;
      at = Math.max(at, open + 1);
      this.push(open, at, 0);
    }
    return parting < 0 ? at : at + 1;
  }

  private push(start: number, end: number, quoted: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.quotes.push(quoted);
  }
}
