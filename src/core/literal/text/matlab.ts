import type { Lines } from './lines';
import { Printed, printedNumber, refusedPrint } from './printed';
import type { Print } from './prints';

const NAME = /^([A-Za-z][\w.]*)\s*=$/;
const PAGE = /^([A-Za-z][\w.]*)?\(:,:((?:,\d+)+)\)\s*=$/;
const COLUMNS = /^Columns? (\d+)(?: (?:through|and) (\d+))?:?$/;
const FACTOR = /^1(?:\.0+)?e([-+]?\d+)\s*\*$/;
const NOTE = /^(?:Diagonal Matrix|\d+[×x]\d+(?:[×x]\d+)* .*(?:matrix|vector|array))$/;
const ADVICE = 'with disp(array)';

/** Arrays as MATLAB and Octave print them: `x =` above rows, columns in blocks, a common factor, pages. */
export function readMatlabPrint(lines: Lines, line: number): Print | null {
  const text = headOf(lines, line);
  const name = NAME.exec(text);
  if (name === null && !PAGE.test(text) && !COLUMNS.test(text) && !FACTOR.test(text)) return null;
  if (name !== null && !goesOn(lines, lines.skipBlank(line + 1))) return null;
  return new Reader(lines, line).read();
}

/** The line where it is short enough to be a head. */
function headOf(lines: Lines, line: number): string {
  return line < lines.count && lines.end(line) - lines.start(line) < 100 ? lines.textOf(line) : '';
}

/** Whether what stands below `x =` is a print of ours: rows without brackets, or one of our heads. */
function goesOn(lines: Lines, line: number): boolean {
  const text = headOf(lines, line);
  if (PAGE.test(text) || COLUMNS.test(text) || FACTOR.test(text) || NOTE.test(text)) return true;
  const [first] = lines.textOf(line).split(/\s+/, 1);
  return printedNumber(first ?? '') !== null;
}

class Reader {
  private readonly printed = new Printed();
  private name: string | null = null;
  private page: number[] = [];
  private exponent = 0;
  private fits = true;
  private sawRows = false;
  private end: number;
  /** The last column that the head of the block names; -1 where there is none. */
  private lastColumn = -1;

  constructor(
    private readonly lines: Lines,
    private readonly first: number,
  ) {
    this.end = first + 1;
  }

  read(): Print {
    const { lines, first, printed } = this;
    for (let at = first; at < lines.count;) {
      const next = lines.skipBlank(at);
      if (next >= lines.count) break;
      const isHead = this.head(next);
      if (!isHead && this.sawRows) break;
      at = isHead ? next + 1 : this.rows(next);
      this.end = at;
      if (!isHead && !this.sawRows) break;
    }
    this.endBlock();
    const range = lines.range(first, this.end - 1);
    const isWhole = this.fits && this.printed.endPage(this.page);
    const finding = isWhole ? printed.finding(this.name === 'ans' ? null : this.name, range) : null;
    return finding === null
      ? refusedPrint(lines, first, this.end, false, ADVICE)
      : { finding, end: this.end };
  }

  /** Takes a line that tells what follows. A new name belongs to another print. */
  private head(line: number): boolean {
    const text = headOf(this.lines, line);
    if (text === '') return false;
    const name = NAME.exec(text);
    if (name !== null) {
      if (line > this.first) return false;
      this.name = name[1] ?? null;
      return true;
    }
    const page = PAGE.exec(text);
    if (page !== null) return this.beginPage(page);
    const columns = COLUMNS.exec(text);
    if (columns !== null) {
      this.endBlock();
      const from = Number(columns[1]);
      if (from === 1 && this.sawRows) return false;
      this.fits &&= from === this.printed.columns + 1;
      this.lastColumn = Number(columns[2] ?? columns[1]);
      this.sawRows = false;
      return true;
    }
    const factor = FACTOR.exec(text);
    if (factor !== null) this.exponent = Number(factor[1]);
    return factor !== null || NOTE.test(text);
  }

  private beginPage([, name, index = '']: RegExpExecArray): boolean {
    const page = index.slice(1).split(',').map(Number);
    if (this.page.length > 0) {
      if (page.every((at) => at === 1)) return false;
      this.endBlock();
      this.fits &&= this.printed.endPage(this.page);
      this.exponent = 0;
    } else if (this.sawRows) return false;
    this.page = page;
    this.name ??= name ?? null;
    this.sawRows = false;
    return true;
  }

  private rows(line: number): number {
    const { lines, printed } = this;
    let at = line;
    for (; at < lines.count && !lines.isBlank(at); at++) {
      const [cell] = lines.textOf(at).split(/\s+/, 1);
      if (printedNumber(cell ?? '') === null) break;
      this.fits &&= printed.row(lines, at, lines.start(at), -1, this.exponent);
      this.sawRows = true;
    }
    return at;
  }

  private endBlock(): void {
    this.printed.endBlock();
    if (this.lastColumn >= 0) this.fits &&= this.printed.columns === this.lastColumn;
    this.lastColumn = -1;
  }
}
