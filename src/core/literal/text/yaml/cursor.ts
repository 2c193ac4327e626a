import { CODE, isBlank, isBreak } from '../../lexer/chars';
import { lineEnd } from '../../lexer/strings';

/** Where we are in a text of YAML, and what stands there. */
export class Cursor {
  constructor(
    readonly text: string,
    public at: number,
    readonly to: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.to;
  }

  /** The end of the line that we are on. */
  get stop(): number {
    return lineEnd(this.text, this.at, this.to);
  }

  /** The character that many places ahead; a line end where the text is over. */
  code(ahead = 0): number {
    return this.at + ahead < this.to ? this.text.charCodeAt(this.at + ahead) : CODE.newline;
  }

  /** Whether white space or a line end stands that many places ahead. */
  isApart(ahead: number): boolean {
    const code = this.code(ahead);
    return isBlank(code) || isBreak(code);
  }

  /** Whether a dash stands here that begins an item. */
  isDash(): boolean {
    return this.code() === CODE.minus && this.isApart(1);
  }

  skipBlanks(): void {
    while (!this.isAtEnd && isBlank(this.code())) this.at++;
  }

  skipLine(): void {
    this.at = Math.min(this.to, this.stop + 1);
  }

  /** Whether nothing but a comment follows on the line. */
  isAlone(): boolean {
    const rest = this.text.slice(this.at, this.stop).trim();
    return rest === '' || rest.startsWith('#');
  }

  /** The key that stands here, and the offset after its colon. */
  key(): { readonly name: string; readonly end: number } | null {
    const { text } = this;
    const first = this.code();
    if (first === CODE.openBracket || first === CODE.openBrace || first === CODE.hash) return null;
    const { stop } = this;
    let at = this.at;
    if (first === CODE.quote || first === CODE.apostrophe) {
      at = this.quoteEnd();
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

  /** The end of the scalar that begins here, white space after it left out; `endsAt`: what else ends a plain one. */
  scalarEnd(endsAt: (code: number, at: number) => boolean = () => false): number {
    const { text } = this;
    const first = this.code();
    if (first === CODE.quote || first === CODE.apostrophe) return this.quoteEnd();
    let end = this.at;
    for (let at = this.at; at < this.to; at++) {
      const code = text.charCodeAt(at);
      if (isBreak(code) || (code === CODE.hash && isBlank(text.charCodeAt(at - 1)))) break;
      if (endsAt(code, at)) break;
      if (!isBlank(code)) end = at + 1;
    }
    return end;
  }

  private quoteEnd(): number {
    const { text } = this;
    const quote = this.code();
    let at = this.at + 1;
    for (; at < this.to && text.charCodeAt(at) !== quote; at++) {
      if (quote === CODE.quote && text.charCodeAt(at) === CODE.backslash) at++;
    }
    return Math.min(this.to, at + 1);
  }
}

export function keyName(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
