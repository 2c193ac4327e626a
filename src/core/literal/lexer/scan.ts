import { CODE, isBlank, isBreak, isDigit, isNamePart, isNameStart } from './chars';
import { readBlock } from './block';
import type { Lexicon } from '../dialect/dialect';
import { afterMarks } from './marks';
import { type NumberSpan, numberSpan } from './numbers';
import {
  commentLinesEnd,
  doubledEnd,
  lineBlockEnd,
  lineEnd,
  longBracketEnd,
  longEnd,
  regexEnd,
  stringEnd,
  templateEnd,
  tripleEnd,
} from './strings';
import { Kind, Tokens, endsValue } from './tokens';

const REGEX_MAY_FOLLOW = /^(?:return|typeof|case|in|of|delete|void|throw|new|do|else|yield|await)$/;

/** With comments behind it, and lines that hold nothing else. */
const AMPERSAND = /&[ \t]*(?:![^\r\n]*)?(?:\r?\n[ \t]*(?:![^\r\n]*)?)+&?/y;

/** Which part of a text to scan, and how. */
export interface Part {
  readonly from: number;
  readonly to: number;
  /** What stands before each line of it when it is the inside of a comment. */
  readonly marks: readonly string[];
  /** Ascending offsets where selections begin and end, which no block may hold; null for a scan without blocks. */
  readonly cuts: readonly number[] | null;
}

/** The tokens of a part of a text, in one pass. Never fails: what it does not know becomes an operator. */
export function scan(text: string, lexicon: Lexicon, part: Part): Tokens {
  return new Scanner(text, lexicon, part).run();
}

class Scanner {
  private readonly tokens: Tokens;
  private readonly to: number;
  private at: number;
  private space = false;
  private lineBreak = false;
  /** For each template string that we are inside of, how many braces are open in its current `${`. */
  private readonly templates: number[] = [];
  /** Where a search for the partner of a mark ended in vain: no need to search that line again. */
  private readonly vain = new Map<number, number>();
  /** No list that opens before this offset is one of plain numbers. */
  private noBlockBefore = 0;
  /** How many cuts are behind us. */
  private cut = 0;
  /** Which ASCII characters may begin a comment. */
  private readonly commentStarts = new Uint8Array(128);

  constructor(
    private readonly text: string,
    private readonly lexicon: Lexicon,
    private readonly part: Part,
  ) {
    this.tokens = new Tokens(text, part.from, part.to);
    this.at = part.from;
    this.to = part.to;
    const marks = [...lexicon.lineComments, ...lexicon.blockComments.map(([open]) => open)];
    for (const mark of marks) this.commentStarts[mark.charCodeAt(0)] = 1;
  }

  run(): Tokens {
    this.skipMarks();
    if (this.lexicon.columns === true) this.skipColumns();
    while (this.at < this.to) {
      const code = this.text.charCodeAt(this.at);
      if (isBlank(code)) {
        this.space = true;
        this.at++;
      } else if (isBreak(code)) {
        this.lineBreak = true;
        this.at++;
        this.skipMarks();
        if (this.lexicon.columns === true) this.skipColumns();
      } else if (this.skipContinuation(code)) {
        this.space = true;
      } else if (code === CODE.ampersand && this.lexicon.ampersands === true && this.skipAmpersand()) {
        this.space = true;
      } else if (!this.skipComment(code)) {
        this.token(code);
      }
    }
    return this.tokens;
  }

  private push(kind: number, end: number): void {
    this.tokens.push(kind, this.at, end, this.space, this.lineBreak);
    this.space = false;
    this.lineBreak = false;
    this.at = end;
  }

  /** Inside a comment, the marks that begin each line are white space. */
  private skipMarks(): void {
    const at = afterMarks(this.text, this.at, this.to, this.part.marks);
    if (at === this.at) return;
    this.at = at;
    this.space = true;
  }

  /** A backslash at a line's end joins it with the next; in MATLAB, so do three points and what follows them. */
  private skipContinuation(code: number): boolean {
    const { text } = this;
    if (code === CODE.dot && this.lexicon.matlab && text.startsWith('...', this.at)) {
      this.comment(lineEnd(text, this.at, this.to));
    } else if (code === CODE.backslash && isBreak(text.charCodeAt(this.at + 1))) this.at++;
    else return false;
    this.at += text.startsWith('\r\n', this.at) ? 2 : 1;
    return true;
  }

  /** At the beginning of a line of the fixed form: a comment, or the mark that goes on with the line before. */
  private skipColumns(): void {
    const { text, at, to } = this;
    if (/[Cc*!]/.test(text.charAt(at))) this.comment(lineEnd(text, at, to));
    else if (/^ {5}[^ 0\s]/.test(text.slice(at, Math.min(at + 6, to)))) {
      this.at = at + 6;
      this.lineBreak = false;
      this.space = true;
    }
  }

  /** An ampersand at a line's end joins it with the next, which may begin with another one. */
  private skipAmpersand(): boolean {
    AMPERSAND.lastIndex = this.at;
    const joined = AMPERSAND.exec(this.text);
    if (joined === null) return false;
    this.at = Math.min(this.to, AMPERSAND.lastIndex);
    return true;
  }

