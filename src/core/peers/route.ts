import { runForward, runRoute, valueOf } from '../gradcheck/derivation';
import { GroupForward } from '../gradcheck/group-forward';
import { valuesOf } from '../gradcheck/groups';
import type { Outputs } from '../gradcheck/outputs';
import { groupStatistics } from '../gradcheck/statistics';
import { measure } from '../gradcheck/units';
import { layerOf } from '../layer/layer';
import { layoutFor } from '../layer/layout';
import { outputsOf, type InputName, type Problem } from '../problem/problem';
import type { RouteId } from '../report/report';
import type { Answers, Calls, Given, Point } from './peer';

/** The point and the upstream gradient of a problem. */
export function givenOf({ inputs: { x, gamma, beta, dout } }: Problem): Given {
  const point = {
    x: x.tensor.data,
    ...(gamma && { gamma: gamma.tensor.data }),
    ...(beta && { beta: beta.tensor.data }),
  };
  return { point, dout: dout.tensor.data };
}

/** What the layer run forward in plain float64, as every framework does it, and one of our routes answer. */
export function routeAnswers(problem: Problem, id: RouteId, { points, douts }: Calls): Answers {
  return {
    y: points.map((point) => forward(withInputs(problem, point))),
    gradients: douts.map((dout) => backward(withInputs(problem, { dout }), id)),
  };
}

function withInputs(problem: Problem, values: Point & { readonly dout?: Float64Array }): Problem {
  const changed = Object.entries(values).map(([name, data]) => {
    const input = problem.inputs[name as InputName] ?? problem.inputs.x;
    return [name, { ...input, tensor: { shape: input.tensor.shape, data } }] as const;
  });
  return { ...problem, inputs: { ...problem.inputs, ...Object.fromEntries(changed) } };
}

function forward(problem: Problem): Float64Array {
  const layout = layoutFor(problem.inputs.x.tensor.shape, problem.form);
  if (problem.form.layer === 'dropout') return runForward(problem, layout, null).get('y');
  const values = valuesOf(problem, layout);
  const y = new Float64Array(layout.size);
  groupStatistics(layout, values).forEach((group, index) => {
    const output = new GroupForward(layout, values, group, index).output();
    output.forEach((value, k) => (y[group.members[k]!] = value));
  });
  return y;
}

function backward(problem: Problem, id: RouteId): Outputs<Float64Array> {
  const layout = layoutFor(problem.inputs.x.tensor.shape, problem.form);
  const measured = measure(problem, layout);
  const route = layerOf(problem).routes.find((candidate) => candidate.id === id);
  if (route === undefined) throw new Error(`${problem.form.layer} has no route ${id}`);
  const workspace = runRoute(route, runForward(problem, layout, measured));
  const derivation = { layout, units: measured?.units ?? null };
  const outputs = outputsOf(problem.form.layer).filter((output) => output !== 'y' && workspace.has(output));
  return Object.fromEntries(outputs.map((output) => [output, valueOf(derivation, workspace, output)]));
}
