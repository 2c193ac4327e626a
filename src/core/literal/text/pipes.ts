import type { Range } from '../../result';
import { captionAbove } from './caption';
import type { Lines } from './lines';
import type { Print } from './prints';
import { readTable } from './table';

/** The line of dashes and colons below the header of a pipe table. */
const RULE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;

/** A pipe table, as Markdown writes it, whose header stands on a line: its second line is a rule of dashes. */
export function readPipeTable(lines: Lines, line: number): Print | null {
  const { text } = lines;
  if (line + 1 >= lines.count || !isRule(lines, line + 1) || !hasBar(text, lines.range(line))) return null;
  const rows = text.slice(...lines.range(line)).replace(/[|\s]/g, '') === '' ? [] : [line];
  let end = line + 2;
  for (; end < lines.count && hasBar(text, lines.range(end)); end++) rows.push(end);
  const finding = readTable({ lines, rows, delimiter: '|', caption: captionAbove(lines, line) });
  // A table of words is no array; one with numbers in it may have been meant as one.
  const isWords =
    !finding.result.ok && !/\|\s*[-+]?\d[\d.,eE+-]*\s*(?:\||$)/m.test(text.slice(...finding.range));
  return isWords ? null : { finding, end };
}

function isRule(lines: Lines, line: number): boolean {
  const [start, end] = lines.range(line);
  return (
    /[|:-]/.test(lines.text.charAt(start)) &&
    hasBar(lines.text, [start, end]) &&
    RULE.test(lines.textOf(line))
  );
}

function hasBar(text: string, [start, end]: Range): boolean {
  for (let at = start; at < end; at++) if (text.charAt(at) === '|') return true;
  return false;
}
