import { excerptOf } from './excerpt';
import { ofNothing, outlineOf, type Chapter, type Remark } from './outline';
import type { Report, RouteId } from './report';
import type { Tensor } from '../tensor/tensor';

/** A report as Markdown with mathematics between `$$`, as VS Code's preview and GitHub show it. */
export function toMarkdown(report: Report, route: RouteId): string {
  const { verdictWords, sentence, remarks, headline, inputs, errors, chapters, speedup } = outlineOf(
    report,
    route,
  );
  return [
    `# ${verdictWords}`,
    escaped(sentence),
    ...remarks.map(remark),
    `## Layer and inputs`,
    escaped(headline),
    table(['input', 'shape', 'from'], inputs),
    '## Errors',
    table(errors.header, errors.rows),
    ...(errors.footnote === null ? [] : [escaped(`${ofNothing} ${errors.footnote}`)]),
    ...(speedup === null ? [] : [escaped(speedup)]),
    ...chapters.flatMap((part) => chapter(part, report.tensors)),
  ]
    .join('\n\n')
    .concat('\n');
}

function remark({ label, message, terms }: Remark): string {
  const line = `**${label}:** ${escaped(message)}`;
  return terms === null
    ? line
    : `${line}\n\n$$\n\\text{is: } ${terms.is} \\qquad \\text{due: } ${terms.due}\n$$`;
}

function chapter({ title, about, steps }: Chapter, tensors: Report['tensors']): string[] {
  return [
    `## ${escaped(title)}`,
    ...(about === null ? [] : [escaped(about)]),
    ...steps.flatMap(({ name, tex, tensor }, k) => [
      `${k + 1}. ${escaped(name)}`,
      `$$\n${tex}\n$$`,
      ...values(tensors[tensor]),
    ]),
  ];
}

/** The values below their column numbers: a Markdown table has a header whether it needs one or not. */
function values(tensor: Tensor | undefined): string[] {
  if (tensor === undefined) return [];
  const { rows, omitted } = excerptOf(tensor);
  const header = (rows[0] ?? []).map((_, column) => String(column));
  return [table(header, rows), ...(omitted === null ? [] : [omitted])];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

/** Text in which nothing is Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|$#~]/g, '\\$&');
}