  private skipComment(code: number): boolean {
    const { text, lexicon } = this;
    const block = lexicon.matlab
      ? commentLinesEnd(text, this.at, this.to)
      : lineBlockEnd(text, this.at, this.to, lexicon.lineBlocks);
    if (block >= 0) return this.comment(block);
    if (this.commentStarts[code] !== 1) return false;
    if (lexicon.longBrackets === true && text.startsWith('--[', this.at)) {
      const end = longBracketEnd(text, this.at + 2, this.to);
      if (end >= 0) return this.comment(end);
    }
    for (const mark of lexicon.lineComments) {
      if (text.startsWith(mark, this.at)) return this.comment(lineEnd(text, this.at, this.to));
    }
    for (const [open, close] of lexicon.blockComments) {
      if (!text.startsWith(open, this.at)) continue;
      const end = text.indexOf(close, this.at + open.length);
      return this.comment(end < 0 || end + close.length > this.to ? this.to : end + close.length);
    }
    return false;
  }

  private comment(end: number): true {
    this.tokens.comments.starts.push(this.at);
    this.tokens.comments.ends.push(end);
    this.at = end;
    this.space = true;
    return true;
  }

  private token(code: number): void {
    const next = this.text.charCodeAt(this.at + 1);
    if (code === CODE.comma) return this.push(Kind.comma, this.at + 1);
    if (code === this.lexicon.plainLists && this.block()) return;
    if (isDigit(code) || (code === CODE.dot && isDigit(next))) {
      const { kind, end } = this.number();
      return this.push(kind, end);
    }
    if (this.beginsName(code, next)) return this.name();
    switch (code) {
      case CODE.openParen:
      case CODE.openBracket:
        if (this.longString()) return;
        return this.push(Kind.open, this.at + 1);
      case CODE.openBrace:
        return this.brace(1, Kind.open);
      case CODE.closeBrace:
        if (this.templates.at(-1) === 1) return this.resumeTemplate();
        return this.brace(-1, Kind.close);
      case CODE.closeParen:
      case CODE.closeBracket:
        return this.push(Kind.close, this.at + 1);
      case CODE.minus:
        if (isDigit(next)) return this.push(Kind.sign, this.at + 1);
        return this.operator(code, next);
      case CODE.semicolon:
        return this.push(Kind.semicolon, this.at + 1);
      case CODE.quote:
      case CODE.apostrophe:
        return this.string(code);
      case CODE.backtick:
        return this.lexicon.templates ? this.template(this.at + 1) : this.push(Kind.operator, this.at + 1);
      case CODE.unicodeMinus:
        return this.push(Kind.sign, this.at + 1);
      case CODE.ellipsis:
        return this.push(Kind.ellipsis, this.at + 1);
      default:
        return this.operator(code, next);
    }
  }

  /** A long list of plain numbers, read at once; false where none begins here. */
  private block(): boolean {
    const { at, part } = this;
    if (at < this.noBlockBefore || part.cuts === null) return false;
    while ((part.cuts[this.cut] ?? Infinity) <= at) this.cut++;
    const { block, end } = readBlock(this.text, at, Math.min(part.cuts[this.cut] ?? Infinity, this.to));
    this.noBlockBefore = end;
    if (block === null) return false;
    this.tokens.pushList(block, at, end, this.space, this.lineBreak);
    this.space = false;
    this.lineBreak = false;
    this.at = end;
    return true;
  }

  private beginsName(code: number, next: number): boolean {
    if (!this.lexicon.dottedNames) return isNameStart(code);
    return code !== CODE.dollar && isNameStart(code === CODE.dot ? next : code);
  }

  private number(): NumberSpan {
    const { text, at, to, lexicon } = this;
    const span = numberSpan(text, at, to, lexicon);
    const { end } = span;
    const next = text.charCodeAt(end);
    if (lexicon.octalZeros && span.kind === Kind.decimal && /^0\d/.test(text.slice(at, at + 2)))
      return { kind: Kind.oddNumber, end };
    // The point in `2./x` belongs to the operator.
    const isPoint = lexicon.elementwise && text.charCodeAt(end - 1) === CODE.dot;
    if (isPoint && lexicon.operators.has(`.${text.charAt(end)}`))
      return numberSpan(text, at, end - 1, lexicon);
    const goesOn =
      lexicon.exponents?.includes(text.charAt(end - 1)) && (next === CODE.minus || next === CODE.plus);
    return goesOn && isDigit(text.charCodeAt(end + 1))
      ? { kind: Kind.oddNumber, end: numberSpan(text, end + 1, to, lexicon).end }
      : span;
  }

  private longString(): boolean {
    const end = this.lexicon.longBrackets === true ? longBracketEnd(this.text, this.at, this.to) : -1;
    if (end >= 0) this.push(Kind.string, end);
    return end >= 0;
  }

  private name(): void {
    const { text, to, lexicon } = this;
    let end = this.at + 1;
    while (end < to && isNameLetter(text.charCodeAt(end), lexicon)) end++;
    this.push(Kind.name, end);
  }

