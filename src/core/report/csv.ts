import type { Comparison, Report, RouteId } from './report';
import { exactText } from '../tensor/format';

/** The error table of a report as CSV (RFC 4180): numbers in full. */
export function toCsv(report: Report, route: RouteId): string {
  const header = [
    ...['output', 'left', 'right', 'verdict', 'max_abs', 'rel_error', 'ulps'],
    ...['worst', 'value', 'expected', 'bound', 'wrong', 'unjudged', 'count', 'reason'],
  ];
  const rows = report.comparisons.filter(({ left }) => left !== 'article' || route === 'article').map(cells);
  return [header, ...rows].map((row) => row.map(quoted).join(',') + '\r\n').join('');
}

function cells({ output, left, right, verdict, worst, reason, ...row }: Comparison): string[] {
  const { maxAbs, relError, ulps, wrong, unjudged, count } = row;
  const found = worst ? [worst.value, worst.expected, worst.bound].map(exactText) : ['', '', ''];
  return [
    ...[output, left, right, verdict, exactText(maxAbs), exactText(relError)],
    ...[ulps === null ? '' : exactText(ulps), worst?.element ?? '', ...found],
    ...[String(wrong), String(unjudged), String(count), reason ?? ''],
  ];
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
