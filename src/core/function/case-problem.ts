import { compute, type Computed } from '../gradcheck/compute';
import type { LayerId } from '../layer/form';
import { layoutFor, type Layout } from '../layer/layout';
import { expectedShape, fitTo } from '../problem/fit';
import { makeProblem, type Draft } from '../problem/make';
import { defaultOptions } from '../problem/options';
import {
  outputNames,
  type CheckOptions,
  type Input,
  type OutputName,
  type Precision,
  type Problem,
  type Yours,
} from '../problem/problem';
import { shapeText, type Tensor } from '../tensor/tensor';
import type { Case } from './data';

/** How a function is taken to mean what the numbers alone do not say. */
export interface Meaning {
  readonly layer: LayerId;
  readonly eps: number;
  readonly options?: Partial<CheckOptions>;
}

/** Outputs of a function on some data as a problem for the check; those of a shape that cannot be are set apart. */
export interface Posed {
  readonly problem: Problem;
  readonly layout: Layout;
  /** What is wrong with the shape of an output. */
  readonly misshapen: Partial<Record<OutputName, string>>;
}

const given = (tensor: Tensor): Input => ({ tensor, origin: { kind: 'given' }, rounding: 0 });

/**
 * @param outputs what the function gave
 * @param mask of dropout: what was kept
 */
export function problemOfCase(
  data: Case,
  { layer, eps, options }: Meaning,
  outputs: Partial<Record<OutputName, Tensor>> = {},
  precision: Precision = 'float64',
  mask: Tensor | null = null,
): Posed {
  const { x, gamma, beta, dout, running, mode, layout, groups, p } = data;
  const asked: CheckOptions = {
    ...defaultOptions,
    layer,
    layout: layout === 'ND' ? null : layout,
    groups: layer === 'groupnorm' ? groups : null,
    mode,
    eps,
    p: layer === 'dropout' ? p : null,
    ...options,
  };
  const inputs = { x: given(x), gamma: given(gamma), beta: given(beta), dout: given(dout) };
  const ofDropout = { x: given(x), dout: given(dout), ...(mask ? { mask: given(mask) } : {}) };
  const draft: Draft = {
    layer,
    precision,
    inputs:
      layer === 'dropout'
        ? ofDropout
        : layer === 'batchnorm'
          ? { ...inputs, running_mean: given(running.mean), running_var: given(running.var) }
          : inputs,
    yours: {},
    gaps: 'random',
    eps: null,
    p: null,
    notes: [],
  };
  const made = makeProblem(draft, asked);
  if (!made.ok) throw new Error(made.error.message);
  const problem = made.value;
  const shape = layoutFor(problem.inputs.x.tensor.shape, problem.form);
  const yours: Partial<Record<OutputName, Yours>> = {};
  const misshapen: Partial<Record<OutputName, string>> = {};
  for (const output of outputNames) {
    const tensor = outputs[output];
    if (tensor === undefined) continue;
    const due = expectedShape(output, shape);
    const fitted = fitTo(output, tensor, due, x);
    const isWhole = output === 'y' || output === 'dx';
    if (!fitted.ok) misshapen[output] = fitted.error;
    // A gradient of x that has one axis more than x breaks the layer below.
    else if (isWhole && tensor.shape.join() !== due.join())
      misshapen[output] =
        `${output} has shape ${shapeText(tensor.shape)}, with an axis of length 1 too many or too few: it must be ${shapeText(due)}, as x.`;
    else
      yours[output] = {
        tensor: fitted.value,
        origin: { kind: 'given' },
        rounding: new Float64Array(fitted.value.data.length),
      };
  }
  return { problem: { ...problem, yours }, layout: shape, misshapen };
}

/** The right values of a layer on some data. */
export function rightValues(data: Case, meaning: Meaning): Computed {
  const { problem, layout } = problemOfCase(data, meaning);
  return compute(problem, layout);
}