  private string(quote: number): void {
    const { text, at, to, lexicon } = this;
    if (lexicon.elementwise && quote === CODE.apostrophe && this.mayTranspose()) {
      return this.push(Kind.operator, at + 1);
    }
    if (lexicon.characters === true && quote === CODE.apostrophe) return this.character();
    const isTriple =
      lexicon.tripleQuotes && text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
    if (isTriple) return this.push(Kind.string, tripleEnd(text, at, to));
    const isApostrophe =
      lexicon.apostrophes && quote === CODE.apostrophe && isNamePart(text.charCodeAt(at - 1));
    if (isApostrophe || this.isVain(quote)) return this.push(Kind.operator, at + 1);
    const end = this.stringEnd();
    if (end >= 0) return this.push(Kind.string, Math.min(end, to));
    if (!lexicon.apostrophes) return this.push(Kind.string, lineEnd(text, at, to));
    this.vain.set(quote, lineEnd(text, at, to));
    this.push(Kind.operator, at + 1);
  }

  private stringEnd(): number {
    const { text, at, to, lexicon } = this;
    if (lexicon.matlab) return doubledEnd(text, at, to);
    return lexicon.longStrings ? longEnd(text, at, to) : stringEnd(text, at, to);
  }

  /** Whether a quote right here transposes the value before it. */
  private mayTranspose(): boolean {
    if (this.space || this.lineBreak) return false;
    const last = this.tokens.count - 1;
    const isTransposed =
      this.tokens.kind(last) === Kind.operator && this.text.charCodeAt(this.at - 1) === CODE.apostrophe;
    return isTransposed || endsValue(this.tokens.kind(last));
  }

  /** `'a'`; else the quote begins a lifetime. */
  private character(): void {
    const { text, at, to } = this;
    const length = text.charCodeAt(at + 2) === CODE.apostrophe ? 3 : 4;
    const isOne = text.charCodeAt(at + length - 1) === CODE.apostrophe;
    const end =
      text.charCodeAt(at + 1) === CODE.backslash ? stringEnd(text, at, to) : isOne ? at + length : -1;
    if (end > 0) this.push(Kind.string, Math.min(end, to));
    else this.push(Kind.operator, at + 1);
  }

  private isVain(mark: number): boolean {
    return (this.vain.get(mark) ?? -1) > this.at;
  }

  /** The end of the code in a template string, and the text after it. */
  private resumeTemplate(): void {
    this.templates.pop();
    this.push(Kind.close, this.at + 1);
    this.template(this.at);
  }

  /** A piece of a template string that goes on at an offset, up to its end or to the code inside it. */
  private template(from: number): void {
    const { end, opensCode } = templateEnd(this.text, from, this.to);
    if (end > this.at) this.push(Kind.string, end);
    if (!opensCode) return;
    this.templates.push(0);
    this.brace(1, Kind.open);
  }

  private brace(change: number, kind: number): void {
    const last = this.templates.length - 1;
    if (last >= 0) this.templates[last] = (this.templates[last] ?? 0) + change;
    this.push(kind, this.at + 1);
  }

  private operator(code: number, next: number): void {
    const { text, lexicon, at } = this;
    for (let length = 3; length >= 2; length--) {
      const operator = text.slice(at, at + length);
      if (at + length > this.to || !lexicon.operators.has(operator)) continue;
      return this.push(lexicon.assignments?.has(operator) ? Kind.assign : Kind.operator, at + length);
    }
    if (code === CODE.dot) {
      const three = next === CODE.dot && text.charCodeAt(at + 2) === CODE.dot;
      return this.push(three ? Kind.ellipsis : Kind.dot, three ? at + 3 : at + 1);
    }
    if (lexicon.scopes === true && code === CODE.colon && next === CODE.colon) {
      return this.push(Kind.dot, at + 2);
    }
    if (code === CODE.plus || code === CODE.minus) return this.push(Kind.sign, at + 1);
    if (code === CODE.colon) return this.push(Kind.colon, at + 1);
    if (code === CODE.equals) return this.push(Kind.assign, at + 1);
    if (code === CODE.slash && lexicon.regularExpressions && this.regexMayStand()) return this.regex();
    return this.push(Kind.operator, at + 1);
  }

  private regexMayStand(): boolean {
    if (this.isVain(CODE.slash)) return false;
    const last = this.tokens.count - 1;
    const kind = this.tokens.kind(last);
    if (kind === Kind.name) return REGEX_MAY_FOLLOW.test(this.tokens.textOf(last));
    return kind > Kind.close || kind === Kind.open || kind === 0;
  }

  /** Without a closing slash on the line, the slash divides. */
  private regex(): void {
    const end = regexEnd(this.text, this.at, this.to);
    if (end >= 0) return this.push(Kind.string, end);
    this.vain.set(CODE.slash, lineEnd(this.text, this.at, this.to));
    this.push(Kind.operator, this.at + 1);
  }
}

function isNameLetter(code: number, { dottedNames }: Lexicon): boolean {
  if (dottedNames && code === CODE.dollar) return false;
  return isNamePart(code) || (dottedNames === true && code === CODE.dot);
}
