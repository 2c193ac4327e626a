import { CODE } from './chars';
import type { Dialect } from '../dialect/dialect';
import { Uints } from './buffers';
import { Kind, NO_MATE, type Tokens, endsValue } from './tokens';

/**
 * Finds the partner of every bracket, and marks the brackets that hold commas.
 * Half-typed code leaves brackets open: a line that can only begin a statement ends them, so that one open bracket
 * does not swallow the rest of the document. `dialect.statementWords` and `name =` begin such lines.
 */
export function matchBrackets(tokens: Tokens, dialect: Dialect): void {
  const matcher = new Matcher(tokens, dialect);
  for (let index = 0; index < tokens.count; index++) matcher.visit(index);
  matcher.giveUp(tokens.count, 0);
  tokens.setMates(matcher.mates);
}

class Matcher {
  readonly mates: Int32Array;
  private readonly open = new Uints(16);
  private readonly opened = new Map<number, number>();
  /** How far the line is indented on which the outermost open bracket stands. */
  private outermostColumn = 0;
  private column = 0;

  constructor(
    private readonly tokens: Tokens,
    private readonly dialect: Dialect,
  ) {
    this.mates = new Int32Array(tokens.count).fill(NO_MATE);
  }

  visit(index: number): void {
    const { tokens } = this;
    if (index === 0 || tokens.afterBreak(index)) this.column = tokens.column(index);
    if (this.open.count > 0) this.recover(index);
    switch (tokens.kind(index)) {
      case Kind.open:
        if (this.open.count === 0) this.outermostColumn = this.column;
        this.open.push(index);
        this.count(tokens.code(index), 1);
        return;
      case Kind.close:
        return this.close(index);
      case Kind.comma:
        if (this.open.count > 0) tokens.markComma(this.top);
        return;
      default:
    }
  }

  /** Leaves every bracket beyond the first `keep` without a partner. */
  giveUp(before: number, keep: number): void {
    while (this.open.count > keep) this.mates[this.pop()] = -2 - before;
  }

  private get top(): number {
    return this.open.at(this.open.count - 1);
  }

  private count(code: number, change: number): void {
    this.opened.set(code, (this.opened.get(code) ?? 0) + change);
  }

  private pop(): number {
    const { top } = this;
    this.open.count--;
    this.count(this.tokens.code(top), -1);
    return top;
  }

  private close(index: number): void {
    const opener = openerOf(this.tokens.code(index));
    if ((this.opened.get(opener) ?? 0) === 0) return;
    while (this.tokens.code(this.top) !== opener) this.mates[this.pop()] = -2 - index;
    const open = this.pop();
    this.mates[open] = index;
    this.mates[index] = open;
  }

  private recover(index: number): void {
    const { tokens } = this;
    const kind = tokens.kind(index);
    if (kind === Kind.string) {
      if (tokens.kind(index + 1) === Kind.colon) this.recoverKey(index);
      return;
    }
    if (kind !== Kind.name || !tokens.afterBreak(index)) return;
    const next = tokens.kind(index + 1);
    if (next === Kind.colon && tokens.code(index - 1) !== 0x3f) this.recoverKey(index);
    if (this.open.count > 0 && this.beginsStatement(index)) this.giveUp(index, this.enclosingBlock());
  }

  /** `[1, 2 "key": ...`: a key never stands inside a list, so the list was left open. */
  private recoverKey(index: number): void {
    if (this.tokens.code(this.top) !== CODE.openBracket || (this.opened.get(CODE.openBrace) ?? 0) === 0)
      return;
    this.giveUp(index, this.lastBrace() + 1);
  }

  private beginsStatement(index: number): boolean {
    const { tokens, dialect } = this;
    const top = tokens.code(this.top);
    if (dialect.blocks && top === CODE.openBrace) return false;
    const word = tokens.textOf(index);
    const before = tokens.kind(index - 1);
    if (dialect.statementWords.has(word)) return !(top === CODE.openParen && before === Kind.open);
    if (tokens.kind(index + 1) === Kind.assign) {
      const mayBeArgument = top === CODE.openParen && (before === Kind.comma || before === Kind.open);
      if (!mayBeArgument) return true;
      return dialect.lineEnds && this.column <= this.outermostColumn && tokens.afterSpace(index + 1);
    }
    const prefixesString = tokens.kind(index + 1) === Kind.string && !tokens.afterSpace(index + 1);
    return (
      endsValue(before) && !prefixesString && !dialect.joiningWords.has(word) && !dialect.constants.has(word)
    );
  }

  /** How many brackets stay open when a statement begins: those around the block it stands in. */
  private enclosingBlock(): number {
    return this.dialect.blocks ? this.lastBrace() + 1 : 0;
  }

  private lastBrace(): number {
    if ((this.opened.get(CODE.openBrace) ?? 0) === 0) return -1;
    let depth = this.open.count - 1;
    while (this.tokens.code(this.open.at(depth)) !== CODE.openBrace) depth--;
    return depth;
  }
}

function openerOf(close: number): number {
  if (close === CODE.closeParen) return CODE.openParen;
  return close === CODE.closeBracket ? CODE.openBracket : CODE.openBrace;
}
