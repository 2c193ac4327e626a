import { field } from '../core/field';
import { check } from '../core/gradcheck/check';
import { derive, valueOf, type Derivation } from '../core/gradcheck/derivation';
import { measure } from '../core/gradcheck/units';
import type { Name } from '../core/layer/expression';
import { layoutFor } from '../core/layer/layout';
import { conventions, runningLines } from '../core/layer/running';
import { Workspace } from '../core/layer/workspace';
import { type Problem } from '../core/problem/problem';
import { summarise } from '../core/report/json';
import { defaultRoute, type RouteId } from '../core/report/report';
import { fail, ok, type Result } from '../core/result';
import type { Tensor } from '../core/tensor/tensor';
import { answerLines } from './batch';
import { fieldError, problemOf, type Needs } from './line';

/** `compute --batch`: y, dx, dgamma and dbeta for each problem, and the statistics that they rest on. */
export function computeBatch(): Promise<number> {
  return answerLines(computeLine);
}

/** `check --batch`: the verdict on what each problem brings as yours, or on the graph. */
export function checkBatch(): Promise<number> {
  return answerLines(checkLine);
}

export function checkLine(line: object): Result<object> {
  const problem = problemOf(line, (layer, options, has) =>
    has('yours') ? given(layer, options, has) : layer === 'dropout' ? ['p'] : [],
  );
  if (!problem.ok) return problem;
  const report = check(problem.value);
  const { verdict, outputs, diagnosis } = summarise(report, defaultRoute);
  const { invariants, blindSpots } = report;
  return ok({ verdict, outputs, diagnosis, invariants, blindSpots });
}

/** What a gradient depends on and nobody may choose in its place. */
const given: Needs = (layer, { mode }, has) => {
  if (layer === 'dropout') return mode === 'train' && !has('seed') ? ['dout', 'p', 'mask'] : ['dout', 'p'];
  return mode === 'eval' && layer === 'batchnorm' ? ['dout', 'running_mean', 'running_var'] : ['dout'];
};

/** The routes by how few digits they lose. */
const routesByCare: readonly RouteId[] = ['projection', 'closed'];

export function computeLine(line: object): Result<object> {
  const made = problemOf(line, given, 'neutral');
  if (!made.ok) return made;
  const problem = made.value;
  const { shape } = problem.inputs.x.tensor;
  const layout = layoutFor(shape, problem.form);
  const derivation = derive(problem, layout, measure(problem, layout));
  const runs = routesByCare.flatMap((id) => derivation.runs.filter(({ route }) => route.id === id));
  const workspace = runs[0]?.workspace ?? derivation.forward;
  const round = (data: Float64Array): Float64Array =>
    problem.precision === 'float32' ? data.map(Math.fround) : data;
  const tensor = (name: Name, shape: readonly number[]): Tensor => ({
    shape,
    data: round(valueOf(derivation, workspace, name)),
  });
  // Gradients of gamma and beta have the shape that these came in: (C,) or (1, C, 1, 1).
  const parameter = (name: 'gamma' | 'beta'): readonly number[] => {
    const shape = field(field(line, name), 'shape');
    return Array.isArray(shape) && shape.length > 0 ? (shape as number[]) : layout.paramShape;
  };
  const answer: Record<string, unknown> = { y: tensor('y', shape), dx: tensor('dx', shape) };
  if (workspace.has('dgamma')) answer.dgamma = tensor('dgamma', parameter('gamma'));
  if (workspace.has('dbeta')) answer.dbeta = tensor('dbeta', parameter('beta'));
  if (workspace.has('var')) {
    answer.mean = tensor('mu', layout.groupShape);
    answer.var = tensor('var', layout.groupShape);
  }
  if (workspace.has('ms')) answer.ms = tensor('ms', layout.groupShape);
  const running = runningOf(line, problem, derivation);
  return running.ok ? ok({ ...answer, ...(running.value && { running: running.value }) }) : running;
}

/** The running statistics after this batch by each convention, where there are some before it. */
function runningOf(
  line: object,
  { inputs, form, options }: Problem,
  derivation: Derivation,
): Result<object | null> {
  const [momentum, tracked] = [field(line, 'momentum') ?? null, field(line, 'num_batches_tracked') ?? 0];
  if (momentum !== null && !(typeof momentum === 'number' && momentum >= 0 && momentum <= 1)) {
    return fail(fieldError('momentum', 'must be a number from 0 to 1'));
  }
  if (!(typeof tracked === 'number' && Number.isInteger(tracked) && tracked >= 0)) {
    return fail(fieldError('num_batches_tracked', 'must be a whole number from 0 up'));
  }
  const before = [inputs.running_mean, inputs.running_var];
  if (form.layer !== 'batchnorm' || options.mode === 'eval' || before.some((i) => i?.origin.kind !== 'given'))
    return ok(null);
  const { layout, forward } = derivation;
  const after = Object.entries(conventions(momentum, tracked)).map(([id, update]) => {
    const workspace = new Workspace(layout, forward).run(runningLines(update));
    const tensor = (name: Name): Tensor => ({
      shape: layout.groupShape,
      data: valueOf(derivation, workspace, name),
    });
    return [id, { mean: tensor('next_running_mean'), var: tensor('next_running_var') }];
  });
  return ok(Object.fromEntries(after) as object);
}
