import { type Range, fail, ok } from '../../../result';
import { quoted } from '../../failure';
import { lineEnd } from '../../lexer/strings';
import type { ArrayLiteral } from '../../literal';
import type { Finding } from '../finding';
import { Grid } from '../grid';
import { LatexCursor } from './cursor';
import { type Environment, environmentsIn, isVerbatim } from './environments';
import { type Fraction, fractionOf, negative, rounded } from './fraction';
import { readList } from './list';
import { MATRICES, readMatrix } from './matrix';
import { latexName } from './name';
import { readScalar, readWhole } from './scalar';

/** What stands in a LaTeX text: its arrays and named numbers, and the insides of verbatim environments. */
export interface LatexContents {
  readonly findings: Finding[];
  readonly verbatim: Range[];
}

/** What ends one statement and begins the next. */
const SEPARATOR =
  /\$\$?|\\[[\]()]|\\\\\*?(?:[ \t]*\[[^[\]\n]*\])?|[,;]|\\(?:quad|qquad|item|par|tag|label|in|intertext|notag|nonumber)(?![A-Za-z])|\\(?:text|mbox)\s*\{[^{}]*\s[^{}]*\}|\\end\s*\{[A-Za-z]+\*?\}|\n[ \t]*\r?\n|\.(?=\s)/y;
