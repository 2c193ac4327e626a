import type { Judgement, ReportSummary, RouteId } from './report';

const gravity = { agrees: 0, 'cannot-decide': 1, disagrees: 2 } as const;

/** The verdict on top: of what the user brought and of the route they look at, whichever is worse. */
export function overall(report: ReportSummary, route: RouteId): Judgement {
  const judged = report.routes.find(({ id }) => id === route) ?? report.routes[0];
  if (judged === undefined) throw new Error('a report has at least one route');
  const { yours } = report;
  if (yours === null) return judged.judgement;
  return gravity[judged.judgement.verdict] > gravity[yours.verdict] ? judged.judgement : yours;
}
