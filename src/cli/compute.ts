import { field } from '../core/field';
import { check } from '../core/gradcheck/check';
import { derive } from '../core/gradcheck/derivation';
import { batchNormLayout } from '../core/layer/layout';
import { makeProblem } from '../core/problem/make';
import { defaultOptions, mergeOptions } from '../core/problem/options';
import {
  inputNames,
  outputNames,
  type Input,
  type InputName,
  type OutputName,
  type Problem,
  type Yours,
} from '../core/problem/problem';
import { summarise } from '../core/report/json';
import { defaultRoute } from '../core/report/report';
import { fail, ok, type Result, type UserError } from '../core/result';
import { sizeOf, type Tensor } from '../core/tensor/tensor';
import { answerLines } from './batch';

/** `compute --batch`: y, dx, dgamma and dbeta for each problem. */
export function computeBatch(): Promise<number> {
  return answerLines((line) => {
    const problem = problemOf(line);
    if (!problem.ok) return problem;
    const { forward, runs } = derive(problem.value, batchNormLayout(problem.value.inputs.x.tensor.shape));
    const closed = runs.find(({ route }) => route.id === 'closed')?.workspace ?? forward;
    const tensor = (name: OutputName | 'mu' | 'var', shape: readonly number[]): Tensor => ({
      shape,
      data: closed.get(name),
    });
    const { shape } = problem.value.inputs.x.tensor;
    const parameter = problem.value.inputs.gamma.tensor.shape;
    const outputs = {
      y: tensor('y', shape),
      dx: tensor('dx', shape),
      dgamma: tensor('dgamma', parameter),
      dbeta: tensor('dbeta', parameter),
    };
    if (problem.value.options.mode === 'eval') return ok(outputs);
    return ok({ ...outputs, mean: tensor('mu', parameter), var: tensor('var', parameter) });
  });
}

/** `check --batch`: the verdict on what each problem brings as yours, or on the closed form. */
export function checkBatch(): Promise<number> {
  return answerLines((line) => {
    const problem = problemOf(line);
    if (!problem.ok) return problem;
    const report = check(problem.value);
    const { verdict, outputs, diagnosis } = summarise(report, defaultRoute);
    return ok({ verdict, outputs, diagnosis, blindSpots: report.blindSpots });
  });
}

/** The problem of a line: `{op, x, gamma, beta, dout, eps, ..., yours, digits}`, each array `{shape, data}`. */
function problemOf(line: object): Result<Problem> {
  const op = field(line, 'op') ?? 'batchnorm';
  if (op !== 'batchnorm' && op !== 'batchnorm_eval') {
    return fail(fieldError('op', `must be batchnorm or batchnorm_eval, not ${JSON.stringify(op)}`));
  }
  const inputs: Partial<Record<InputName, Input>> = {};
  for (const name of inputNames) {
    const value = field(line, name);
    if (value === undefined || value === null) continue;
    const tensor = tensorOf(name, value);
    if (!tensor.ok) return tensor;
    inputs[name] = { tensor: tensor.value, origin: { kind: 'given' }, rounding: 0 };
  }
  const yours: Partial<Record<OutputName, Yours>> = {};
  for (const name of outputNames) {
    const value = field(field(line, 'yours'), name);
    if (value === undefined || value === null) continue;
    const tensor = tensorOf(`yours.${name}`, value);
    if (!tensor.ok) return tensor;
    const digits = field(field(line, 'digits'), name);
    const unit = typeof digits === 'number' ? 0.5 * 10 ** -digits : 0;
    yours[name] = {
      tensor: tensor.value,
      origin: { kind: 'given' },
      rounding: new Float64Array(tensor.value.data.length).fill(unit),
    };
  }
  const { x } = inputs;
  if (x === undefined) return fail(fieldError('x', 'is missing'));
  const eps = field(line, 'eps') ?? undefined;
  if (eps !== undefined && typeof eps !== 'number') return fail(fieldError('eps', 'must be a number'));
  const options = mergeOptions(
    { ...line, mode: op === 'batchnorm' ? 'train' : 'eval', eps: null },
    defaultOptions,
  );
  const given = eps === undefined ? null : { value: eps, origin: { kind: 'given' } as const };
  return makeProblem({ inputs: { ...inputs, x }, yours, eps: given, notes: [] }, options);
}

const words: Readonly<Record<string, number>> = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
};

function tensorOf(name: string, value: unknown): Result<Tensor> {
  const [shape, data] = [field(value, 'shape'), field(value, 'data')];
  if (!Array.isArray(shape) || !Array.isArray(data))
    return fail(fieldError(name, 'must be {"shape", "data"}'));
  if (!shape.every((length): length is number => Number.isInteger(length) && Number(length) > 0)) {
    return fail(fieldError(`${name}.shape`, 'must be a list of whole numbers from 1 up'));
  }
  if (data.length !== sizeOf(shape)) {
    return fail(fieldError(`${name}.data`, `has ${data.length} numbers; its shape needs ${sizeOf(shape)}`));
  }
  const numbers = data.map((item: unknown) => (typeof item === 'string' ? words[item] : item));
  const wrong = numbers.findIndex((item) => typeof item !== 'number');
  if (wrong >= 0)
    return fail(fieldError(`${name}.data[${wrong}]`, `must be a number, not ${JSON.stringify(data[wrong])}`));
  return ok({ shape, data: Float64Array.from(numbers.map(Number)) });
}

function fieldError(name: string, what: string): UserError {
  return { code: 'field', message: `The field ${name} ${what}.`, place: null };
}
