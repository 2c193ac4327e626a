import { diagnose } from '../../../src/core/diagnosis/diagnose';
import { compare } from '../../../src/core/gradcheck/compare';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import { derive, type Derivation } from '../../../src/core/gradcheck/derivation';
import { differencesOf } from '../../../src/core/gradcheck/differences';
import { valuesOf, type Values } from '../../../src/core/gradcheck/groups';
import { numericalGradient, type NumericalGradient } from '../../../src/core/gradcheck/numerical';
import { onePassBounds } from '../../../src/core/gradcheck/one-pass';
import { referenceKernel as reference } from '../../../src/core/kernel/reference';
import { exact, outputShape } from '../../../src/core/gradcheck/sides';
import { groupStatistics, roundings, type GroupStatistics } from '../../../src/core/gradcheck/statistics';
import { measure, type Measured } from '../../../src/core/gradcheck/units';
import { layoutFor, type Layout } from '../../../src/core/layer/layout';
import type { CheckOptions, Mode, OutputName, Problem } from '../../../src/core/problem/problem';
import type { Comparison, Diagnosis } from '../../../src/core/report/report';
import { problemOf } from './batch';
import type { Sample } from './sample';

/** What the parts of a check take, each of them put together from a sample. */
export interface Parts {
  readonly problem: Problem;
  readonly layout: Layout;
  readonly values: Values;
  readonly groups: readonly GroupStatistics[];
}

/** A sample's layout, numbers and statistics, in no units. */
export function partsOf(sample: Sample, mode: Mode = 'train'): Parts {
  const problem = problemOf(sample, { options: { mode } });
  const layout = layoutFor(sample.shape, problem.form);
  const values = valuesOf(problem, layout);
  return { problem, layout, values, groups: groupStatistics(layout, values) };
}

/** The same in the units that suit it, with all routes run. */
export function measuredParts(
  sample: Sample,
  mode: Mode = 'train',
): Parts & Pick<Measured, 'units'> & { readonly derivation: Derivation } {
  const { problem, layout } = partsOf(sample, mode);
  const measured = measure(problem, layout);
  if (measured === null) throw new Error('dropout is not measured in units');
  const { values, units } = measured;
  const derivation = derive(problem, layout, measured);
  return { problem, layout, values, units, groups: groupStatistics(layout, values), derivation };
}

/** The central differences of a sample, in its units. */
export function numericalOf(
  { layout, values, groups, units }: ReturnType<typeof measuredParts>,
  step: CheckOptions['step'],
): NumericalGradient {
  const parts = [differencesOf(layout, values, groups, 0, units, step, () => undefined)];
  return numericalGradient(layout, values, groups, step, parts);
}

/** The derivation of a problem. */
export function derivationOf(problem: Problem): Derivation {
  const layout = layoutFor(problem.inputs.x.tensor.shape, problem.form);
  return derive(problem, layout, measure(problem, layout));
}

/** What a judgement of one output says; no diagnosis where it does not disagree. */
export type Judged = Comparison & { readonly diagnosis: string | null; readonly found: Diagnosis | null };

/**
 * Judges an output and says what mistake it holds: the part of a check that is about one output, without the rest.
 * @param rounding half a unit of the last digit that is printed of each element
 */
export function judge(
  sample: Sample,
  output: OutputName,
  value: Float64Array,
  { rounding = 0, mode = 'train' }: { readonly rounding?: number; readonly mode?: Mode } = {},
): Judged {
  const { form } = sample;
  const { layout, values, groups, units, derivation } = measuredParts(sample, mode);
  if (units !== null) throw new Error('a sample that is judged must need no units');
  const conditions = conditioning(layout, values, groups, roundings.float64)[output];
  const bound = conditions.bound.map((b) => b + rounding);
  const outputs = reference(layout, values);
  const own = { [output]: { value, bound, right: outputs[output] } };
  const loose = onePassBounds(layout, values, groups, roundings.float64, own)[output] ?? bound;
  const right = exact({ reference: outputs }, 'there is no finite right answer')[output];
  if (right === undefined) throw new Error(`the reference has a ${output}`);
  const comparison = compare(
    { output, shape: outputShape(layout, output), scale: conditions.scale, tolerance: 0 },
    { source: 'yours', value, bound, loose: { bound: loose, limit: 'one pass' }, limit: 'too few digits' },
    right,
  );
  if (comparison.verdict !== 'disagrees') return { ...comparison, diagnosis: null, found: null };
  const suspect = { output, value, bound, right: outputs[output], scale: conditions.scale };
  const found = diagnose('yours', suspect, { form, layout, values, forward: derivation.forward });
  return { ...comparison, diagnosis: found.id, found };
}

/** The same of a dx. */
export function judgeDx(
  sample: Sample,
  dx: Float64Array,
  options?: { readonly rounding?: number; readonly mode?: Mode },
): Judged {
  return judge(sample, 'dx', dx, options);
}
