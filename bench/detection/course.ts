import { outputs, type Batch, type Gradients } from './batch';
import { sum } from './column';

/** The step of the course's central differences. */
const h = 1e-5;

/**
 * The course's check (CS231n): its rel_error between gradients and central differences, the largest of the three.
 * The differences are taken once for a batch.
 */
export function courseError(batch: Batch): (gradients: Gradients) => number {
  const numerical = centralDifferences(batch);
  return (gradients) =>
    outputs.reduce((worst, output) => larger(worst, relError(gradients[output], numerical[output])), 0);
}

/** max |a − b| / max(1e-8, |a| + |b|) */
function relError(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, i) => {
    const other = b[i]!;
    return larger(worst, Math.abs(value - other) / Math.max(1e-8, Math.abs(value) + Math.abs(other)));
  }, 0);
}

/** Math.max, in which a NaN stays, as it does in np.max. */
function larger(a: number, b: number): number {
  return a > b || Number.isNaN(a) ? a : b;
}

/**
 * Σ (f(x + h) − f(x − h)) dout / 2h for each element of x, gamma and beta. One element moves its own column alone,
 * so each column is pushed by itself: the other columns would add zeros.
 */
function centralDifferences({ N, D, x, gamma, beta, dout, eps }: Batch): Gradients {
  const dx = new Float64Array(N * D);
  const dgamma = new Float64Array(D);
  const dbeta = new Float64Array(D);
  for (let j = 0; j < D; j++) {
    const values = Float64Array.from({ length: N }, (_, i) => x[i * D + j]!);
    const slope = (plus: Float64Array, minus: Float64Array): number =>
      sum(N, (i) => (plus[i]! - minus[i]!) * dout[i * D + j]!) / (2 * h);
    for (let i = 0; i < N; i++) {
      const [plus, minus] = [h, -h].map((step) => {
        const moved = values.slice();
        moved[i]! += step;
        return forward(moved, gamma[j]!, beta[j]!, eps);
      });
      dx[i * D + j] = slope(plus!, minus!);
    }
    dgamma[j] = slope(
      forward(values, gamma[j]! + h, beta[j]!, eps),
      forward(values, gamma[j]! - h, beta[j]!, eps),
    );
    dbeta[j] = slope(
      forward(values, gamma[j]!, beta[j]! + h, eps),
      forward(values, gamma[j]!, beta[j]! - h, eps),
    );
  }
  return { dx, dgamma, dbeta };
}

/** y of one column. */
function forward(x: Float64Array, gamma: number, beta: number, eps: number): Float64Array {
  const N = x.length;
  const mean = sum(N, (i) => x[i]!) / N;
  const std = Math.sqrt(sum(N, (i) => (x[i]! - mean) ** 2) / N + eps);
  return x.map((value) => (gamma * (value - mean)) / std + beta);
}
