import { fail, ok, type Result, type UserError } from '../result';
import type { Tensor } from '../tensor/tensor';
import { choose } from './choose';
import { batchShape, expectedShape, fitTo } from './fit';
import { presets } from './preset';
import type { CheckOptions, Input, InputName, OutputName, Problem, Yours } from './problem';

/** What was given for a check, before shapes are looked at and gaps filled. */
export interface Draft {
  readonly inputs: Partial<Record<InputName, Input>> & { readonly x: Input };
  readonly yours: Partial<Record<OutputName, Yours>>;
  readonly eps: { readonly value: number; readonly origin: Problem['epsOrigin'] } | null;
  readonly notes: readonly string[];
}

/**
 * Makes a problem of what was given: shapes made to fit x, gaps filled, eps settled (an option before the text,
 * the text before the preset). Errors: shape, eps; the place is that of the array that does not fit.
 */
export function makeProblem(draft: Draft, options: CheckOptions): Result<Problem> {
  const { x } = draft.inputs;
  const shape = batchShape(x.tensor);
  if (!shape.ok) return fail(problemError('shape', shape.error, x));

  const fitted = <T extends { readonly tensor: Tensor; readonly origin: Input['origin'] }>(
    name: InputName | OutputName,
    array: T,
  ): Result<T> => {
    const tensor = fitTo(name, array.tensor, expectedShape(name, shape.value), x.tensor);
    return tensor.ok
      ? ok({ ...array, tensor: tensor.value })
      : fail(problemError('shape', tensor.error, array));
  };
  const inputs: Partial<Record<InputName, Input>> = {};
  for (const [name, input] of Object.entries(draft.inputs)) {
    const result = fitted(name as InputName, input);
    if (!result.ok) return result;
    inputs[name as InputName] = result.value;
  }
  const yours: Partial<Record<OutputName, Yours>> = {};
  for (const [name, output] of Object.entries(draft.yours)) {
    const result = fitted(name as OutputName, output);
    if (!result.ok) return result;
    yours[name as OutputName] = result.value;
  }

  const eps: Draft['eps'] =
    options.eps !== null
      ? { value: options.eps, origin: { kind: 'option' } }
      : (draft.eps ?? { value: presets[options.preset].eps, origin: { kind: 'preset' } });
  if (!(eps.value >= 0 && eps.value < Infinity)) {
    const message = `eps is ${eps.value}; it must be a number that is 0 or more, such as 1e-5.`;
    return fail({ code: 'eps', message, place: eps.origin.kind === 'text' ? eps.origin.place : null });
  }
  const { notes } = draft;
  const complete = choose({ ...inputs, x: inputs.x ?? x }, options);
  return ok({
    layer: 'batchnorm',
    options,
    eps: eps.value,
    epsOrigin: eps.origin,
    inputs: complete,
    yours,
    notes,
  });
}

function problemError(
  code: string,
  message: string,
  { origin }: { readonly origin: Input['origin'] },
): UserError {
  return { code, message, place: origin.kind === 'text' ? origin.place : null };
}
