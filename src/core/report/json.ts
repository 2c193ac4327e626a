import type { OutputName } from '../problem/problem';
import { overall } from './overall';
import type { Comparison, Diagnosis, Judgement, Report, RouteId, Source } from './report';

/** What a program needs to know of one judged output. */
export type OutputSummary = Pick<Comparison, 'verdict' | 'maxAbs' | 'relError' | 'worst' | 'reason'>;

/** The part of a report that a verdict is about: what the user brought, or else the route that is looked at. */
export interface Summary extends Judgement {
  readonly outputs: Partial<Record<OutputName, OutputSummary>>;
  readonly diagnosis: readonly Diagnosis[];
}

/** The verdict of a report with what belongs to it. */
export function summarise(report: Report, route: RouteId): Summary {
  const judgement = overall(report, route);
  const subject: Source = report.yours === judgement ? 'yours' : route;
  const outputs: Partial<Record<OutputName, OutputSummary>> = {};
  for (const { left, right, output, verdict, maxAbs, relError, worst, reason } of report.comparisons) {
    if (left === subject && right === 'reference')
      outputs[output] = { verdict, maxAbs, relError, worst, reason };
  }
  return { ...judgement, outputs, diagnosis: report.diagnosis.filter(({ source }) => source === subject) };
}

/** JSON text; numbers that JSON lacks are the strings "NaN", "Infinity", "-Infinity" and "-0". */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_, item: unknown) => {
      if (item instanceof Float64Array) return Array.from(item);
      if (typeof item !== 'number') return item;
      if (Object.is(item, -0)) return '-0';
      return Number.isFinite(item) ? item : String(item);
    },
    indent,
  );
}
