import { fail, ok } from '../../../result';
import { FLOAT64 } from '../../dialect/dialect';
import { PLAIN } from '../../dialect/plain';
import { CODE, isBlank, isBreak } from '../../lexer/chars';
import { KeptPlaces } from '../../lexer/places';
import type { Part } from '../../lexer/scan';
import { sourceOf } from '../../lexer/source';
import { lineEnd } from '../../lexer/strings';
import { type Page, pageOf } from '../../page';
import type { Finding } from '../finding';
import { Collector } from './collector';
import { scalarOf } from './scalar';

/** YAML: lists in brackets, and lists of lines that begin with a dash. */
export function yamlPage(text: string, part: Part): Page[] {
  const findings = new Reader(text, part.from, part.to).read();
  // Of the tokens only the comments count, which may hold a print.
  return [{ ...pageOf(sourceOf(text, PLAIN, part), findings), slots: [] }];
}

const GOES_ON = 'This text goes on from the line above: begin each item with a dash.';

/** A sequence or mapping that is open. */
interface Container {
  readonly kind: 'sequence' | 'mapping';
  /** Where its items begin on their lines; -1 for one in brackets. */
  readonly column: number;
  readonly start: number;
  /** The array that a sequence is a part of. */
  readonly collector: Collector | null;
  /** The key whose value comes next. */
  key: { readonly name: string; readonly start: number } | null;
  /** Whether the current item has its value. */
  filled: boolean;
  /** The numbers of a mapping that have names, which count beside an array. */
  readonly scalars: Finding[];
  holdsArray: boolean;
}

class Reader {
  private readonly findings: Finding[] = [];
  private readonly open: Container[] = [];
  private at: number;
  /** Where the last value ended. */
  private end: number;

  constructor(
    private readonly text: string,
    from: number,
    private readonly to: number,
  ) {
    this.at = from;
    this.end = from;
  }

  read(): Finding[] {
    while (this.at < this.to) this.line();
    this.closeTo(0);
    return this.findings.sort((a, b) => a.range[0] - b.range[0]);
  }

  private get top(): Container | undefined {
    return this.open[this.open.length - 1];
  }

  private get stop(): number {
    return lineEnd(this.text, this.at, this.to);
  }

  private code(offset = 0): number {
    return this.at + offset < this.to ? this.text.charCodeAt(this.at + offset) : CODE.newline;
  }

  private isApart(offset: number): boolean {
    const code = this.code(offset);
    return isBlank(code) || isBreak(code);
  }

  private skipBlanks(): void {
    while (this.at < this.to && isBlank(this.code())) this.at++;
  }

  private skipLine(): void {
    this.at = Math.min(this.to, this.stop + 1);
  }

  private line(): void {
    const lineStart = this.at;
    this.skipBlanks();
    const rest = this.text.slice(this.at, Math.min(this.stop, this.at + 4));
    if (rest === '' || rest.startsWith('#')) return this.skipLine();
    if (this.at === lineStart && /^(?:---|\.\.\.)(?:\s|$)|^%/.test(rest)) {
      this.closeTo(0);
      if (!rest.startsWith('---')) return this.skipLine();
      this.at += 3;
      this.skipBlanks();
    }
    this.leave(this.at - lineStart, this.code() === CODE.minus && this.isApart(1));
    this.items(lineStart);
    this.skipLine();
  }

  /** Closes what a line of this indentation is no part of. */
  private leave(column: number, isDash: boolean): void {
    let keep = this.open.length;
    while (keep > 0) {
      const container = this.open[keep - 1];
      if (container === undefined || container.column < column) break;
      // `x:` and the dashes of its list may stand in one column.
      if (container.column === column && (isDash || container.kind === 'mapping')) break;
      keep--;
    }
    this.closeTo(keep);
  }

