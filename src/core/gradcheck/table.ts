import type { Layout } from '../layer/layout';
import { outputNames, type OutputName } from '../problem/problem';
import type { Comparison, RouteId } from '../report/report';
import type { Analysis } from './analysis';
import { compare } from './compare';
import { outputShape, type Sides } from './sides';

/** Every source of values of a check. */
export interface Sources {
  readonly yours: Sides;
  readonly routes: ReadonlyMap<RouteId, Sides>;
  readonly numerical: Sides;
  readonly reference: Sides;
  readonly float32: Sides;
}

/**
 * The rows of the error table: what the user brought first; then for each gradient graph against closed form,
 * every route against the central differences and against the reference, and those two against each other.
 */
export function errorTable(
  layout: Layout,
  { yours, routes, numerical, reference, float32 }: Sources,
  conditions: Analysis['conditions'],
  tolerance: number,
): Comparison[] {
  const rows: Comparison[] = [];
  const add = (output: OutputName, left: Sides | undefined, right: Sides | undefined): void => {
    const [one, other, condition] = [left?.[output], right?.[output], conditions[output]];
    if (one === undefined || other === undefined || condition === undefined) return;
    const shape = outputShape(layout, output);
    rows.push(compare({ output, shape, scale: condition.scale, tolerance }, one, other));
  };
  for (const output of outputNames) {
    add(output, yours, reference);
    add(output, yours, numerical);
    add(output, float32, reference);
    if (output === 'y') {
      add(output, routes.get('graph'), reference);
      continue;
    }
    add(output, routes.get('graph'), routes.get('closed'));
    for (const route of routes.values()) add(output, route, numerical);
    for (const route of routes.values()) add(output, route, reference);
    add(output, numerical, reference);
  }
  return rows;
}
