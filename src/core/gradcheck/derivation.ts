import { evalSteps, trainSteps } from '../layer/batchnorm';
import { Workspace, type Line, type Name } from '../layer/expression';
import type { Layout } from '../layer/layout';
import { routes, type Route } from '../layer/route';
import { runningLines } from '../layer/running';
import { presets } from '../problem/preset';
import type { Problem } from '../problem/problem';
import type { StepReport } from '../report/report';
import type { Tensor } from '../tensor/tensor';

/** A route and the values of its lines. */
export interface RouteRun {
  readonly route: Route;
  readonly workspace: Workspace;
}

/** The forward pass and every backward route, evaluated in float64. */
export interface Derivation {
  readonly forward: Workspace;
  readonly forwardLines: readonly Line[];
  readonly runs: readonly RouteRun[];
}

export function derive(problem: Problem, layout: Layout): Derivation {
  const { inputs, options } = problem;
  const forward = new Workspace(layout, problem.eps);
  forward.set('x', 'element', inputs.x.tensor.data);
  forward.set('dout', 'element', inputs.dout.tensor.data);
  forward.set('gamma', 'parameter', inputs.gamma.tensor.data);
  forward.set('beta', 'parameter', inputs.beta.tensor.data);
  forward.set('running_mean', 'group', inputs.running_mean.tensor.data);
  forward.set('running_var', 'group', inputs.running_var.tensor.data);
  const forwardLines =
    options.mode === 'train' ? [...trainSteps, ...runningLines(presets[options.preset])] : evalSteps;
  forward.run(forwardLines);
  const runs = routes[options.mode].map((route) => ({
    route,
    workspace: runRoute(route, forward, problem.eps),
  }));
  return { forward, forwardLines, runs };
}

/** One backward pass on top of a forward pass. */
export function runRoute(route: Route, forward: Workspace, eps: number): Workspace {
  return new Workspace(forward.layout, eps, forward).run(route.lines);
}

/** The lines as a report tells them, their values put among the report's tensors. */
export function stepReports(
  lines: readonly Line[],
  workspace: Workspace,
  tensors: Record<string, Tensor>,
  prefix = '',
): StepReport[] {
  return lines.map(({ id, name, tex, expression }) => {
    const tensor = prefix + id;
    const shape = workspace.shapeOf(expression.domain);
    tensors[tensor] = { shape, data: workspace.get(id satisfies Name) };
    return { id, name, tex, tensor, shape };
  });
}
