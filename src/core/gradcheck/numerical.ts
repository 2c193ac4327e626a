import type { Layout } from '../layer/layout';
import type { CheckOptions, OutputName } from '../problem/problem';
import type { Differences } from './differences';
import { GroupForward } from './group-forward';
import type { Values } from './groups';
import { ParameterDifferences } from './parameter-differences';
import type { GroupStatistics } from './statistics';

/** Central differences of one input, each with a bound on its error: -1 where none was taken. */
export interface Estimate {
  readonly value: Float64Array;
  readonly bound: Float64Array;
}

export interface NumericalGradient {
  readonly gradients: Partial<Record<OutputName, Estimate>>;
  /** The steps taken in x, smallest and largest over the groups. */
  readonly step: { readonly min: number; readonly max: number };
  /** How many elements of x were perturbed. */
  readonly perturbed: number;
}

/** The numerical gradient of every input, put together from the differences of all statistics groups. */
export function numericalGradient(
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
  step: CheckOptions['step'],
  parts: readonly Differences[],
): NumericalGradient {
  const N = layout.count;
  const dx = { value: new Float64Array(layout.size), bound: new Float64Array(layout.size) };
  for (const { from, value, bound } of parts) {
    for (let k = 0; k < value.length; k++) {
      const i = groups[from + Math.floor(k / N)]!.members[k % N]!;
      dx.value[i] = value[k]!;
      dx.bound[i] = bound[k]!;
    }
  }
  // L is linear in gamma and beta, so that no step is too large for them.
  const parameters = new ParameterDifferences(layout, values, step === 'auto' ? 1 : step);
  groups.forEach((group, index) =>
    parameters.add(group.members, new GroupForward(layout, values, group, index).normalised()),
  );
  return {
    gradients: { dx, ...parameters.finish() },
    step: {
      min: Math.min(...parts.map((part) => part.step.min)),
      max: Math.max(...parts.map((part) => part.step.max)),
    },
    perturbed: parts.reduce((total, part) => total + part.perturbed, 0),
  };
}
