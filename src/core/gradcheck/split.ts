import { layoutFor } from '../layer/layout';
import type { Problem } from '../problem/problem';
import { costOf, differencesOf, type Differences } from './differences';
import type { GroupRange } from './groups';
import { groupStatistics } from './statistics';
import { measure } from './units';

/** Forward evaluations of single elements that are worth another worker. */
const worthwhile = 2e7;

/** How the differences of a problem are divided among some workers; a single range where that would not pay. */
export function split({ inputs, form }: Problem, workers: number): GroupRange[] {
  if (form.layer === 'dropout') return [];
  const layout = layoutFor(inputs.x.tensor.shape, form);
  const groups = layout.size / layout.count;
  const parts = Math.max(1, Math.min(workers, groups, Math.floor(costOf(layout) / worthwhile)));
  return Array.from({ length: parts }, (_, k) => ({
    from: Math.round((k * groups) / parts),
    to: Math.round(((k + 1) * groups) / parts),
  }));
}

/** The differences of a range of groups: the same numbers to the last bit, whatever the range. */
export function checkPart(
  problem: Problem,
  { from, to }: GroupRange,
  progress: (share: number) => void,
): Differences {
  const layout = layoutFor(problem.inputs.x.tensor.shape, problem.form);
  const measured = measure(problem, layout);
  if (measured === null) throw new Error('dropout has no statistics groups to divide');
  const { values, units } = measured;
  const groups = groupStatistics(layout, values, { from, to });
  return differencesOf(layout, values, groups, from, units, problem.options.step, progress);
}
