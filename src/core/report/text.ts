import { layerNames } from '../layer/form';
import { formatNumber } from '../tensor/format';
import { shapeText } from '../tensor/tensor';
import { summarise } from './json';
import { ofNothingNote, relErrorOfNothing, ulpsOfNothing } from './nothing';
import type { Comparison, InputReport, Report, RouteId } from './report';

const words = { agrees: 'AGREES', disagrees: 'DISAGREES', 'cannot-decide': 'CANNOT DECIDE' } as const;

/** Marks a relative error of what is nearly 0. */
const ofNothing = '*';

/** A report as plain text for a terminal: the verdict first, then what it rests on. */
export function toText(report: Report, route: RouteId): string {
  const { verdict, sentence, diagnosis } = summarise(report, route);
  const lines = [`${words[verdict]}  ${sentence}`];
  for (const { message } of diagnosis) lines.push(`  why: ${message}`);
  for (const { message } of report.invariants) lines.push(`  law: ${message}`);
  for (const { message } of report.blindSpots) lines.push(`  blind spot: ${message}`);
  for (const note of report.notes) lines.push(`  note: ${note}`);
  lines.push('', headline(report));
  lines.push(...report.inputs.map(inputLine), '');
  lines.push(...table(report.comparisons.filter((row) => row.left !== 'article' || route === 'article')));
  if (report.speedup !== null) {
    lines.push('', `closed form against graph: ${formatNumber(report.speedup, 3)} times as fast (medians)`);
  }
  return lines.join('\n');
}

/** The layer and what was chosen about it. */
function headline({ form, mode, preset, precision, eps, options }: Report): string {
  const { p, pMeaning, variant } = options;
  const about =
    form.layer === 'dropout' ? [`${variant}, p = ${p} to ${pMeaning}`] : [preset, `eps = ${eps.value}`];
  return [
    layerNames[form.layer],
    ...(form.layer === 'batchnorm' || form.layer === 'dropout'
      ? [`${mode === 'train' ? 'training' : 'evaluation'} mode`]
      : []),
    ...about,
    precision,
  ].join(', ');
}

function inputLine({ name, shape, origin }: InputReport): string {
  const whence =
    origin.kind === 'text'
      ? `line ${origin.place.line}`
      : origin.kind === 'chosen'
        ? `chosen by us: ${origin.how}`
        : 'given';
  return `  ${name} ${shapeText(shape)}  ${whence}`;
}

/** CS231n's rel_error of a row, marked where it says nothing. */
function relErrorOf(row: Comparison): string {
  return formatNumber(row.relError, 3) + (relErrorOfNothing(row) ? ofNothing : '');
}

function ulpsOf(row: Comparison): string {
  if (row.ulps === null) return '';
  return ulpsOfNothing(row) ? ofNothing : formatNumber(row.ulps, 3);
}

function table(rows: readonly Comparison[]): string[] {
  const header = ['output', 'left', 'right', 'max abs', 'rel_error', 'ulps', 'worst', 'verdict'];
  const cells = rows.map((row) => [
    row.output,
    row.left,
    row.right,
    formatNumber(row.maxAbs, 3),
    relErrorOf(row),
    ulpsOf(row),
    row.worst?.element ?? '',
    row.verdict,
  ]);
  const widths = header.map((title, k) =>
    Math.max(title.length, ...cells.map((line) => line[k]?.length ?? 0)),
  );
  const lines = [header, ...cells].map((line) =>
    line
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  if (cells.flat().some((cell) => cell.endsWith(ofNothing))) {
    lines.push(`${ofNothing} ${ofNothingNote}`);
  }
  return lines;
}
