import { captionAbove } from './caption';
import type { Lines } from './lines';
import { Printed, printedNumber, refusedPrint } from './printed';
import type { Print } from './prints';

const VECTOR = /^\[(\d+)\]\s/;
const HEADER = /^\[,\d+\](?:\s+\[,\d+\])*$/;
const ROW = /^\[(\d+),\]\s/;
const PAGE = /^, , (\d+(?:, \d+)*)$/;
const ADVICE = 'with options(max.print = 1e6)';

/** Arrays as R prints them: `[1] 1 2`, matrices under `[,1] [,2]`, pages under `, , 1`. */
export function readRPrint(lines: Lines, line: number): Print | null {
  const first = lines.text.charAt(lines.start(line));
  if (first === '[' && VECTOR.test(lines.textOf(line))) return readVector(lines, line);
  if (first === ',' && PAGE.test(lines.textOf(line))) return readPages(lines, line);
  return isHeader(lines, line) ? readPages(lines, line) : null;
}

/** `     [,1] [,2]`, or names of columns above `[1,]`. */
function isHeader(lines: Lines, line: number): boolean {
  const first = lines.text.charAt(lines.start(line));
  if (first === '[' && lines.text.charAt(lines.start(line) + 1) === ',')
    return HEADER.test(lines.textOf(line));
  return (
    line + 1 < lines.count &&
    lines.text.charAt(lines.start(line + 1)) === '[' &&
    lines.textOf(line + 1).startsWith('[1,] ')
  );
}

function isOmission(text: string): boolean {
  return text.startsWith('[ reached') || /^\.\.\.|omitted/.test(text);
}

function readVector(lines: Lines, first: number): Print | null {
  const words = lines.textOf(first).split(/\s+/).slice(1);
  if (/^(?:TRUE|FALSE|NULL|".*)$/.test(words[0] ?? ''))
    return refusedPrint(lines, first, first + 1, false, ADVICE);
  // `[1] [2]` may be two lists in brackets.
  if (words.some((word) => printedNumber(word) === null)) return null;
  const printed = new Printed();
  let count = 0;
  let at = first;
  for (; at < lines.count; at++) {
    const text = lines.textOf(at);
    const match = VECTOR.exec(text);
    if (match === null) break;
    if (Number(match[1]) !== count + 1) {
      if (Number(match[1]) === 1) break;
      return refusedPrint(lines, first, at + 1, false, ADVICE);
    }
    const start = lines.start(at) + match[0].length;
    if (!printed.row(lines, at, start, -1)) return refusedPrint(lines, first, at + 1, false, ADVICE);
    printed.endBlock();
    count += text.split(/\s+/).length - 1;
  }
  if (isOmission(lines.textOf(at))) return refusedPrint(lines, first, at + 1, true, ADVICE);
  const caption = captionAbove(lines, first);
  return { finding: printed.vector(caption?.name ?? null, lines.range(first, at - 1)), end: at };
}

function readPages(lines: Lines, first: number): Print | null {
  const printed = new Printed();
  let page: number[] = [];
  let at = first;
  let end = first;
  let fits = true;
  while (fits && at < lines.count) {
    const match = PAGE.exec(lines.textOf(at));
    if (match !== null) {
      if (end > first) fits = printed.endPage(page);
      page = (match[1] ?? '').split(', ').map(Number);
      at = lines.skipBlank(at + 1);
    }
    if (!isHeader(lines, at) || (match === null && end > first && lines.isBlank(at - 1))) break;
    end = readBlock(lines, at, printed);
    fits &&= end > at + 1;
    at = end;
    if (PAGE.test(lines.textOf(lines.skipBlank(at)))) at = lines.skipBlank(at);
  }
  if (isOmission(lines.textOf(lines.skipBlank(end))))
    return refusedPrint(lines, first, lines.skipBlank(end) + 1, true, ADVICE);
  const range = lines.range(first, Math.max(first, end - 1));
  const caption = captionAbove(lines, first);
  const finding = fits && printed.endPage(page) ? printed.finding(caption?.name ?? null, range) : null;
  return finding === null ? refusedPrint(lines, first, end, false, ADVICE) : { finding, end };
}

/** Reads the rows under a header; returns the line after them, or that after the header where they do not fit. */
function readBlock(lines: Lines, header: number, printed: Printed): number {
  printed.endBlock();
  const names = lines.textOf(header).split(/\s+/);
  const number = /^\[,(\d+)\]$/.exec(names[0] ?? '');
  if (number !== null && Number(number[1]) !== printed.columns + 1) return header;
  let at = header + 1;
  for (; at < lines.count && !lines.isBlank(at) && !isHeaderLine(lines, at); at++) {
    const text = lines.textOf(at);
    if (isOmission(text)) break;
    const row = ROW.exec(text);
    if (row === null && number === null) break;
    if (row !== null && Number(row[1]) !== printed.rowsInBlock + 1) return header;
    const start = lines.start(at) + (row?.[0].length ?? /^\S+/.exec(text)?.[0].length ?? 0);
    if (!printed.row(lines, at, start, names.length)) return header;
  }
  return at;
}

function isHeaderLine(lines: Lines, line: number): boolean {
  return isHeader(lines, line) && !ROW.test(lines.textOf(line));
}
