import { ofNothing, outlineOf, type Outline } from './outline';
import type { Report, RouteId } from './report';

/** A report as plain text for a terminal: the verdict first, then what it rests on. */
export function toText(report: Report, route: RouteId): string {
  const { verdictWords, sentence, remarks, headline, inputs, errors, speedup } = outlineOf(report, route);
  return [
    `${verdictWords.toUpperCase()}  ${sentence}`,
    ...remarks.map(({ label, message }) => `  ${label}: ${message}`),
    '',
    headline,
    ...inputs.map(([name, shape, origin]) => `  ${name} ${shape}  ${origin}`),
    '',
    ...table(errors),
    ...(speedup === null ? [] : ['', speedup]),
  ].join('\n');
}

function table({ header, rows, footnote }: Outline['errors']): string[] {
  const widths = header.map((title, k) =>
    Math.max(title.length, ...rows.map((line) => line[k]?.length ?? 0)),
  );
  const lines = [header, ...rows].map((line) =>
    line
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return footnote === null ? lines : [...lines, `${ofNothing} ${footnote}`];
}
