import { type Range, type Result, fail, ok } from '../../result';
import { type Failure } from '../failure';
import type { ArrayLiteral, LiteralErrorCode } from '../literal';
import type { Caption } from './caption';
import {
  type Delimiter,
  type Evidence,
  type Style,
  addEvidence,
  isPlain,
  numberOf,
  plainValue,
} from './cells';
import type { Finding } from './finding';
import { Grid, counted } from './grid';
import { headerName } from './header';
import type { Lines } from './lines';
import { Row } from './row';

/** The lines of a table, in order, without comments and rules; the first one may be a header. */
export interface TableLines {
  readonly lines: Lines;
  readonly rows: readonly number[];
  readonly delimiter: Delimiter;
  readonly caption: Caption | null;
}

/** Reads lines as a table with one row a line: always two axes. A header of text gives names, one of numbers is data. */
export function readTable(table: TableLines): Finding {
  const reader = new TableReader(table);
  const result = reader.read();
  const { lines, rows, caption } = table;
  const [first = 0] = rows;
  const last = rows.at(-1) ?? first;
  const range: Range = [caption?.start ?? lines.start(first), lines.end(last)];
  return { range, name: reader.name, result, rearranged: false };
}

class TableReader {
  name: string | null;
  private readonly row: Row;
  private readonly grid = new Grid();
  private readonly style: Style;
  private known: Evidence | null = null;
  private header: string[] | null = null;
  private failure: Failure | null = null;
  /** Whether every row so far ends with an empty cell, as after a surplus delimiter. */
  private surplus = true;

  constructor(private readonly table: TableLines) {
    this.row = new Row(table.lines.text);
    this.name = table.caption?.name ?? null;
    this.style = { delimiter: table.delimiter, evidence: () => (this.known ??= this.gather()) };
  }

  read(): Result<ArrayLiteral, Failure> {
    const { lines, rows } = this.table;
    rows.forEach((line, index) => {
      if (this.failure === null) this.readRow(line, index);
    });
    if (this.failure === null && this.grid.rows === 0) this.fault('empty', 'This table has no numbers', 0, 0);
    if (this.failure === null) this.fitHeader();
    if (this.failure !== null) return fail(this.failure);
    const [first = 0] = rows;
    return ok(this.grid.literal(this.name, lines.range(first, rows.at(-1))));
  }

  private readRow(line: number, index: number): void {
    const { row, grid } = this;
    this.split(line);
    if (index === 0 && this.isHeader()) {
      this.header = Array.from({ length: row.count }, (_, cell) => row.textOf(cell));
      return;
    }
    const { text } = row;
    for (let cell = 0; cell < row.count && this.failure === null; cell++) {
      const [start, end] = [row.start(cell), row.end(cell)];
      if (isPlain(text, start, end) && this.style.delimiter !== ';')
        grid.put(plainValue(text, start, end), start, end);
      else this.readCell(cell);
    }
    this.surplus &&= this.style.delimiter !== '|' && row.count > 1 && row.isEmpty(row.count - 1);
    if (this.failure !== null) return;
    const { columns } = grid;
    const count = grid.endRow();
    if (count === null) return;
    const message = `Row ${grid.rows + 1} has ${counted(count, 'cell')}, but those before it have ${columns}: give every row the same length`;
    this.fault('ragged', message, ...this.table.lines.range(line));
  }

  private readCell(cell: number): void {
    const { row, grid, style } = this;
    const [from, to] = [row.start(cell), row.end(cell)];
    const [start, end] = style.delimiter === '|' ? undressed(row.text, from, to) : [from, to];
    const number = start === end ? NaN : numberOf(row.text.slice(start, end), row.isQuoted(cell), style);
    if (typeof number === 'number') grid.put(number, start, end);
    else this.fault(number.code, `In row ${grid.rows + 1}, column ${cell + 1}, ${number.reason}`, start, end);
  }

  private split(line: number): void {
    const { lines, delimiter } = this.table;
    const [from, to] = delimiter === '|' ? insideBars(lines, line) : lines.whole(line);
    this.row.split(from, to, delimiter);
  }

  /** Whether a row has words in it and no number. */
  private isHeader(): boolean {
    const { row, style } = this;
    let words = false;
    for (let cell = 0; cell < row.count; cell++) {
      const number = numberOf(row.textOf(cell), true, { ...style, delimiter: ',' });
      if (typeof number === 'number' || number.code !== 'not-numeric') return false;
      words ||= !row.isEmpty(cell);
    }
    return words;
  }

  /** Takes the names from the header, and leaves out a last column that is nothing but surplus delimiters. */
  private fitHeader(): void {
    const { grid, surplus } = this;
    const header = this.header ?? [];
    const named = header.filter((cell) => cell !== '').length;
    if (surplus && grid.columns > 1 && (header.length < grid.columns || header.at(-1) === ''))
      grid.dropColumn();
    if (named === 0) return;
    if (named === 1 && header[0] !== '') {
      this.name ??= headerName(header.slice(0, 1));
      return;
    }
    if (header.at(-1) === '' && header.length === grid.columns + 1) header.pop();
    const [line = 0] = this.table.rows;
    const place = this.table.lines.range(line);
    if (header.length !== grid.columns) {
      const message = `The header has ${counted(header.length, 'name')}, but the rows have ${counted(grid.columns, 'cell')}: give each column its name, or none`;
      return this.fault('ragged', message, ...place);
    }
    if (header[0] === '') {
      const message = 'The first column has no name, as if it numbered the rows: give it a name or delete it';
      return this.fault('ragged', message, ...place);
    }
    this.name ??= headerName(header);
  }

  private fault(code: LiteralErrorCode, message: string, start: number, end: number): void {
    this.failure ??= { code, message: `${message}.`, range: [start, end] };
  }

  /** Looks through the whole table for what its decimal mark is. */
  private gather(): Evidence {
    const evidence = { comma: false, point: false };
    const row = new Row(this.table.lines.text);
    for (const line of this.table.rows) {
      row.split(...this.table.lines.whole(line), this.table.delimiter);
      for (let cell = 0; cell < row.count; cell++) addEvidence(evidence, row.textOf(cell));
    }
    return evidence;
  }
}

/** A line of a table without the bars at its ends. */
function insideBars(lines: Lines, line: number): Range {
  const [start, end] = lines.range(line);
  const { text } = lines;
  const first = text[start] === '|' ? start + 1 : start;
  return [first, end - 1 > first && text[end - 1] === '|' && text[end - 2] !== '\\' ? end - 1 : end];
}

/** What stands in a cell of Markdown inside of `**`, `` ` `` and `$`. */
function undressed(text: string, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (end - start > 2 && text[start] === text[end - 1] && /[*`$]/.test(text[start] ?? '')) {
    start++;
    end--;
  }
  return [start, end];
}
