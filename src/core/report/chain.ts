import type { Domain } from '../layer/expression';
import { layoutFor } from '../layer/layout';
import type { Report, RouteId } from './report';

/** One number on the way to an element of dx. */
export interface Link {
  readonly id: string;
  readonly name: string;
  readonly value: number;
}

/** What a layer computes beside the way from x and dout to dx. */
const aside = new Set(['y', 'gammax', 'next_running_mean', 'next_running_var', 'dgamma', 'dbeta']);

/**
 * The numbers that lead to an element of dx along one route: x, its statistics, dout, the terms.
 * Gives a function of the element's row-major position.
 */
export function chainsOf(report: Report, route: RouteId): (position: number) => Link[] {
  const { groupOf, paramOf } = layoutFor(report.tensors.x?.shape ?? [], report.form);
  return (position) =>
    chainAt(report, route, { element: position, group: groupOf[position], parameter: paramOf[position] });
}

function chainAt(
  { tensors, forward, routes }: Report,
  route: RouteId,
  at: Readonly<Record<Domain, number | undefined>>,
): Link[] {
  const link = (id: string, name: string, tensor: string, index: number | undefined): Link[] => {
    const value = tensors[tensor]?.data[index ?? -1];
    return value === undefined || aside.has(id) ? [] : [{ id, name, value }];
  };
  const steps = routes.find(({ id }) => id === route)?.steps ?? [];
  return [
    ...link('x', 'input', 'x', at.element),
    ...forward.flatMap(({ id, name, tensor, domain }) => link(id, name, tensor, at[domain])),
    ...link('dout', 'upstream gradient', 'dout', at.element),
    ...link('gamma', 'scale', 'gamma', at.parameter),
    ...steps.flatMap(({ id, name, tensor, domain }) => link(id, name, tensor, at[domain])),
  ];
}
