import { lineEnd } from '../../lexer/strings';
import { isBlank, isBreak, isDigit } from '../../lexer/chars';

/** Commands that only move what follows, or say how it looks. */
const SPACES =
  /\\(?:[,;:!> ]|(?:quad|qquad|displaystyle|textstyle|scriptstyle|hfill|small|footnotesize|bf|rm|boldmath|nobreak|centering|limits|space)(?![A-Za-z]))/y;
/** Commands whose argument is only there to take up room. */
const ROOM = /\\(?:[hv]?phantom|hspace|vspace|label|color|cellcolor)\*?\{[^{}]*\}/y;

/** A place in a LaTeX text, up to an end; comments and spaces are passed over. */
export class LatexCursor {
  constructor(
    readonly text: string,
    public at: number,
    readonly end: number,
  ) {}

  get done(): boolean {
    this.skip();
    return this.at >= this.end;
  }

  /** Passes over white space, comments and spacing. */
  skip(): void {
    for (;;) {
      const code = this.at < this.end ? this.text.charCodeAt(this.at) : 0;
      if (isBlank(code) || isBreak(code) || code === 0x7e) this.at++;
      else if (code === 0x25) this.at = lineEnd(this.text, this.at, this.end);
      else if (code !== 0x5c || !(this.takes(SPACES) || this.takes(ROOM))) return;
    }
  }

  /** The next character, or '' at the end. */
  peek(): string {
    this.skip();
    return this.at < this.end ? this.text.charAt(this.at) : '';
  }

  /** Takes what a sticky pattern matches here; null, and nothing is taken, where it does not. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    if (pattern.lastIndex > this.end) return this.matchWithin(pattern);
    this.at = pattern.lastIndex;
    return found;
  }

  /** What a pattern matches where it would go on beyond the end. */
  private matchWithin(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = 0;
    const found = pattern.exec(this.text.slice(this.at, this.end));
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** Whether a sticky pattern matches here, which is then taken. */
  takes(pattern: RegExp): boolean {
    return this.match(pattern) !== null;
  }

  /** The inside of the group that begins here: between braces, or one digit or command without; null where none does. */
  group(): LatexCursor | null {
    const open = this.peek();
    const start = this.at;
    if (isDigit(open.charCodeAt(0))) {
      this.at++;
      return new LatexCursor(this.text, start, this.at);
    }
    if (open !== '{') return null;
    let depth = 0;
    for (; this.at < this.end; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x5c) this.at++;
      else if (code === 0x7b) depth++;
      else if (code === 0x7d && --depth === 0) {
        this.at++;
        return new LatexCursor(this.text, start + 1, this.at - 1);
      }
    }
    this.at = start;
    return null;
  }
}
