import { checkLine } from '../../src/cli/compute';
import { field } from '../../src/core/field';
import type { Batch, Gradients } from './batch';

/** What `bn-gradcheck check --batch` says about gradients. */
export interface Answer {
  /** agrees, disagrees or cannot-decide */
  readonly verdict: string;
  /** The ids of the diagnoses, but for the one that names no cause. */
  readonly causes: readonly string[];
  /** The ids of what the data cannot show. */
  readonly blindSpots: readonly string[];
}

/** Asks ours, through the function that serves the command line. */
export function askOurs({ N, D, x, gamma, beta, dout, eps }: Batch, gradients: Gradients): Answer {
  const array = (data: Float64Array, ...shape: number[]): object => ({ shape, data: Array.from(data) });
  const answer = checkLine({
    op: 'batchnorm',
    x: array(x, N, D),
    gamma: array(gamma, D),
    beta: array(beta, D),
    dout: array(dout, N, D),
    eps,
    yours: {
      dx: array(gradients.dx, N, D),
      dgamma: array(gradients.dgamma, D),
      dbeta: array(gradients.dbeta, D),
    },
  });
  if (!answer.ok) throw new Error(answer.error.message);
  return {
    verdict: String(field(answer.value, 'verdict')),
    causes: idsOf(field(answer.value, 'diagnosis')).filter((id) => id !== 'unknown'),
    blindSpots: idsOf(field(answer.value, 'blindSpots')),
  };
}

function idsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((item) => String(field(item, 'id'))) : [];
}
