import { layoutFor } from '../layer/layout';
import type { Problem } from '../problem/problem';
import { derive, runRoute } from './derivation';
import { medianTimes } from './timing';
import { measure } from './units';

/** How long a measurement may take, in milliseconds, unless the routes themselves take longer. */
const budget = 60;

/** How many times as fast as the graph the closed form is on a problem: medians of many runs of each. */
export function measureSpeedup(problem: Problem): number {
  const layout = layoutFor(problem.inputs.x.tensor.shape, problem.form);
  const { forward, runs } = derive(problem, layout, measure(problem, layout));
  const timed = runs.filter(({ route: { id } }) => id === 'graph' || id === 'closed');
  const [graph = NaN, closed = NaN] = medianTimes(
    timed.map(
      ({ route }) =>
        (): void =>
          void runRoute(route, forward.anew()),
    ),
    budget,
  );
  return graph / closed;
}
