import type { Preset } from '../problem/preset';
import { each, type Line } from './expression';

/** How running statistics take in a batch. */
export type Update = Pick<Preset, 'oldWeight' | 'unbiasedRunningVar'>;

/**
 * The ways in which frameworks read momentum: as the weight of the old statistic or of the new batch, or as a mean
 * over all batches; and whether the running variance takes the batch's over N − 1.
 * @param momentum null for the usual one of each convention
 * @param tracked batches seen before
 */
export function conventions(momentum: number | null, tracked: number): Readonly<Record<string, Update>> {
  const decay = momentum ?? 0.9;
  const keep = 1 - (momentum ?? 0.1);
  return {
    cs231n: { oldWeight: decay, unbiasedRunningVar: false },
    torch: { oldWeight: keep, unbiasedRunningVar: true },
    decay_unbiased: { oldWeight: decay, unbiasedRunningVar: true },
    new_biased: { oldWeight: keep, unbiasedRunningVar: false },
    torch_cumulative: { oldWeight: tracked / (tracked + 1), unbiasedRunningVar: true },
  };
}

/** The running statistics after this batch, by one framework's convention; they take no part in the gradient. */
export function runningLines({ oldWeight, unbiasedRunningVar }: Update): readonly Line[] {
  const newWeight = 1 - oldWeight;
  const bessel = (N: number): number => (unbiasedRunningVar ? N / (N - 1) : 1);
  return [
    {
      id: 'next_running_mean',
      name: 'running mean after this batch',
      tex: String.raw`m_{@G} \leftarrow ${update(oldWeight, 'm_{@G}', String.raw`\mu_{@G}`)}`,
      expression: each(
        'group',
        ({ running_mean, mu }) =>
          (j) =>
            oldWeight * running_mean(j) + newWeight * mu(j),
      ),
    },
    {
      id: 'next_running_var',
      name: 'running variance after this batch',
      tex: String.raw`v_{@G} \leftarrow ${update(oldWeight, 'v_{@G}', (unbiasedRunningVar ? String.raw`\tfrac{N}{N-1}` : '') + String.raw`\sigma_{@G}^2`)}`,
      expression: each(
        'group',
        ({ running_var, var: variance, N }) =>
          (j) =>
            oldWeight * running_var(j) + newWeight * bessel(N) * variance(j),
      ),
    },
  ];
}

function update(oldWeight: number, old: string, batch: string): string {
  if (oldWeight === 0) return batch;
  return String.raw`${oldWeight}\, ${old} + ${Number((1 - oldWeight).toPrecision(6))}\, ${batch}`;
}
