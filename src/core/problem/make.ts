import { layerNames, type LayerId } from '../layer/form';
import { layoutFor } from '../layer/layout';
import { fail, ok, type Result, type UserError } from '../result';
import type { Tensor } from '../tensor/tensor';
import { choose, type Gaps } from './choose';
import { expectedShape, fitForm, fitTo } from './fit';
import { presets } from './preset';
import {
  inputsOf,
  outputsOf,
  type CheckOptions,
  type Input,
  type InputName,
  type OutputName,
  type Precision,
  type Problem,
  type Yours,
} from './problem';

/** Dropout's p where nothing is said about it. */
const usualP = 0.5;

/** What was given for a check, before shapes are looked at and gaps filled. */
export interface Draft {
  /** The layer and the precision that the text speaks of; an option goes before them. */
  readonly layer: LayerId;
  readonly precision: Precision;
  readonly inputs: Partial<Record<InputName, Input>> & { readonly x: Input };
  readonly yours: Partial<Record<OutputName, Yours>>;
  readonly gaps: Gaps;
  readonly eps: { readonly value: number; readonly origin: Problem['epsOrigin'] } | null;
  /** Dropout's p, where the text has one. */
  readonly p: number | null;
  readonly notes: readonly string[];
}

/**
 * Makes a problem of what was given: shapes made to fit x, gaps filled, eps settled (an option before the text,
 * the text before the preset), and what the layer does not have left out with a note. Error: shape, at the
 * array that does not fit.
 */
export function makeProblem(draft: Draft, asked: CheckOptions): Result<Problem> {
  const { x, gamma } = draft.inputs;
  const options = { ...asked, p: asked.p ?? draft.p ?? usualP };
  const layer = options.layer ?? draft.layer;
  const precision = options.precision ?? draft.precision;
  const fit = fitForm(layer, x.tensor, gamma?.tensor, options);
  if (!fit.ok) return fail(problemError('shape', fit.error, x));
  const { form, shape } = fit.value;
  const layout = layoutFor(shape, form);

  const fitted = <T extends { readonly tensor: Tensor; readonly origin: Input['origin'] }>(
    name: InputName | OutputName,
    array: T,
    called: string = name,
  ): Result<T> => {
    const tensor = fitTo(name, array.tensor, expectedShape(name, layout), x.tensor, called);
    return tensor.ok
      ? ok({ ...array, tensor: tensor.value })
      : fail(problemError('shape', tensor.error, array));
  };
  const inputs: Partial<Record<InputName, Input>> = {};
  const notes = [...draft.notes];
  for (const [key, input] of Object.entries(draft.inputs)) {
    const name = key as InputName;
    if (!inputsOf(layer).includes(name)) {
      notes.push(surplus(name, layer));
      continue;
    }
    const result = fitted(name, input);
    if (!result.ok) return result;
    inputs[name] = precision === 'float32' ? rounded(result.value) : result.value;
  }
  const yours: Partial<Record<OutputName, Yours>> = {};
  for (const [key, output] of Object.entries(draft.yours)) {
    const name = key as OutputName;
    if (!outputsOf(layer).includes(name)) {
      notes.push(surplus(name, layer));
      continue;
    }
    const result = fitted(name, output, output.origin.kind === 'given' ? `yours.${name}` : name);
    if (!result.ok) return result;
    yours[name] = result.value;
  }

  const eps: Draft['eps'] =
    options.eps !== null
      ? { value: options.eps, origin: { kind: 'option' } }
      : (draft.eps ?? { value: presets[options.preset].eps, origin: { kind: 'preset' } });
  const complete = choose(
    { ...inputs, x: inputs.x ?? x },
    { form, layout, gaps: draft.gaps, dbeta: yours.dbeta !== undefined },
    options,
  );
  return ok({
    form,
    options,
    precision,
    eps: eps.value,
    epsOrigin: eps.origin,
    inputs: complete,
    yours,
    notes,
  });
}

function surplus(name: InputName | OutputName, layer: LayerId): string {
  return `${name} is not used: ${layerNames[layer]} has none.`;
}

/** An input as float32 holds it. */
function rounded(input: Input): Input {
  const { shape, data } = input.tensor;
  return { ...input, tensor: { shape, data: data.map(Math.fround) } };
}

function problemError(
  code: string,
  message: string,
  { origin }: { readonly origin: Input['origin'] },
): UserError {
  return { code, message, place: origin.kind === 'text' ? origin.place : null };
}
