import { PROSE } from '../dialect/generic';
import { CODE } from '../lexer/chars';
import type { Part } from '../lexer/scan';
import { sourceOf } from '../lexer/source';
import { type Page, pageOf } from '../page';
import { type Caption, captionAbove } from './caption';
import type { Delimiter } from './cells';
import type { Finding } from './finding';
import { Lines } from './lines';
import { Row } from './row';
import { readTable } from './table';

/** Delimiters in the order in which they are looked for, by the language's name. */
export const CSV: readonly Delimiter[] = [';', ',', '\t', '|'];
export const TSV: readonly Delimiter[] = ['\t'];

/** How many lines of a table are looked at for its delimiter. */
const SAMPLE = 8;

/** CSV, TSV, and files of numbers parted by white space. Blank lines part tables, `#` begins a comment. */
export function separatedPage(text: string, part: Part, delimiters: readonly Delimiter[]): Page[] {
  const lines = new Lines(text, part);
  const findings: Finding[] = [];
  let known = delimiters;
  let caption: Caption | null = null;
  for (let first = lines.skipBlank(0); first < lines.count;) {
    let end = first;
    const rows: number[] = [];
    for (; end < lines.count && !lines.isBlank(end); end++) {
      const declared = declaredDelimiter(lines, end);
      if (declared !== null) known = [declared];
      else if (!isComment(lines, end)) rows.push(end);
      else if (rows.length === 0) caption = captionAbove(lines, end + 1);
    }
    const title = titleOf(lines, rows);
    if (title !== null) caption = title;
    else if (rows.length > 0) {
      findings.push(readTable({ lines, rows, delimiter: delimiterOf(lines, rows, known), caption }));
      caption = null;
    }
    first = lines.skipBlank(end);
  }
  const source = sourceOf(text, PROSE, { ...part, to: part.from });
  return [pageOf(source, findings, { range: [part.from, part.to], strict: true })];
}

function isComment(lines: Lines, line: number): boolean {
  const code = lines.text.charCodeAt(lines.start(line));
  return code === CODE.hash || code === CODE.percent;
}

/** `sep=;`, as Excel writes it before a table. */
function declaredDelimiter(lines: Lines, line: number): Delimiter | null {
  if (lines.end(line) - lines.start(line) !== 5) return null;
  const mark = /^sep=([,;\t|])$/i.exec(lines.textOf(line))?.[1];
  return mark === ',' || mark === ';' || mark === '\t' || mark === '|' ? mark : null;
}

/** The name that stands alone on a line between blank lines. */
function titleOf(lines: Lines, rows: readonly number[]): Caption | null {
  const [line] = rows;
  if (line === undefined || rows.length > 1) return null;
  const caption = captionAbove(lines, line + 1);
  return caption !== null && /^\S+$/.test(lines.textOf(line)) ? caption : null;
}

/** The first delimiter that stands in the first lines outside of quotes; else white space. */
export function delimiterOf(
  lines: Lines,
  rows: readonly number[],
  delimiters: readonly Delimiter[],
): Delimiter {
  const row = new Row(lines.text);
  const stands = (delimiter: Delimiter): boolean =>
    rows.slice(0, SAMPLE).some((line) => {
      row.split(...lines.whole(line), delimiter);
      return row.count > 1;
    });
  return delimiters.find(stands) ?? ' ';
}
