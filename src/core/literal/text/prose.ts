import { PROSE } from '../dialect/generic';
import { CODE } from '../lexer/chars';
import type { Part } from '../lexer/scan';
import { type Source, sourceOf } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import { type Page, pageOf } from '../page';
import { type Finding, touches } from './finding';
import { Lines } from './lines';
import { PRINT_READERS } from './prints';

/** Text for people: lists in brackets between words, prints and tables without brackets, and the formulas in it. */
export function prosePage(text: string, part: Part, formulas: readonly Finding[] = []): Page {
  const source = sourceOf(text, PROSE, part);
  const prints = findingsOf(source, new Lines(text, part));
  const findings = formulas.length === 0 ? prints : merged(prints, formulas);
  return pageOf(source, findings);
}

/** Both in the order of the text; what is in a formula is no print. */
function merged(prints: readonly Finding[], formulas: readonly Finding[]): Finding[] {
  let next = 0;
  const apart = prints.filter(({ range }) => {
    while (next < formulas.length && (formulas[next]?.range[1] ?? 0) <= range[0]) next++;
    const formula = formulas[next];
    return formula === undefined || !touches(formula.range, range);
  });
  return [...apart, ...formulas].sort((a, b) => a.range[0] - b.range[0]);
}

function findingsOf(source: Source, lines: Lines): Finding[] {
  const findings: Finding[] = [];
  const brackets = new Brackets(source, lines);
  for (let line = 0; line < lines.count;) {
    const print = lines.isBlank(line) || brackets.hold(line) ? null : printAt(lines, line);
    if (print !== null) findings.push(print.finding);
    line = print?.end ?? line + 1;
  }
  return findings;
}

function printAt(lines: Lines, line: number): ReturnType<(typeof PRINT_READERS)[number]> {
  for (const read of PRINT_READERS) {
    const print = read(lines, line);
    if (print !== null) return print;
  }
  return null;
}

/** Which lines begin inside of brackets; asked for one line after the other. */
class Brackets {
  private readonly tokens: Source['tokens'];
  private token = 0;
  private until = -1;

  constructor(
    { tokens }: Source,
    private readonly lines: Lines,
  ) {
    this.tokens = tokens;
  }

  hold(line: number): boolean {
    const { tokens } = this;
    const start = this.lines.start(line);
    for (; this.token < tokens.count && tokens.start(this.token) < start; this.token++) {
      if (tokens.kind(this.token) !== Kind.open) continue;
      const mate = tokens.mate(this.token);
      if (mate >= 0) {
        this.until = Math.max(this.until, tokens.start(mate));
        this.token = mate;
      } else if (tokens.code(this.token) === CODE.openBracket && this.until < tokens.start(this.token)) {
        // A list that is never closed was meant to go on to the next blank line.
        this.until = this.blankAfter(line);
      }
    }
    return start <= this.until;
  }

  private blankAfter(line: number): number {
    let at = line;
    while (at < this.lines.count && !this.lines.isBlank(at)) at++;
    return this.lines.end(at - 1);
  }
}
