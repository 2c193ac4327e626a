import { fail } from '../../result';
import { captionAbove } from './caption';
import { type Delimiter, isPlain, numberOf } from './cells';
import type { Lines } from './lines';
import type { Print } from './prints';
import { Row } from './row';
import { delimiterOf } from './separated';
import { readTable } from './table';

/** No number that is not plain is longer. */
const LONGEST = 40;
const DELIMITERS: readonly Delimiter[] = ['\t', ';', ','];

/** Lines of numbers between other text, parted by white space, tabs, commas or semicolons; a header may stand above. */
export function readBareTable(lines: Lines, line: number): Print | null {
  if (!mayBegin(lines, line)) return null;
  const delimiter = delimiterOf(lines, [line], DELIMITERS);
  const row = new Row(lines.text);
  const first = countNumbers(lines, line, delimiter, row);
  if (first.numbers === 0 || first.numbers < first.cells) return null;
  const columns = first.cells;
  let end = line + 1;
  while (end < lines.count && !lines.isBlank(end)) {
    const { numbers, cells } = countNumbers(lines, end, delimiter, row);
    if (numbers < cells && !isRow(lines, end, numbers / cells)) break;
    end++;
  }
  // One number alone on a line may be anything.
  if (columns === 1 && end === line + 1) return null;
  const begin = belongsAbove(lines, line - 1, delimiter, columns, row) ? line - 1 : line;
  if (begin === line && isIndexed(lines, line, end)) {
    const message = 'The first column numbers the rows, as pandas prints it: print df.to_numpy() instead.';
    const range = lines.range(line, end - 1);
    const result = fail({ code: 'non-literal', message, range } as const);
    return { finding: { range, name: null, result, rearranged: false }, end };
  }
  const rows = Array.from({ length: end - begin }, (_, index) => begin + index);
  return { finding: readTable({ lines, rows, delimiter, caption: captionAbove(lines, begin) }), end };
}

/** Whether the line above the first row belongs to the table: names for its columns, or a row with a word in it. */
function belongsAbove(lines: Lines, line: number, delimiter: Delimiter, columns: number, row: Row): boolean {
  if (line < 0 || lines.isBlank(line) || /[:=]$/.test(lines.textOf(line))) return false;
  const { numbers, cells } = countNumbers(lines, line, delimiter, row);
  return isRow(lines, line, numbers / cells) || (numbers === 0 && cells === columns && columns > 1);
}

/** Whether the lines [first, end) are a print of pandas: with its dtype below, or a header that leaves out the index. */
function isIndexed(lines: Lines, first: number, end: number): boolean {
  if (/^(?:Name:.*|Length:.*)?dtype:/.test(lines.textOf(end))) return true;
  if (first === 0 || lines.isBlank(first - 1)) return false;
  const index = /^\d+(?=\s)/.exec(lines.textOf(first))?.[0] ?? '';
  const indent = lines.start(first - 1) - lines.whole(first - 1)[0];
  return index !== '' && indent >= lines.start(first) - lines.whole(first)[0] + index.length;
}

/** Whether a line begins like a number. */
function mayBegin(lines: Lines, line: number): boolean {
  return /^[-+.\d"\u2212\u2013\uff0b-\uff19nNiI<,;]/.test(lines.text.charAt(lines.start(line)));
}

/** Whether a line with a word in it is meant as a row of the table beside it; `numbers`, how much of it is numbers. */
function isRow(lines: Lines, line: number, numbers: number): boolean {
  if (numbers < 0.5 || /[:=]/.test(lines.textOf(line))) return false;
  return numbers > 0.5 || mayBegin(lines, line);
}

function countNumbers(
  lines: Lines,
  line: number,
  delimiter: Delimiter,
  row: Row,
): { numbers: number; cells: number } {
  row.split(...lines.whole(line), delimiter);
  let numbers = 0;
  for (let cell = 0; cell < row.count; cell++) {
    const [start, end] = [row.start(cell), row.end(cell)];
    if (isPlain(lines.text, start, end) || (end - start < LONGEST && isNumber(row.textOf(cell)))) numbers++;
  }
  return { numbers, cells: row.count };
}

/** Whether a cell is a number, perhaps one that can be read in two ways. */
function isNumber(cell: string): boolean {
  const number = numberOf(cell, false, { delimiter: ' ', evidence: () => ({ comma: false, point: false }) });
  return typeof number === 'number' || number.code !== 'not-numeric';
}
