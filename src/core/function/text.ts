import { layerNames } from '../layer/form';
import { formatNumber } from '../tensor/format';
import { elementName } from '../tensor/tensor';
import { lineChanges } from './changes';
import type { FunctionReport } from './report';

const words = { agrees: 'AGREES', disagrees: 'DISAGREES', 'cannot-decide': 'CANNOT DECIDE' } as const;

/** A report about a function as plain text for a terminal: the verdict first, then the table, why, and what to change. */
export function functionText(report: FunctionReport, text: string): string {
  const { place, forward, layer, verdict, sentence, diagnosis, checks, blindSpots, notes, printed } = report;
  const line = place === null ? '' : ` (line ${place.line})`;
  const after = forward === null ? '' : `, after ${forward}`;
  const lines = [`${report.function}${line}: ${layerNames[layer]}${after}`, `${words[verdict]}  ${sentence}`];
  const table = tableOf(report);
  if (table.length > 0) lines.push('', ...table, '');
  for (const { output, message, line } of diagnosis)
    lines.push(`  why ${output} is wrong${line === null ? '' : ` (line ${line})`}: ${message}`);
  lines.push(...fixText(report, text));
  for (const { holds, message } of checks) if (holds === false) lines.push(`  check: ${message}`);
  for (const { message } of blindSpots) lines.push(`  blind spot: ${message}`);
  for (const note of notes) lines.push(`  note: ${note}`);
  if (printed !== '') lines.push('  it printed:', ...firstLines(printed).map((text) => `    ${text}`));
  return lines.join('\n').trimEnd();
}

const mostPrinted = 10;

function firstLines(text: string): string[] {
  const lines = text.trimEnd().split('\n');
  return lines.length <= mostPrinted ? lines : [...lines.slice(0, mostPrinted), '...'];
}

function tableOf({ outputs }: FunctionReport): string[] {
  const rows = Object.entries(outputs).map(([name, { verdict, maxAbs, relError, worst }]) => [
    name,
    verdict,
    formatNumber(maxAbs, 3),
    formatNumber(relError, 3),
    worst === null ? '' : elementName(name, worst.index),
    worst === null ? '' : formatNumber(worst.yours),
    worst === null ? '' : formatNumber(worst.exact),
  ]);
  if (rows.length === 0) return [];
  const all = [['output', 'verdict', 'max abs', 'rel_error', 'worst', 'yours', 'exact'], ...rows];
  const widths = all[0]!.map((_, k) => Math.max(...all.map((row) => row[k]?.length ?? 0)));
  return all.map((row) => `  ${row.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join('  ')}`.trimEnd());
}

/** The lines that an edit changes, before and after. */
function fixText({ fix }: FunctionReport, text: string): string[] {
  if (fix === null) return [];
  const shown = (line: number, sign: string, content: string): string[] =>
    content.split('\n').map((each) => `    ${line} ${sign} ${each.trim()}`);
  return [
    '  what to change (tried out, every check passes):',
    ...lineChanges(text, fix).flatMap(({ line, before, after }) => [
      ...shown(line, '-', before),
      ...shown(line, '+', after),
    ]),
  ];
}
