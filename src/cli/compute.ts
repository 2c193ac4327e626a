import { field } from '../core/field';
import { check } from '../core/gradcheck/check';
import { compute, type Computed } from '../core/gradcheck/compute';
import type { Name } from '../core/layer/expression';
import { layoutFor } from '../core/layer/layout';
import { conventions } from '../core/layer/running';
import { outputNames, type Problem } from '../core/problem/problem';
import { summarise } from '../core/report/json';
import { defaultRoute } from '../core/report/report';
import { fail, ok, type Result } from '../core/result';
import type { Tensor } from '../core/tensor/tensor';
import { answerLines } from './batch';
import { fieldError, isObject, present } from './fields';
import { problemOf, type Needs } from './line';

/** `compute --batch`: y, dx, dgamma and dbeta for each problem, and the statistics that they rest on. */
export function computeBatch(): Promise<number> {
  return answerLines(computeLine);
}

/** `check --batch`: the verdict on what each problem brings as yours, or on the graph. */
export function checkBatch(): Promise<number> {
  return answerLines(checkLine);
}

export function checkLine(line: object): Result<object> {
  const stray = outputNames.find((name) => isObject(field(line, name)));
  if (stray !== undefined && present(line, 'yours') === undefined)
    return fail(fieldError(stray, `is an output: to be judged it must stand in yours`));
  const problem = problemOf(line, (layer, options, has) =>
    has('yours') ? given(layer, options, has) : layer === 'dropout' ? ['p'] : [],
  );
  if (!problem.ok) return problem;
  const report = check(problem.value);
  const { verdict, sentence, outputs, diagnosis } = summarise(report, defaultRoute);
  const { invariants, blindSpots } = report;
  return ok({ verdict, sentence, outputs, diagnosis, invariants, blindSpots });
}

/** What a gradient depends on and nobody may choose in its place. */
const given: Needs = (layer, { mode }, has) => {
  if (layer === 'dropout') return mode === 'train' && !has('seed') ? ['dout', 'p', 'mask'] : ['dout', 'p'];
  return mode === 'eval' && layer === 'batchnorm' ? ['dout', 'running_mean', 'running_var'] : ['dout'];
};

export function computeLine(line: object): Result<object> {
  const made = problemOf(line, given, 'neutral');
  if (!made.ok) return made;
  const problem = made.value;
  const { shape } = problem.inputs.x.tensor;
  const layout = layoutFor(shape, problem.form);
  const computed = compute(problem, layout);

  const round = (data: Float64Array): Float64Array =>
    problem.precision === 'float32' ? data.map(Math.fround) : data;
  // Gradients of gamma and beta have the shape that these came in: (C,) or (1, C, 1, 1).
  const parameter = (name: 'gamma' | 'beta'): readonly number[] => {
    const shape = field(field(line, name), 'shape');
    return Array.isArray(shape) && shape.length > 0 ? (shape as number[]) : layout.paramShape;
  };
  const answers: readonly (readonly [field: string, name: Name, shape: readonly number[]])[] = [
    ['y', 'y', shape],
    ['dx', 'dx', shape],
    ['dgamma', 'dgamma', parameter('gamma')],
    ['dbeta', 'dbeta', parameter('beta')],
    ['mean', 'mu', layout.groupShape],
    ['var', 'var', layout.groupShape],
    ['ms', 'ms', layout.groupShape],
  ];
  const tensors = answers.flatMap(([field, name, shape]): [string, Tensor][] => {
    const data = computed.get(name);
    return data === null ? [] : [[field, { shape, data: round(data) }]];
  });
  return ok({ ...Object.fromEntries(tensors), ...runningOf(line, problem, computed) });
}

/** The running statistics after this batch by each convention, where there are some before it. */
function runningOf(line: object, { inputs, form, options }: Problem, computed: Computed): object {
  const before = [inputs.running_mean, inputs.running_var];
  if (form.layer !== 'batchnorm' || options.mode === 'eval' || before.some((i) => i?.origin.kind !== 'given'))
    return {};
  const [momentum, tracked] = [present(line, 'momentum'), present(line, 'num_batches_tracked') ?? 0];
  const updates = conventions(momentum === undefined ? null : Number(momentum), Number(tracked));
  const after = Object.entries(updates).flatMap(([id, update]) => {
    const data = computed.running(update);
    const tensor = (data: Float64Array): Tensor => ({ shape: before[0]?.tensor.shape ?? [], data });
    return data === null ? [] : [[id, { mean: tensor(data.mean), var: tensor(data.var) }] as const];
  });
  return { running: Object.fromEntries(after) };
}
