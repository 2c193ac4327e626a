import type { Layout } from '../layer/layout';
import type { OutputName, Problem } from '../problem/problem';
import type { Source } from '../report/report';
import type { Analysis } from './analysis';
import type { Side } from './compare';
import { mapOutputs, type Outputs } from './outputs';
import { unitRoundoff } from './statistics';

export type Sides = Outputs<Side>;

/** Outputs that our own routes computed in float64: right within the conditioning of the data. */
export function computed(source: Source, outputs: Outputs<Float64Array>, { conditions }: Analysis): Sides {
  const limit = 'rounding leaves too few correct digits on this data';
  return mapOutputs(outputs, (value, output) => ({
    source,
    value,
    bound: conditions[output]?.bound ?? nothing(value),
    limit,
  }));
}

/**
 * Double-double results, rounded once.
 * @param why what keeps an answer from being finite, where one is not
 */
export function exact({ reference }: Pick<Analysis, 'reference'>, why: string): Sides {
  return mapOutputs(reference, (value) => ({
    source: 'reference',
    value,
    bound: value.map((v) => (Number.isFinite(v) ? Math.abs(v) * unitRoundoff : 0)),
    limit: why,
  }));
}

/** Central differences: the differences' own bound, and the rounding of the x̂ that they multiply. */
export function differences({ numerical, conditions }: Analysis): Sides {
  const limit = 'the error of the central difference at this step is too large';
  return mapOutputs(numerical.gradients, ({ value, bound }, output) => ({
    source: 'numerical',
    value,
    bound: bound.map((b, i) => (b < 0 ? b : b + (conditions[output]?.bound[i] ?? 0))),
    limit,
  }));
}

/** What float32 makes of the outputs at best: it is compared, never judged. */
export function emulated({ float32, yoursConditions }: Analysis): Sides {
  return mapOutputs(float32 ?? {}, (value, output) => ({
    source: 'float32',
    value,
    bound: yoursConditions[output]?.bound ?? nothing(value),
    limit: 'float32 leaves too few correct digits on this data',
  }));
}

const onePass =
  'the difference is as if the variance had been taken as E[x²] − E[x]², which loses digits where x stands far from 0; ' +
  'bring x nearer to 0 to decide';

/** What the user brought: computed somewhere in the precision of the problem, then perhaps printed with fewer digits. */
export function brought({ yours, precision }: Problem, analysis: Analysis): Sides {
  if (Object.keys(yours).length === 0) return {};
  const fromInputs = analysis.inherited();
  const limit =
    precision === 'float32'
      ? 'float32 leaves too few correct digits on this data'
      : 'too few digits are printed, or rounding leaves too few correct';
  const sides = mapOutputs(yours, ({ tensor, rounding }, output) => {
    const own = analysis.yoursConditions[output]?.bound ?? nothing(rounding);
    const bound = rounding.map((r, i) => r + own[i]! + (fromInputs[output]?.[i] ?? 0));
    return { source: 'yours' as const, value: tensor.data, bound, limit };
  });
  const loose = analysis.loosened(sides);
  return mapOutputs(sides, (side, output) => ({
    ...side,
    loose: { bound: loose[output] ?? side.bound, limit: onePass },
  }));
}

function nothing(value: Float64Array): Float64Array {
  return new Float64Array(value.length);
}

/** The shape of an output. */
export function outputShape(layout: Layout, output: OutputName): readonly number[] {
  return output === 'y' || output === 'dx' ? layout.shape : layout.paramShape;
}
