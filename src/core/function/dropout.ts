import type { Tensor } from '../tensor/tensor';
import type { Case } from './data';
import { subjectOf, type Target } from './find';

/** What p means to a dropout function: the probability of keeping unless its docstring speaks of dropping with it. */
export function meaningOfP({ forward, backward }: Target): 'keep' | 'drop' {
  const text = (forward ?? subjectOf({ forward, backward })).docstring;
  return /drop[^.\n]*with probability p|probability of dropping/i.test(text) ? 'drop' : 'keep';
}

/** The mask that a dropout function drew, as its y shows it; null in evaluation, which has none. */
export function maskOf(y: Tensor | undefined, { mode }: Case, keep: number): Tensor | null {
  if (y === undefined || mode === 'eval') return null;
  return { shape: y.shape, data: y.data.map((value) => (value === 0 ? 0 : 1 / keep)) };
}

/** What is wrong with how much is kept, in one sentence; null where it may be chance. */
export function rateFault({ data }: Tensor, keep: number): string | null {
  const rate = data.filter((value) => value !== 0).length / data.length;
  const deviation = Math.sqrt((keep * (1 - keep)) / data.length);
  if (Math.abs(rate - keep) <= 5 * deviation) return null;
  const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
  return `y keeps ${percent(rate)} of the elements where ${percent(keep)} are to be kept for this p: see what the random numbers are compared with, and whether they are uniform.`;
}
