import { field } from '../core/field';
import { layerIds, type LayerId } from '../core/layer/form';
import type { Gaps } from '../core/problem/choose';
import { makeProblem } from '../core/problem/make';
import { defaultOptions, optionRules } from '../core/problem/options';
import {
  inputNames,
  outputNames,
  type CheckOptions,
  type Input,
  type InputName,
  type OutputName,
  type Problem,
  type Yours,
} from '../core/problem/problem';
import { fail, ok, type Result, type UserError } from '../core/result';
import { sizeOf, type Tensor } from '../core/tensor/tensor';

/** What a line must have beside x, for there to be an answer. */
export type Needs = (
  layer: LayerId,
  options: CheckOptions,
  has: (name: string) => boolean,
) => readonly string[];

/** The fields of a line that are options of a check, under the names that Python gives them. */
const optionFields: Readonly<Partial<Record<keyof CheckOptions, string>>> = {
  layout: 'layout',
  groups: 'groups',
  normDims: 'norm_dims',
  precision: 'dtype',
  p: 'p',
  pMeaning: 'p_meaning',
  variant: 'variant',
  preset: 'preset',
  step: 'step',
  tolerance: 'tolerance',
  seed: 'seed',
  eps: 'eps',
};

/**
 * The problem of a JSON line `{op, x, gamma, beta, dout, eps, ..., yours, digits}`, each array `{shape, data}`.
 * Errors: field, which names the field, and those of makeProblem.
 * @param gaps what stands in for a gamma, beta or dout that is not there: by default nothing random beside outputs
 */
export function problemOf(line: object, needs: Needs, gaps?: Gaps): Result<Problem> {
  const given = layerAndMode(line);
  if (!given.ok) return given;
  const { layer, mode } = given.value;
  const options = optionsOf(line, { ...defaultOptions, layer, mode });
  if (!options.ok) return options;
  const has = (name: string): boolean => present(line, name) !== undefined;
  const missing = ['x', ...needs(layer, options.value, has)].find((name) => !has(name));
  if (missing !== undefined) return fail(fieldError(missing, 'is missing'));

  const inputs: Partial<Record<InputName, Input>> = {};
  for (const name of inputNames) {
    const value = present(line, name);
    if (value === undefined) continue;
    const tensor = tensorOf(name, value);
    if (!tensor.ok) return tensor;
    inputs[name] = { tensor: tensor.value, origin: { kind: 'given' }, rounding: 0 };
  }
  const yours = yoursOf(line);
  if (!yours.ok) return yours;
  const { x } = inputs;
  if (x === undefined) return fail(fieldError('x', 'is missing'));
  const brought = Object.keys(yours.value).length > 0;
  const draft = {
    layer,
    precision: 'float64',
    inputs: { ...inputs, x },
    yours: yours.value,
    gaps: gaps ?? (brought ? 'neutral' : 'random'),
    eps: null,
    p: null,
    notes: [],
  } as const;
  return makeProblem(draft, options.value);
}

function layerAndMode(
  line: object,
): Result<{ readonly layer: LayerId; readonly mode: CheckOptions['mode'] }> {
  const op = present(line, 'op') ?? 'batchnorm';
  const evaluation = op === 'batchnorm_eval';
  const layer = evaluation ? 'batchnorm' : layerIds.find((id) => id === op);
  if (layer === undefined) {
    const known = [...layerIds, 'batchnorm_eval'].join(', ');
    return fail(fieldError('op', `must be one of ${known}, not ${JSON.stringify(op)}`));
  }
  const mode = present(line, 'mode') ?? (evaluation ? 'eval' : 'train');
  if (mode !== 'train' && mode !== 'eval' && mode !== 'test') {
    return fail(fieldError('mode', `must be one of train, eval, test, not ${JSON.stringify(mode)}`));
  }
  return ok({ layer, mode: mode === 'train' && !evaluation ? 'train' : 'eval' });
}

function optionsOf(line: object, base: CheckOptions): Result<CheckOptions> {
  const options: Record<string, unknown> = { ...base };
  for (const [key, name] of Object.entries(optionFields)) {
    const value = present(line, name);
    if (value === undefined) continue;
    const { holds, due } = optionRules[key as keyof CheckOptions];
    if (!holds(value)) return fail(fieldError(name, `must be ${due}, not ${JSON.stringify(value)}`));
    options[key] = value;
  }
  return ok(options as unknown as CheckOptions);
}

function yoursOf(line: object): Result<Partial<Record<OutputName, Yours>>> {
  const given = present(line, 'yours');
  if (given !== undefined && (typeof given !== 'object' || Array.isArray(given))) {
    return fail(fieldError('yours', 'must be an object of arrays'));
  }
  const printed = present(line, 'digits');
  if (printed !== undefined && (typeof printed !== 'object' || Array.isArray(printed))) {
    return fail(fieldError('digits', 'must be an object of numbers'));
  }
  const yours: Partial<Record<OutputName, Yours>> = {};
  for (const name of outputNames) {
    const value = present(given, name);
    if (value === undefined) continue;
    const tensor = tensorOf(`yours.${name}`, value);
    if (!tensor.ok) return tensor;
    const digits = present(printed, name) ?? Infinity;
    if (typeof digits !== 'number') return fail(fieldError(`digits.${name}`, 'must be a number of decimals'));
    const rounding = new Float64Array(tensor.value.data.length).fill(0.5 * 10 ** -digits);
    yours[name] = { tensor: tensor.value, origin: { kind: 'given' }, rounding };
  }
  return ok(yours);
}

/** A field that is there; null counts as left out. */
function present(value: unknown, name: string): unknown {
  return field(value, name) ?? undefined;
}

const words: Readonly<Record<string, number>> = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
};

function tensorOf(name: string, value: unknown): Result<Tensor> {
  const [shape, data] = [field(value, 'shape'), field(value, 'data')];
  if (!Array.isArray(shape)) return fail(fieldError(`${name}.shape`, 'must be a list of whole numbers'));
  if (!Array.isArray(data)) return fail(fieldError(`${name}.data`, 'must be a list of numbers'));
  if (!shape.every((length): length is number => Number.isInteger(length) && Number(length) > 0)) {
    return fail(fieldError(`${name}.shape`, 'must be a list of whole numbers from 1 up'));
  }
  if (data.length !== sizeOf(shape)) {
    return fail(fieldError(`${name}.data`, `has ${data.length} numbers; its shape needs ${sizeOf(shape)}`));
  }
  const numbers = new Float64Array(data.length);
  for (let i = 0; i < numbers.length; i++) {
    const item: unknown = data[i];
    const number = typeof item === 'string' && Object.hasOwn(words, item) ? words[item] : item;
    if (typeof number !== 'number')
      return fail(fieldError(`${name}.data[${i}]`, `must be a number, not ${JSON.stringify(item)}`));
    numbers[i] = number;
  }
  return ok({ shape, data: numbers });
}

export function fieldError(name: string, what: string): UserError {
  return { code: 'field', message: `The field ${name} ${what}.`, place: null };
}
