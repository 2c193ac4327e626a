import { layerIds, type LayerId } from '../core/layer/form';
import type { Gaps } from '../core/problem/choose';
import { makeProblem } from '../core/problem/make';
import { defaultOptions, numeric, oneOf, optionRules, type Rule } from '../core/problem/options';
import {
  inputNames,
  type CheckOptions,
  type Input,
  type InputName,
  type Problem,
} from '../core/problem/problem';
import { fail, type Result } from '../core/result';
import { fieldError, isObject, present, shown, tensorOf } from './fields';
import { misspelt } from './misspelt';
import { yoursOf } from './yours';

/** What a line must have beside x, for there to be an answer. */
export type Needs = (
  layer: LayerId,
  options: CheckOptions,
  has: (name: string) => boolean,
) => readonly string[];

/** The fields of a line that are options of a check, under the names that Python gives them. */
const optionFields = {
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
} as const satisfies Partial<Record<keyof CheckOptions, string>>;

const options = Object.entries(optionFields) as readonly (readonly [keyof typeof optionFields, string])[];

/** The values that each field of a line that is no array can have. */
const rules: Readonly<Record<string, Rule>> = {
  op: oneOf([...layerIds, 'batchnorm_eval']),
  mode: oneOf(['train', 'eval', 'test']),
  ...Object.fromEntries(options.map(([option, name]) => [name, optionRules[option]])),
  momentum: numeric('a number from 0 to 1', (value) => value >= 0 && value <= 1),
  num_batches_tracked: numeric('a whole number from 0 up', (value) => Number.isInteger(value) && value >= 0),
};

/** Every field of a line, and what its value looks like. */
const known: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(Object.entries(rules).map(([name, { holds }]) => [name, holds])),
  ...Object.fromEntries([...inputNames, 'yours', 'digits'].map((name) => [name, isObject])),
};

/**
 * The problem of a JSON line `{op, x, gamma, beta, dout, eps, ..., yours, digits}`, each array `{shape, data}`.
 * Errors: field, which names the field, and those of makeProblem.
 * @param gaps what stands in for a gamma, beta or dout that is not there: by default nothing random beside outputs
 */
export function problemOf(line: object, needs: Needs, gaps?: Gaps): Result<Problem> {
  const wrong = misspelt(line, known);
  if (wrong !== null) return fail(wrong);
  for (const [name, { holds, due }] of Object.entries(rules)) {
    const value = present(line, name);
    if (value !== undefined && !holds(value))
      return fail(fieldError(name, `must be ${due}, not ${shown(value)}`));
  }
  const { layer, options } = chosen(line);
  const has = (name: string): boolean => present(line, name) !== undefined;
  const missing = ['x', ...needs(layer, options, has)].find((name) => !has(name));
  if (missing !== undefined) return fail(fieldError(missing, 'is missing'));

  const inputs: Partial<Record<InputName, Input>> = {};
  for (const name of inputNames) {
    const value = present(line, name);
    if (value === undefined) continue;
    const tensor = tensorOf(name, value);
    if (!tensor.ok) return tensor;
    inputs[name] = { tensor: tensor.value, origin: { kind: 'given' }, rounding: 0 };
  }
  const yours = yoursOf(line, layer);
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
  return makeProblem(draft, options);
}

/** The layer and the options of a line whose fields keep their rules. */
function chosen(line: object): { readonly layer: LayerId; readonly options: CheckOptions } {
  const op = present(line, 'op') ?? 'batchnorm';
  const layer = layerIds.find((id) => id === op) ?? 'batchnorm';
  const training = op !== 'batchnorm_eval' && (present(line, 'mode') ?? 'train') === 'train';
  const said = options.flatMap(([option, name]) => {
    const value = present(line, name);
    return value === undefined ? [] : [[option, value] as const];
  });
  const mode = training ? 'train' : 'eval';
  return { layer, options: { ...defaultOptions, layer, mode, ...Object.fromEntries(said) } };
}
