import { backward, forward } from '../kernel/closed-form';
import { groupingOf } from '../kernel/grouping';
import type { Name } from '../layer/expression';
import { layerOf } from '../layer/layer';
import type { Layout } from '../layer/layout';
import type { Update } from '../layer/running';
import { runningLines } from '../layer/running';
import { Workspace } from '../layer/workspace';
import type { Problem } from '../problem/problem';
import type { RouteId } from '../report/report';
import { runForward, runRoute, valueOf } from './derivation';
import { measure, type Measured } from './units';

/** The values of a layer by name: y, dx, dgamma, dbeta, mu, var, ms, as far as the layer has them. */
export interface Computed {
  readonly get: (name: Name) => Float64Array | null;
  /** The running statistics after this batch by a convention; null where the layer keeps none. */
  readonly running: (update: Update) => { readonly mean: Float64Array; readonly var: Float64Array } | null;
}

/** The routes by how few digits they lose. */
const routesByCare: readonly RouteId[] = ['projection', 'closed'];

/** Elements from which on the kernel is used where there is one: below, the lines are fast enough. */
const large = 2 ** 15;

/** Everything that a layer computes, in float64, as exact as it can be. */
export function compute(problem: Problem, layout: Layout): Computed {
  const measured = measure(problem, layout);
  const workspace =
    (layout.size >= large && measured !== null ? byKernel(problem, layout, measured) : null) ??
    byLines(problem, layout, measured);
  const units = measured?.units ?? null;
  const get = (from: Workspace, name: Name): Float64Array => valueOf({ layout, units }, from, name);
  return {
    get: (name) => (workspace.has(name) ? get(workspace, name) : null),
    running: (update) => {
      if (!workspace.has('mu') || !workspace.has('running_mean')) return null;
      const after = new Workspace(layout, workspace).run(runningLines(update));
      return { mean: get(after, 'next_running_mean'), var: get(after, 'next_running_var') };
    },
  };
}

function byLines(problem: Problem, layout: Layout, measured: Measured | null): Workspace {
  const pass = runForward(problem, layout, measured);
  const { routes } = layerOf(problem);
  const route = routesByCare.flatMap((id) => routes.filter((candidate) => candidate.id === id))[0];
  return route ? runRoute(route, pass) : pass;
}

/** The same by the closed-form kernel; null where there is none for the layer, or its numbers need units. */
function byKernel(
  { form, inputs, eps, options }: Problem,
  layout: Layout,
  { values, units }: Measured,
): Workspace | null {
  const grouping = options.mode === 'train' ? groupingOf(form, layout) : null;
  if (grouping === null || units !== null) return null;
  const pass = forward(grouping, { ...values, eps });
  const gradients = backward(grouping, { ...values, ...pass });
  const workspace = new Workspace(layout);
  workspace.set('y', 'element', pass.y);
  workspace.set('mu', 'group', pass.mean);
  workspace.set('var', 'group', pass.variance);
  workspace.set('dx', 'element', gradients.dx);
  workspace.set('dgamma', 'parameter', gradients.dgamma);
  workspace.set('dbeta', 'parameter', gradients.dbeta);
  const { running_mean, running_var } = inputs;
  if (running_mean) workspace.set('running_mean', 'group', running_mean.tensor.data);
  if (running_var) workspace.set('running_var', 'group', running_var.tensor.data);
  return workspace;
}