  /** The dashes, keys and the value on a line. */
  private items(lineStart: number): void {
    for (;;) {
      this.skipBlanks();
      const column = this.at - lineStart;
      if (this.code() === CODE.minus && this.isApart(1)) {
        this.dash(column);
        continue;
      }
      const key = this.keyHere();
      if (key === null) break;
      this.mappingAt(column, this.at);
      this.setKey(key.name);
      this.at = key.end;
    }
    if (this.at < this.to && !isBreak(this.code()) && this.code() !== CODE.hash) this.value();
  }

  private dash(column: number): void {
    const { top } = this;
    if (top?.kind === 'sequence' && top.column === column) this.nextItem(top);
    else this.push('sequence', column);
    this.at++;
  }

  private nextItem(sequence: Container): void {
    if (!sequence.filled)
      sequence.collector?.refuse('not-numeric', 'nothing stands there, which is null', this.end, this.end);
    sequence.filled = false;
  }

  private mappingAt(column: number, start: number): void {
    const { top } = this;
    if (top?.kind === 'mapping' && top.column === column) return;
    this.at = start;
    this.push('mapping', column);
  }

  private setKey(name: string): void {
    const { top } = this;
    if (top === undefined) return;
    top.key = { name, start: this.at };
    top.filled = false;
  }

  /** The key that stands here, and the offset after its colon. */
  private keyHere(): { name: string; end: number } | null {
    const { text } = this;
    const first = this.code();
    if (first === CODE.openBracket || first === CODE.openBrace || first === CODE.hash) return null;
    const stop = this.stop;
    let at = this.at;
    if (first === CODE.quote || first === CODE.apostrophe) {
      at = this.quoteEnd(at);
      while (isBlank(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) !== CODE.colon || at >= stop) return null;
    } else {
      for (; at < stop; at++) {
        const code = text.charCodeAt(at);
        if (code === CODE.hash && isBlank(text.charCodeAt(at - 1))) return null;
        if (code === CODE.colon && (at + 1 === stop || isBlank(text.charCodeAt(at + 1)))) break;
      }
      if (at === stop) return null;
    }
    return { name: keyName(text.slice(this.at, at)), end: at + 1 };
  }

  private quoteEnd(start: number): number {
    const { text } = this;
    const quote = text.charCodeAt(start);
    let at = start + 1;
    for (; at < this.to && text.charCodeAt(at) !== quote; at++) {
      if (quote === CODE.quote && text.charCodeAt(at) === CODE.backslash) at++;
    }
    return Math.min(this.to, at + 1);
  }

  /** A value that is no block: in brackets, a scalar, or a text on the lines below. */
  private value(): void {
    const mark = this.code();
    if (mark === CODE.ampersand) {
      while (!this.isApart(0)) this.at++;
      this.skipBlanks();
      if (isBreak(this.code())) return;
      return this.value();
    }
    if (mark === CODE.openBracket || mark === CODE.openBrace) return this.flow();
    if (mark === CODE.pipe || mark === CODE.greater) return this.blockText();
    const start = this.at;
    this.at = this.scalarEnd(false);
    const isAlone = this.isAlone();
    this.scalar(start, this.at);
    if (!isAlone)
      this.top?.collector?.fail('not-numeric', 'Text stands after this number.', start, this.stop);
  }

  /** Whether nothing but a comment follows on the line. */
  private isAlone(): boolean {
    const rest = this.text.slice(this.at, this.stop).trim();
    return rest === '' || rest.startsWith('#');
  }

  /** `|` and `>`: the lines below that are indented further. */
  private blockText(): void {
    const column = this.top?.column ?? -1;
    const start = this.at;
    this.refuse('a text', start, this.stop);
    for (;;) {
      this.skipLine();
      if (this.at >= this.to) break;
      const lineStart = this.at;
      this.skipBlanks();
      const isInside = isBreak(this.code()) || this.at - lineStart > column;
      this.at = lineStart;
      if (!isInside) break;
    }
    // The caller goes on to the next line.
    this.at = Math.max(start, this.at - 1);
  }

