import type { Preset } from '../problem/preset';
import { each, type Line } from './expression';

/** The running statistics after this batch, by one framework's convention; they take no part in the gradient. */
export function runningLines({ oldWeight, unbiasedRunningVar }: Preset): readonly Line[] {
  const newWeight = 1 - oldWeight;
  const bessel = (N: number): number => (unbiasedRunningVar ? N / (N - 1) : 1);
  return [
    {
      id: 'next_running_mean',
      name: 'running mean after this batch',
      tex: String.raw`m_j \leftarrow ${update(oldWeight, 'm_j', String.raw`\mu_j`)}`,
      expression: each('group', ({ running_mean, mu }, j) => oldWeight * running_mean(j) + newWeight * mu(j)),
    },
    {
      id: 'next_running_var',
      name: 'running variance after this batch',
      tex: String.raw`v_j \leftarrow ${update(oldWeight, 'v_j', (unbiasedRunningVar ? String.raw`\tfrac{N}{N-1}` : '') + String.raw`\sigma_j^2`)}`,
      expression: each(
        'group',
        (values, j) => oldWeight * values.running_var(j) + newWeight * bessel(values.N) * values.var(j),
      ),
    },
  ];
}

function update(oldWeight: number, old: string, batch: string): string {
  if (oldWeight === 0) return batch;
  return String.raw`${oldWeight}\, ${old} + ${Number((1 - oldWeight).toPrecision(6))}\, ${batch}`;
}
