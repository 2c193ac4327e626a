import type { Range } from '../../result';
import { Uints } from '../lexer/buffers';
import { CODE, isBlank } from '../lexer/chars';
import { afterMarks } from '../lexer/marks';
import type { Part } from '../lexer/scan';

/** The lines of a part of a text, each without the mark of the comment it may stand in and without white space around. */
export class Lines {
  private readonly starts = new Uints(64);
  private readonly ends = new Uints(64);

  constructor(
    readonly text: string,
    { from, to, marks }: Part,
  ) {
    for (let at = from; at <= to;) {
      const end = breakAfter(text, at, to);
      this.starts.push(afterMarks(text, at, end, marks));
      this.ends.push(end);
      const isPair = text.charCodeAt(end) === CODE.return && text.charCodeAt(end + 1) === CODE.newline;
      at = end + (isPair ? 2 : 1);
    }
  }

  get count(): number {
    return this.starts.count;
  }

  /** Where a line begins and ends, with the white space around it. */
  whole(line: number): Range {
    return [this.starts.at(line), this.ends.at(line)];
  }

  /** Where the first character of a line stands that is no white space. */
  start(line: number): number {
    let [start] = this.whole(line);
    const [, end] = this.whole(line);
    while (start < end && isBlank(this.text.charCodeAt(start))) start++;
    return start;
  }

  end(line: number): number {
    const [start] = this.whole(line);
    let [, end] = this.whole(line);
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  range(first: number, last = first): Range {
    return [this.start(first), this.end(last)];
  }

  isBlank(line: number): boolean {
    return this.start(line) === this.whole(line)[1];
  }

  textOf(line: number): string {
    return line < 0 || line >= this.count ? '' : this.text.slice(this.start(line), this.end(line));
  }

  /** The first line from `line` on that is not blank, or the count of lines. */
  skipBlank(line: number): number {
    let at = line;
    while (at < this.count && this.isBlank(at)) at++;
    return at;
  }
}

function breakAfter(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) !== CODE.newline && text.charCodeAt(at) !== CODE.return) at++;
  return at;
}