  private refuse(what: string, start: number, end: number): void {
    const { top } = this;
    if (top === undefined) return;
    top.collector?.refuse('not-numeric', `${what} is not a number`, start, end);
    this.fill(top, end);
  }

  private fill(container: Container, end: number): void {
    container.filled = true;
    container.key = null;
    this.end = end;
  }

  /** The end of the scalar that begins here, white space after it left out. */
  private scalarEnd(inFlow: boolean): number {
    const { text } = this;
    const first = this.code();
    if (first === CODE.quote || first === CODE.apostrophe) return this.quoteEnd(this.at);
    let end = this.at;
    for (let at = this.at; at < this.to; at++) {
      const code = text.charCodeAt(at);
      if (isBreak(code) || (code === CODE.hash && isBlank(text.charCodeAt(at - 1)))) break;
      if (inFlow && this.endsInFlow(code, at)) break;
      if (!isBlank(code)) end = at + 1;
    }
    return end;
  }

  private endsInFlow(code: number, at: number): boolean {
    if (code === CODE.colon) {
      const next = this.text.charCodeAt(at + 1);
      return this.top?.kind === 'mapping' && (isBlank(next) || isBreak(next));
    }
    return (
      code === CODE.comma ||
      code === CODE.openBracket ||
      code === CODE.closeBracket ||
      code === CODE.openBrace ||
      code === CODE.closeBrace
    );
  }

  /** A scalar as the item of a sequence, or as the value of a key. */
  private scalar(start: number, end: number): void {
    const { top, text } = this;
    if (top === undefined) return;
    if (top.filled && top.column >= 0) return this.goesOn(top, start, end);
    const scalar = scalarOf(text.slice(start, end));
    if (top.kind === 'sequence') {
      if ('reason' in scalar) top.collector?.refuse('not-numeric', scalar.reason, start, end);
      else top.collector?.add(scalar, start, end);
    } else if (top.key !== null && !('reason' in scalar)) {
      top.scalars.push({
        name: top.key.name,
        range: [top.key.start, end],
        rearranged: false,
        result: ok({
          name: top.key.name,
          tensor: { shape: [], data: Float64Array.of(scalar.number) },
          dtype: scalar.store === FLOAT64 ? 'float64' : 'int',
          range: [start, end],
          places: new KeptPlaces(Uint32Array.of(start), Uint32Array.of(end)),
        }),
      });
    }
    this.fill(top, end);
  }

  /** A scalar that goes on over lines is a text, whatever its first line looked like. */
  private goesOn(top: Container, start: number, end: number): void {
    if (top.kind === 'mapping') top.scalars.pop();
    top.collector?.fail('not-numeric', GOES_ON, start, end);
  }

  private push(kind: Container['kind'], column: number): void {
    const { top, at } = this;
    const goesOn = top !== undefined && top.filled && top.column >= 0;
    if (goesOn) this.goesOn(top, at, at + 1);
    let collector: Collector | null = null;
    if (kind === 'sequence') {
      collector = top?.kind === 'sequence' ? top.collector : null;
      collector ??= new Collector(top?.key?.name ?? null, top?.key?.start ?? at, at);
      collector.open(at);
      if (goesOn) collector.fail('not-numeric', GOES_ON, at, at + 1);
    } else if (top?.kind === 'sequence' && top.collector !== null) top.collector.holdsMapping = true;
    if (top !== undefined) top.filled = true;
    this.open.push({
      kind,
      column,
      start: at,
      collector,
      key: null,
      filled: false,
      scalars: [],
      holdsArray: false,
    });
  }

  private closeTo(depth: number): void {
    while (this.open.length > depth) this.pop();
  }

