import type { Workspace } from '../layer/expression';
import type { Layout } from '../layer/layout';
import { outputNames, type OutputName, type Problem } from '../problem/problem';
import type { Source } from '../report/report';
import type { Side } from './compare';
import type { Conditioning } from './conditioning';
import type { NumericalGradient } from './numerical';
import type { Reference } from './reference';
import { unitRoundoff } from './statistics';

export type Sides = Partial<Record<OutputName, Side>>;

/** Outputs that float64 arithmetic computed: right within the conditioning of the data. */
export function computed(
  source: Source,
  workspace: Workspace,
  conditions: Record<OutputName, Conditioning>,
): Sides {
  const limit = 'rounding leaves too few correct digits on this data';
  const outputs = Object.fromEntries(outputNames.map((output) => [output, workspace.get(output)]));
  return mapOutputs<Float64Array>(outputs, (value, output) => ({
    source,
    value,
    bound: conditions[output].bound,
    limit,
  }));
}

/**
 * Double-double results, rounded once.
 * @param why what keeps an answer from being finite, where one is not
 */
export function exact(outputs: Reference, why: string): Sides {
  return mapOutputs({ ...outputs }, (value) => ({
    source: 'reference',
    value,
    bound: value.map((v) => (Number.isFinite(v) ? Math.abs(v) * unitRoundoff : 0)),
    limit: why,
  }));
}

/** Central differences: the differences' own bound, and the rounding of the x̂ that they multiply. */
export function differences(
  numerical: NumericalGradient,
  conditions: Record<OutputName, Conditioning>,
): Sides {
  const { dx, dgamma, dbeta } = numerical;
  const limit = 'the error of the central difference at this step is too large';
  return mapOutputs({ dx, dgamma, dbeta }, ({ value, bound }, output) => ({
    source: 'numerical',
    value,
    bound: bound.map((b, i) => (b < 0 ? b : b + conditions[output].bound[i]!)),
    limit,
  }));
}

/** What the user brought: computed in float64 somewhere, then perhaps printed with fewer digits. */
export function brought(
  yours: Problem['yours'],
  conditions: Record<OutputName, Conditioning>,
  inputRounding: () => Record<OutputName, Float64Array>,
): Sides {
  if (Object.keys(yours).length === 0) return {};
  const inherited = inputRounding();
  return mapOutputs({ ...yours }, ({ tensor, rounding }, output) => ({
    source: 'yours',
    value: tensor.data,
    bound: rounding.map((r, i) => r + conditions[output].bound[i]! + inherited[output][i]!),
    loose: rounding.map((r, i) => r + conditions[output].onePass[i]! + inherited[output][i]!),
    limit: 'too few digits are printed',
  }));
}

function mapOutputs<T>(
  outputs: Partial<Record<OutputName, T>>,
  side: (value: T, output: OutputName) => Side,
): Sides {
  const sides: Sides = {};
  for (const output of outputNames) {
    const value = outputs[output];
    if (value !== undefined) sides[output] = side(value, output);
  }
  return sides;
}

/** The shape of an output. */
export function outputShape(layout: Layout, output: OutputName): readonly number[] {
  return output === 'y' || output === 'dx' ? layout.shape : layout.paramShape;
}
