import { blindSpots } from '../diagnosis/blind-spots';
import { diagnose } from '../diagnosis/diagnose';
import { invariants } from '../diagnosis/invariants';
import type { Name } from '../layer/expression';
import type { Layout } from '../layer/layout';
import type { OutputName, Problem } from '../problem/problem';
import type { Workspace } from '../layer/workspace';
import type { Analysis } from './analysis';
import { conditioning, type Conditioning } from './conditioning';
import { differencesOf, type Differences } from './differences';
import { float32Outputs } from './float32';
import { inputRounding } from './input-rounding';
import { numericalGradient } from './numerical';
import { onePassBounds } from './one-pass';
import { mapOutputs, type Outputs } from './outputs';
import { referenceKernel } from '../kernel/reference';
import { groupStatistics, roundings } from './statistics';
import { withoutUnits, type Measured, type Units } from './units';

/**
 * What a check of a normalisation layer rests on: all of it computed in units that suit the data.
 * @param forward the values of the forward pass
 * @param parts the central differences of x, where other workers have taken them already
 */
export function analyseNorm(
  { inputs, options, precision, form }: Problem,
  layout: Layout,
  { values, units }: Measured,
  forward: Workspace,
  parts: readonly Differences[] | null,
  progress: (share: number) => void,
): Analysis {
  const groups = groupStatistics(layout, values);
  const plain = (data: Float64Array, name: Name): Float64Array => withoutUnits(data, name, layout, units);
  const inverse = units && opposite(units);
  const given = { form, layout, values, forward };
  /** Outputs and their bounds in the units of the values, beside the right ones. */
  const inMeasure = (outputs: Outputs<{ readonly value: Float64Array; readonly bound: Float64Array }>) =>
    mapOutputs(outputs, ({ value, bound }, output) => ({
      value: withoutUnits(value, output, layout, inverse),
      bound: withoutUnits(bound, output, layout, inverse),
      right: right[output],
      scale: own[output].scale,
    }));
  const conditionsOf = (kind: typeof precision): Record<OutputName, Conditioning> =>
    conditioning(layout, values, groups, roundings[kind]);
  const inPlain = (conditions: Record<OutputName, Conditioning>): Outputs<Conditioning> =>
    mapOutputs(conditions, ({ bound, scale }, output) => ({
      bound: plain(bound, output),
      scale: plain(scale, output),
    }));
  const own = conditionsOf(precision);
  const conditions = inPlain(precision === 'float64' ? own : conditionsOf('float64'));
  const right = referenceKernel(layout, values);
  const existing = <T>({ dbeta, ...others }: Outputs<T>): Outputs<T> =>
    inputs.beta && dbeta !== undefined ? { ...others, dbeta } : others;
  const differences = parts ?? [differencesOf(layout, values, groups, 0, units, options.step, progress)];
  const numerical = numericalGradient(layout, values, groups, options.step, differences);
  return {
    conditions,
    yoursConditions: precision === 'float64' ? conditions : inPlain(own),
    numerical: {
      ...numerical,
      gradients: mapOutputs(existing(numerical.gradients), ({ value, bound }, output) => ({
        value: plain(value, output),
        // The mark of an element that was not perturbed is no number to scale.
        bound: plain(bound, output).map((b) => (b < 0 ? -1 : b)),
      })),
    },
    reference: mapOutputs(existing(right), plain),
    float32: precision === 'float32' ? mapOutputs(existing(float32Outputs(layout, values)), plain) : null,
    inherited: () =>
      mapOutputs(
        inputRounding(layout, values, groups, units, (name) => inputs[name]?.rounding ?? 0),
        plain,
      ),
    blindSpots: blindSpots({ form, layout, values, groups, precision, dxBound: own.dx.bound }),
    loosened: (outputs) =>
      mapOutputs(onePassBounds(layout, values, groups, roundings[precision], inMeasure(outputs)), plain),
    invariants: (outputs) => invariants(inMeasure(outputs), given),
    diagnose: (source, output, value, bound) => {
      const suspect = inMeasure({ [output]: { value, bound } })[output];
      return suspect ? diagnose(source, { output, ...suspect }, given) : null;
    },
  };
}

function opposite({ x, dout }: Units): Units {
  return { x: x.map((exponent) => -exponent), dout: -dout };
}
