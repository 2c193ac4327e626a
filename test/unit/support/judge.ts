import { diagnoseDx } from '../../../src/core/diagnosis/diagnose';
import { compare } from '../../../src/core/gradcheck/compare';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import type { Values } from '../../../src/core/gradcheck/groups';
import { reference } from '../../../src/core/gradcheck/reference';
import { exact } from '../../../src/core/gradcheck/sides';
import { groupStatistics } from '../../../src/core/gradcheck/statistics';
import { batchNormLayout } from '../../../src/core/layer/layout';
import type { Comparison } from '../../../src/core/report/report';
import { problemOf, type Batch } from './batch';

/** What the bounds and the reference need to know of a batch. */
export function valuesOf(batch: Batch, mode: 'train' | 'eval' = 'train'): Values {
  if (mode === 'train') return { ...batch, running: null };
  const { running_mean, running_var } = problemOf(batch, { options: { mode } }).inputs;
  return { ...batch, running: { mean: running_mean.tensor.data, var: running_var.tensor.data } };
}

/** Judges a dx and says what mistake it holds: the part of a check that is about one dx, without the rest. */
export function judgeDx(
  batch: Batch,
  dx: Float64Array,
  { rounding = 0, mode = 'train' }: { rounding?: number; mode?: 'train' | 'eval' } = {},
): Comparison & { readonly diagnosis: string | null } {
  const layout = batchNormLayout([batch.N, batch.D]);
  const values = valuesOf(batch, mode);
  const groups = groupStatistics(layout, values);
  const conditions = conditioning(layout, values, groups).dx;
  const bound = conditions.bound.map((b) => b + rounding);
  const loose = conditions.onePass.map((b) => b + rounding);
  const right = exact(reference(layout, values), 'there is no finite right answer').dx;
  if (right === undefined) throw new Error('the reference has a dx');
  const comparison = compare(
    { output: 'dx', shape: layout.shape, scale: conditions.scale, tolerance: 0 },
    { source: 'yours', value: dx, bound, loose, limit: 'too few digits' },
    right,
  );
  const found = comparison.verdict === 'disagrees' && diagnoseDx('yours', dx, bound, layout, values, groups);
  return { ...comparison, diagnosis: found ? found.id : null };
}
