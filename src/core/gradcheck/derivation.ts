import type { Domain, Line, Name } from '../layer/expression';
import type { Form } from '../layer/form';
import { layerOf } from '../layer/layer';
import type { Layout } from '../layer/layout';
import { withIndices } from '../layer/notation';
import type { Route } from '../layer/route';
import { Workspace } from '../layer/workspace';
import type { InputName, Problem } from '../problem/problem';
import type { StepReport } from '../report/report';
import type { Tensor } from '../tensor/tensor';
import { withoutUnits, type Measured, type Units } from './units';

/** A route and the values of its lines. */
export interface RouteRun {
  readonly route: Route;
  readonly workspace: Workspace;
}

/** The forward pass and every backward route, evaluated in float64, in the units of the values. */
export interface Derivation {
  readonly layout: Layout;
  readonly units: Units | null;
  readonly forward: Workspace;
  readonly forwardLines: readonly Line[];
  readonly runs: readonly RouteRun[];
}

const domains: Readonly<Record<InputName, Domain>> = {
  x: 'element',
  dout: 'element',
  mask: 'element',
  gamma: 'parameter',
  beta: 'parameter',
  running_mean: 'group',
  running_var: 'group',
};

/** The forward pass, and every backward route on top of it. */
export function derive(problem: Problem, layout: Layout, measured: Measured | null): Derivation {
  const forward = runForward(problem, layout, measured);
  const { forward: forwardLines, routes } = layerOf(problem);
  const runs = routes.map((route) => ({ route, workspace: runRoute(route, forward) }));
  return { layout, units: measured?.units ?? null, forward, forwardLines, runs };
}

/** @param measured the numbers of a normalisation in their units; null for dropout */
export function runForward(problem: Problem, layout: Layout, measured: Measured | null): Workspace {
  const forward = new Workspace(layout);
  for (const [name, input] of Object.entries(problem.inputs)) {
    forward.set(name as InputName, domains[name as InputName], input.tensor.data);
  }
  if (measured !== null) {
    const { values } = measured;
    forward.set('x', 'element', values.x);
    forward.set('dout', 'element', values.dout);
    forward.set('eps', 'group', values.eps);
    if (values.running !== null) {
      forward.set('running_mean', 'group', values.running.mean);
      forward.set('running_var', 'group', values.running.var);
    }
  }
  return forward.run(layerOf(problem).forward);
}

/** One backward pass on top of a forward pass. */
export function runRoute(route: Route, forward: Workspace): Workspace {
  return new Workspace(forward.layout, forward).run(route.lines);
}

/** A value of a derivation as it is without units. */
export function valueOf(
  { layout, units }: Pick<Derivation, 'layout' | 'units'>,
  workspace: Workspace,
  name: Name,
): Float64Array {
  return withoutUnits(workspace.get(name), name, layout, units);
}

/** The lines as a report tells them, their values put among the report's tensors. */
export function stepReports(
  lines: readonly Line[],
  derivation: Derivation,
  workspace: Workspace,
  form: Form,
  tensors: Record<string, Tensor>,
  prefix = '',
): StepReport[] {
  return lines
    .filter(({ hidden }) => !hidden)
    .map(({ id, name, tex, expression }) => {
      const tensor = prefix + id;
      const { domain } = expression;
      const shape = workspace.shapeOf(domain);
      tensors[tensor] = { shape, data: valueOf(derivation, workspace, id) };
      return { id, name, tex: withIndices(tex, form), tensor, shape, domain };
    });
}
