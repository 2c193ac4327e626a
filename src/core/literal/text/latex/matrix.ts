import { type Range, type Result, fail, ok } from '../../../result';
import { type Failure, quoted } from '../../failure';
import type { LiteralErrorCode } from '../../literal';
import { isPlain, plainValue } from '../cells';
import { Grid, counted } from '../grid';
import { LatexCursor } from './cursor';
import { type Fraction, rounded, times } from './fraction';
import { readWhole } from './scalar';

/** The environments that are arrays of numbers, with or without a star; true where text may stand in the first row. */
export const MATRICES: ReadonlyMap<string, boolean> = new Map([
  ...['matrix', 'bmatrix', 'pmatrix', 'vmatrix', 'Vmatrix', 'Bmatrix', 'smallmatrix', 'bsmallmatrix'].map(
    (name): [string, boolean] => [name, false],
  ),
  ...['psmallmatrix', 'array', 'NiceMatrix', 'bNiceMatrix', 'pNiceMatrix'].map((name): [string, boolean] => [
    name,
    false,
  ]),
  ...['tabular', 'tabularx', 'longtable', 'tabu'].map((name): [string, boolean] => [name, true]),
]);

const RULE =
  /\\(?:hline|toprule|midrule|bottomrule|hdashline|endhead|endfirsthead|endfoot|endlastfoot)(?![A-Za-z])|\\(?:cline|cmidrule|addlinespace|specialrule|noalign|rowcolor)\s*(?:\([^()]*\))?(?:\[[^[\]]*\])?(?:\{[^{}]*\})*/y;
const BREAK = /\\\\\*?(?:[ \t]*\[[^[\]\n]*\])?|\\(?:cr|tabularnewline)(?![A-Za-z])(?:\[[^[\]\n]*\])?/y;
const END = /\\end\s*\{([A-Za-z]+)\*?\}/y;
const DOTS = /\\[lcvdi]?dots(?![A-Za-z])|\\hdotsfor|\.\.\.|\u2026/;
const INFINITE = /^([-+\u2212]?)\\infty$/;

/** A matrix that was read: its numbers, and the offset after its `\end{...}`. */
export interface Matrix {
  readonly grid: Grid;
  readonly end: number;
}

/** Reads the rows from an offset behind `\begin{...}` on, every number times `factor`. */
export function readMatrix(
  text: string,
  from: number,
  to: number,
  name: string,
  factor: Fraction | null,
): Result<Matrix, Failure> {
  const reader = new MatrixReader(text, from, to, name, factor);
  return reader.read();
}

class MatrixReader {
  private readonly grid = new Grid();
  private readonly cursor: LatexCursor;
  private cells: Range[] = [];

  constructor(
    private readonly text: string,
    private readonly from: number,
    to: number,
    private readonly name: string,
    private readonly factor: Fraction | null,
  ) {
    this.cursor = new LatexCursor(text, from, to);
  }

  read(): Result<Matrix, Failure> {
    const { cursor, grid, text } = this;
    let start = cursor.at;
    for (;;) {
      if (this.cells.length === 0 && text.slice(start, cursor.at).trim() === '') {
        cursor.skip();
        while (cursor.takes(RULE)) cursor.skip();
        start = cursor.at;
      }
      const code = cursor.at < cursor.end ? text.charAt(cursor.at) : '';
      if (code === '')
        return this.fail('unbalanced', `\`\\begin{${this.name}}\` has no end`, [this.from, this.from]);
      const end = cursor.at;
      const isBreak = code === '\\' && cursor.takes(BREAK);
      const closing = code === '\\' && !isBreak ? cursor.match(END) : null;
      if (code === '&' || isBreak || closing !== null) {
        const isLast = closing !== null && this.cells.length === 0 && text.slice(start, end).trim() === '';
        if (!isLast) this.cells.push([start, end]);
        if (code === '&') cursor.at++;
        start = cursor.at;
        if (code === '&') continue;
        const failure = isLast ? null : this.endRow();
        if (failure !== null) return fail(failure);
        if (closing === null) continue;
        if (closing[1] !== this.name)
          return this.fail('unbalanced', `\`\\begin{${this.name}}\` has no end`, [end, cursor.at]);
        if (grid.rows === 0)
          return this.fail('empty', 'There are no numbers in this matrix', [this.from, end]);
        return ok({ grid, end: cursor.at });
      }
      if (text.startsWith('\\begin', cursor.at))
        return this.fail('non-literal', 'Another environment stands in this matrix', [end, end + 6]);
      this.advance(code);
    }
  }

