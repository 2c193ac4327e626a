import { overall } from '../core/report/overall';
import type { OutputName } from '../core/problem/problem';
import {
  routeIds,
  type Judgement,
  type ReportSummary,
  type RouteId,
  type Source,
  type TensorId,
  type Worst,
} from '../core/report/report';

/** The verdict on top, and whose values it is about. */
export function judged(report: ReportSummary, route: RouteId): { judgement: Judgement; source: Source } {
  const judgement = overall(report, route);
  return { judgement, source: judgement === report.yours ? 'yours' : route };
}

/** Where the values of an output are kept; all routes have the y of the one forward pass. */
export function tensorOf(source: Source, output: OutputName): TensorId {
  return output === 'y' && routeIds.some((route) => route === source) ? output : `${source}.${output}`;
}

/** The element of a tensor that the reference finds most at fault, if it finds fault. */
export function faultOf({ comparisons }: ReportSummary, tensor: TensorId): Worst | null {
  const found = comparisons.find(
    ({ left, right, output, verdict }) =>
      right === 'reference' && tensorOf(left, output) === tensor && verdict !== 'agrees',
  );
  return found?.worst ?? null;
}
