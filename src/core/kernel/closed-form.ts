import { withArena } from './memory';
import { Resident, type Grouping } from './resident';

export interface ForwardResult {
  readonly y: Float64Array;
  /** The mean to twice the digits of a double: mean + low. */
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly variance: Float64Array;
  /** sqrt(variance + eps) */
  readonly std: Float64Array;
}

export interface Gradients {
  readonly dx: Float64Array;
  readonly dgamma: Float64Array;
  readonly dbeta: Float64Array;
}

type Arrays<Name extends string> = Readonly<Record<Name, Float64Array>>;

/**
 * The layer forward: y = gamma xhat + beta with xhat = ((x - mean) - low) / std. What the rounded mean lacks is taken
 * off as low, so that an offset of x, however large, costs no accuracy.
 */
export function forward(
  grouping: Grouping,
  { x, gamma, beta, eps }: Arrays<'x' | 'gamma' | 'beta'> & { readonly eps: number },
): ForwardResult {
  return withArena((arena) => {
    const resident = new Resident(grouping, arena).put({ x, gamma, beta });
    resident.forward(eps);
    return resident.take('y', 'mean', 'low', 'variance', 'std');
  });
}

/** The closed form, dx = (g - mean(g) - xhat mean(g xhat)) / std with g = gamma dout, from what `forward` gave. */
export function backward(
  grouping: Grouping,
  { x, dout, gamma, mean, low, std }: Arrays<'x' | 'dout' | 'gamma' | 'mean' | 'low' | 'std'>,
): Gradients {
  return withArena((arena) => {
    const resident = new Resident(grouping, arena).put({ x, dout, gamma, mean, low, std });
    resident.backward();
    return resident.take('dx', 'dgamma', 'dbeta');
  });
}