/** What may follow a value without changing it. */
const TERMINATOR =
  /$|[$,;.=&:]|\\[[\]()\\]|\\(?:in|text|mbox|end|tag|label|item|par|begin\s*\{(?:equation|align|itemize|enumerate)|intertext|notag|nonumber|approx|coloneqq)(?![A-Za-z])|\n[ \t]*\r?\n/y;
const EQUALS = /:=|=|\\(?:coloneqq|gets|leftarrow|triangleq)(?![A-Za-z])/y;
const OPENING =
  /(?:\\(?:left|bigl|Bigl|biggl|Biggl|big|Big)\s*)?(?:[[(|]|\\[{|]|\\(?:lbrack|lvert|langle)(?![A-Za-z]))\s*$/;
const CLOSING =
  /(?:\\(?:right|bigr|Bigr|biggr|Biggr|big|Big)\s*)?(?:[\])|.]|\\[}|]|\\(?:rbrack|rvert|rangle)(?![A-Za-z]))/y;
const TRANSPOSED =
  /\^\s*(?:\\top|\\intercal|T|\{\s*(?:\\top|\\intercal|T|\\(?:mathsf|mathrm|rm|sf|text)\s*\{?\s*T\s*\}?)\s*\})/y;
/** No factor before a matrix is longer. */
const LONGEST = 400;
const MULTIPLIED = /(?:\\(?:cdot|times)|\*)\s*$/;
const ARGUMENTS = /\s*(?:\[[^[\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\})/y;
const BLANK_LINE = /[ \t]*\r?\n[ \t]*\r?\n/y;
/** A new line that begins with `y =`. */
const NEXT_EQUATION =
  /[ \t]*\r?\n\s*(?:\\?[A-Za-z]+|\\[a-z]+\s*\{[^{}=\n]{1,40}\})(?:_\w|_\{\w+\})?\s*&?\s*:?=/y;
const COMMAND = /\\(?:[A-Za-z]+|[^A-Za-z])/y;

export function latexContents(text: string, range: Range): LatexContents {
  return new LatexReader(text, range).read();
}

class LatexReader {
  private readonly findings: Finding[] = [];
  private readonly verbatim: Range[] = [];
  private readonly environments: ReadonlyMap<number, Environment>;
  private readonly cursor: LatexCursor;
  /** Where the statement begins, and where the value after its last equals sign does. */
  private statement: number;
  private value: number;
  private name: string | null = null;

  constructor(
    private readonly text: string,
    range: Range,
  ) {
    this.environments = environmentsIn(text, range);
    this.cursor = new LatexCursor(text, ...range);
    this.statement = this.value = range[0];
  }

  read(): LatexContents {
    const { cursor, text } = this;
    while (cursor.at < cursor.end) {
      const code = text.charAt(cursor.at);
      if (code === '%') cursor.at = lineEnd(text, cursor.at, cursor.end);
      else if (cursor.takes(SEPARATOR)) this.reset();
      else if (cursor.takes(EQUALS)) this.equals();
      else if (code === '\\') this.command();
      else cursor.at++;
    }
    return { findings: this.findings, verbatim: this.verbatim };
  }

  private reset(): void {
    this.statement = this.value = this.cursor.at;
    this.name = null;
  }

  private command(): void {
    const { cursor } = this;
    const environment = this.environments.get(cursor.at);
    if (environment === undefined) {
      if (!cursor.takes(COMMAND)) cursor.at++;
      return;
    }
    cursor.at = environment.inside;
    if (isVerbatim(environment)) {
      const end = environment.endStart < 0 ? cursor.end : environment.endStart;
      this.verbatim.push([environment.inside, end]);
      cursor.at = end;
      return this.reset();
    }
    const isTable = MATRICES.get(environment.name);
    if (isTable === undefined) return this.reset();
    if (this.matrix(environment, isTable)) this.reset();
  }

  private equals(): void {
    const { cursor, text } = this;
    const side = text.slice(this.value, cursor.at).replace(/(?::?=|\\[a-z]+)$/, '');
    this.name = latexName(side);
    this.statement = this.value;
    this.value = cursor.at;
    this.constant();
  }

  /** `\epsilon = 10^{-5}` or `x = [1, 2]`: a number with a name, or a list in brackets. */
  private constant(): void {
    const { text, cursor } = this;
    const from = (): LatexCursor => new LatexCursor(text, this.value, cursor.end);
    const literal = this.number(from()) ?? readList(from(), this.name);
    if (literal === null) return;
    const [, end] = literal.range;
    if (this.ends(end)) {
      this.add(ok(literal), [this.statement, end]);
      cursor.at = end;
    } else if (literal.tensor.shape.length > 0) this.add(this.changed(end), [this.statement, end]);
  }

  private number(inside: LatexCursor): ArrayLiteral | null {
    inside.skip();
    const start = inside.at;
    const value = this.name === null ? null : readScalar(inside);
    if (value === null) return null;
    const end = trimmedEnd(this.text, start, inside.at);
    const grid = new Grid();
    grid.put(rounded(value), start, end);
    return this.ends(end) ? grid.literal(this.name, [start, end], 'float64', []) : null;
  }

  private changed(at: number): Finding['result'] {
    const message = 'What follows this array may change it: write out the resulting numbers.';
    return fail({ code: 'non-literal', message, range: [at, Math.min(at + 1, this.cursor.end)] });
  }

  /** Reads a matrix; false where it is only a part of the value, which goes on. */
  private matrix({ name, start, inside, end }: Environment, isTable: boolean): boolean {
    const { cursor, text } = this;
    const before = isTable
      ? ''
      : text.slice(Math.max(this.value, start - LONGEST), start).replace(/%[^\n]*/g, '');
    const opening = OPENING.exec(before)?.[0] ?? '';
    const isLong = start - this.value > LONGEST;
    const factor = isLong ? undefined : factorOf(before.slice(0, before.length - opening.length));
    if (
      name === 'tabularx' ||
      name === 'tabular' ||
      name === 'array' ||
      name === 'longtable' ||
      name === 'tabu'
    )
      while (cursor.takes(ARGUMENTS));
    else cursor.takes(/\s*\[[lcr]\]/y);
    const whole: Range = [this.statement, end < 0 ? inside : end];
    if (end < 0) cursor.at = inside;
    else if (factor === undefined) {
      const message = `${quoted(before.trim())} stands before this matrix and may change it: write out the resulting numbers.`;
      this.add(fail({ code: 'non-literal', message, range: [start, inside] }), whole);
      cursor.at = end;
      return false;
    }
    const read = readMatrix(text, cursor.at, end < 0 ? cursor.end : end, name, factor ?? null);
    cursor.at = end < 0 ? inside : end;
    if (!read.ok) {
      this.add(read, whole);
      return true;
    }
    const { grid } = read.value;
    if (opening !== '') {
      cursor.skip();
      cursor.takes(CLOSING);
    }
    const last = cursor.at;
    cursor.skip();
    const rearranged = cursor.takes(TRANSPOSED);
    if (rearranged) grid.transpose();
    const to = rearranged ? cursor.at : last;
    cursor.at = to;
    if (!isTable && !this.ends(to)) {
      this.add(this.changed(to), whole);
      return false;
    }
    const from = isTable ? start : this.value + (/^\s*/.exec(text.slice(this.value, start))?.[0].length ?? 0);
    this.add(
      ok(grid.literal(isTable ? null : this.name, [from, to])),
      [isTable ? start : this.statement, to],
      rearranged,
    );
    return true;
  }

  /** Whether what follows leaves the value as it is. */
  private ends(at: number): boolean {
    const line = new LatexCursor(this.text, at, this.cursor.end);
    // Line ends tell where a statement ends, and so they are looked at before white space is passed over.
    if (line.takes(BLANK_LINE) || (this.name !== null && line.takes(NEXT_EQUATION))) return true;
    return line.done || line.takes(TERMINATOR);
  }

  private add(result: Finding['result'], [from, to]: Range, rearranged = false): void {
    const { text } = this;
    let start = from;
    while (start < to && /[\s&]/.test(text.charAt(start))) start++;
    this.findings.push({ range: [start, to], name: this.name, result, rearranged });
  }
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** What stands before a matrix as a factor: null for nothing, undefined where it is no number. */
function factorOf(written: string): Fraction | null | undefined {
  const bare = written
    .replace(/\\displaystyle|&/g, '')
    .replace(MULTIPLIED, '')
    .trim();
  if (bare === '') return null;
  const one = fractionOf('1');
  if (/^[-\u2212]$/.test(bare) && one !== null) return negative(one);
  return readWhole(new LatexCursor(bare, 0, bare.length)) ?? undefined;
}
