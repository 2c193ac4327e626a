import type { OutputName } from '../problem/problem';
import { overall } from './overall';
import type { Judgement, Report, RouteId, Source, Worst } from './report';

/** An element worth pointing at. */
export interface Marked extends Worst {
  readonly output: OutputName;
}

/** What is pointed at in the user's text: the verdict, whose values it is about, and the elements, the worst first. */
export interface Marking {
  readonly judgement: Judgement;
  readonly source: Source;
  readonly elements: readonly Marked[];
}

/** The wrong elements of what the verdict is about, those of dx first; where none is wrong, the one that decided it. */
export function marking(report: Report, route: RouteId, most: number): Marking {
  const judgement = overall(report, route);
  const source = judgement === report.yours ? 'yours' : route;
  const rows = report.comparisons.filter(({ left, right }) => left === source && right === 'reference');
  const wrong = rows
    .sort((a, b) => Number(b.output === 'dx') - Number(a.output === 'dx'))
    .flatMap(({ output, severest }) => severest.map((worst): Marked => ({ ...worst, output })));
  const { worst, output } = judgement;
  const decisive = worst !== null && output !== null ? [{ ...worst, output }] : [];
  return { judgement, source, elements: (wrong.length > 0 ? wrong : decisive).slice(0, most) };
}