  private pop(): void {
    const container = this.open.pop();
    if (container === undefined) return;
    const { top, end } = this;
    const { collector } = container;
    if (collector === null) {
      if (container.holdsArray) this.findings.push(...container.scalars);
    } else {
      if (!container.filled && container.column >= 0) this.nextItem(container);
      collector.close(container.start, end);
      const isOutermost = top?.collector !== collector;
      if (isOutermost && !collector.holdsMapping) this.findings.push(collector.finding(end));
      if (isOutermost && top !== undefined) top.holdsArray = true;
    }
    if (top !== undefined) this.fill(top, end);
  }

  /** `[1, 2]` and `{x: 1}`, which may go on over lines that are indented further than what they stand in. */
  private flow(): void {
    const depth = this.open.length;
    const outer = this.top?.column ?? -1;
    this.push(this.code() === CODE.openBracket ? 'sequence' : 'mapping', -1);
    this.at++;
    while (this.open.length > depth) {
      if (!this.skipInFlow(outer)) {
        const message = 'This bracket is never closed.';
        for (const { collector, start } of this.open.slice(depth))
          collector?.fail('unbalanced', message, start, start + 1);
        this.closeTo(depth);
        this.at = Math.max(0, this.at - 1);
        return;
      }
      this.flowToken();
    }
    if (!this.isAlone()) this.refuseLast();
  }

  /** Refuses the list that just ended, because something stands behind it on its line. */
  private refuseLast(): void {
    const message = 'Something stands after this list: put it on a line of its own.';
    const range = [this.at, this.stop] as const;
    this.top?.collector?.fail('non-literal', message, ...range);
    const last = this.findings.at(-1);
    if (last === undefined || last.range[1] !== this.end) return;
    this.findings[this.findings.length - 1] = {
      ...last,
      result: fail({ code: 'non-literal', message, range }),
    };
  }

  /** Skips white space, lines and comments in brackets; false where the text or the indentation ends them. */
  private skipInFlow(outer: number): boolean {
    for (;;) {
      this.skipBlanks();
      if (this.at >= this.to) return false;
      const code = this.code();
      if (code === CODE.hash && this.isApart(-1)) this.at = this.stop;
      else if (!isBreak(code)) return true;
      else {
        this.at++;
        const lineStart = this.at;
        this.skipBlanks();
        const next = this.code();
        const isOutside = this.at - lineStart <= outer && !isBreak(next) && next !== CODE.hash;
        if (isOutside && next !== CODE.closeBracket && next !== CODE.closeBrace) {
          this.at = lineStart;
          return false;
        }
      }
    }
  }

  private flowToken(): void {
    const { top } = this;
    const code = this.code();
    if (top === undefined) return;
    if (code === CODE.closeBracket || code === CODE.closeBrace) {
      if ((code === CODE.closeBracket) !== (top.kind === 'sequence'))
        top.collector?.fail(
          'unbalanced',
          'This bracket closes another kind of bracket.',
          this.at,
          this.at + 1,
        );
      this.at++;
      this.end = this.at;
      this.pop();
      return;
    }
    if (code === CODE.comma) {
      if (!top.filled && top.kind === 'sequence')
        top.collector?.fail('hole', 'Nothing stands before this comma.', this.at, this.at + 1);
      top.filled = false;
      top.key = null;
      this.at++;
      return;
    }
    if (top.filled && top.kind === 'sequence')
      top.collector?.fail('not-a-number', 'A comma is missing before this.', this.at, this.at + 1);
    if (code === CODE.openBracket || code === CODE.openBrace) {
      this.push(code === CODE.openBracket ? 'sequence' : 'mapping', -1);
      this.at++;
      return;
    }
    this.flowScalar(top);
  }

  /** A scalar in brackets: a key where a colon follows it in braces. */
  private flowScalar(top: Container): void {
    const start = this.at;
    const end = Math.max(start + 1, this.scalarEnd(true));
    this.at = end;
    if (top.kind === 'mapping' && top.key === null) {
      top.key = { name: keyName(this.text.slice(start, end)), start };
      this.skipBlanks();
      if (this.code() === CODE.colon) this.at++;
      return;
    }
    this.scalar(start, end);
  }
}

function keyName(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