  /** Goes over a character, a command's backslash with it, a group or a comment. */
  private advance(code: string): void {
    const { cursor } = this;
    if (code === '{' && cursor.group() !== null) return;
    const before = cursor.at;
    if (code === '%') cursor.skip();
    if (cursor.at === before) cursor.at += code === '\\' ? 2 : 1;
  }

  private endRow(): Failure | null {
    const { cells, grid } = this;
    this.cells = [];
    if (grid.rows === 0 && (MATRICES.get(this.name) ?? false) && this.isHeader(cells)) return null;
    for (const [column, [from, to]] of cells.entries()) {
      const failure = this.readCell(from, to, column);
      if (failure !== null) return failure;
    }
    const { columns } = grid;
    const count = grid.endRow();
    if (count === null) return null;
    const message = `Row ${grid.rows + 1} has ${counted(count, 'element')}, but those before it have ${columns}: give every row the same length`;
    return this.failure('ragged', message, [cells[0]?.[0] ?? 0, cells.at(-1)?.[1] ?? 0]);
  }

  private isHeader(cells: readonly Range[]): boolean {
    return cells.every(([from, to]) => {
      const cell = this.text.slice(from, to).trim();
      return !DOTS.test(cell) && readWhole(new LatexCursor(this.text, from, to)) === null;
    });
  }

  private readCell(from: number, to: number, column: number): Failure | null {
    const { text, factor } = this;
    const inside = new LatexCursor(text, from, to);
    inside.skip();
    const start = inside.at;
    let end = to;
    while (end > start && text.charAt(end - 1).trim() === '') end--;
    const cell = text.slice(start, end);
    const place = `Row ${this.grid.rows + 1}, column ${column + 1}`;
    if (cell === '')
      return this.failure('hole', `${place} is empty: write a number`, [start, Math.max(end, start)]);
    if (factor === null && isPlain(text, start, end)) {
      this.grid.put(plainValue(text, start, end), start, end);
      return null;
    }
    if (DOTS.test(cell))
      return this.failure('elided', `Numbers are left out at ${quoted(cell)}: write the matrix whole`, [
        start,
        end,
      ]);
    const infinite = INFINITE.exec(cell);
    const value = infinite === null ? readWhole(inside) : null;
    const scaled = value === null || factor === null ? value : times(value, factor);
    if (scaled === null && (infinite === null || factor !== null)) {
      const message = `${place} is ${quoted(cell)}, not a number that can be read: write it as 1.5, 10^{-3} or \\frac{1}{3}`;
      return this.failure(/^[-+]?[\d.,{}]+$/.test(cell) ? 'not-a-number' : 'non-literal', message, [
        start,
        end,
      ]);
    }
    const number =
      scaled === null
        ? infinite?.[1] === '' || infinite?.[1] === '+'
          ? Infinity
          : -Infinity
        : rounded(scaled);
    this.grid.put(number, start, end);
    return null;
  }

  private failure(code: LiteralErrorCode, message: string, range: Range): Failure {
    return { code, message: `${message}.`, range };
  }

  private fail(code: LiteralErrorCode, message: string, range: Range): Result<never, Failure> {
    return fail(this.failure(code, message, range));
  }
}
