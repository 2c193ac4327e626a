import * as vscode from 'vscode';
import { chainsOf } from '../core/report/chain';
import type { Marked, Marking } from '../core/report/marked';
import type { Report, RouteId } from '../core/report/report';
import { formatNumber } from '../core/tensor/format';
import { verdictSigns } from './verdict';

/** The hovers of marked elements: each with its three values, and for dx the chain of numbers that leads to it. */
export function hoversOf(
  report: Report,
  route: RouteId,
  { judgement, source }: Marking,
): (element: Marked) => vscode.MarkdownString {
  const chain = chainsOf(report, route);
  const routeName = report.routes.find(({ id }) => id === route)?.name ?? route;
  const analytic = source === 'yours' ? 'yours' : routeName;
  return ({ element, output, position, value, expected, bound }) => {
    const numerical = report.tensors[`numerical.${output}`]?.data[position] ?? NaN;
    const markdown = new vscode.MarkdownString('', true);
    markdown.appendMarkdown(`${verdictSigns[judgement.verdict].icon} **\`${element}\`** `);
    markdown.appendText(sentenceOf(value, expected, bound));
    markdown.appendMarkdown(
      table(
        [`analytic (${analytic})`, 'central difference', 'reference'],
        [[value, numerical, expected].map((number) => formatNumber(number, 10))],
      ),
    );
    if (output !== 'dx') return markdown;
    const links = chain(position).map(({ id, name, value: number }) => [
      `\`${id}\``,
      formatNumber(number, 10),
      name,
    ]);
    markdown.appendMarkdown(`\n\nHow the ${routeName} gets there:\n`);
    markdown.appendMarkdown(table(['', 'value', ''], links));
    return markdown;
  };
}

function sentenceOf(value: number, expected: number, bound: number): string {
  const off = formatNumber(Math.abs(value - expected), 3);
  return `is off by ${off}; rounding explains ${formatNumber(bound, 2)}.`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `\n\n${[line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')}`;
}
