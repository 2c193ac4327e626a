import { statistics } from './kernels';
import { withArena } from './memory';

/** One statistics group: its elements, each with its own gamma and beta beside it. */
export interface GroupValues {
  readonly x: Float64Array;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  readonly dout: Float64Array;
  readonly eps: number;
  /** What normalises in place of the group's own statistics. */
  readonly constants: { readonly mean: number; readonly variance: number } | null;
  /** False for RMS norm: no mean is subtracted, and the mean of squares stands for the variance. */
  readonly centred: boolean;
  /** Whether its sums are taken pairwise, as NumPy does where elements stand side by side. */
  readonly pairwise: boolean;
}

/** Positions that the kernel for columns takes at once. */
const lanes = 4;

/**
 * Σ (y(x_k + h) - y(x_k - h)) dout for each k of `positions`, in float64 and to the last bit what
 * GroupForward.difference gives.
 * @param progress is told, now and then, how many positions are done
 */
export function groupDifferences(
  group: GroupValues,
  h: number,
  positions: Uint32Array,
  progress: (done: number) => void = () => undefined,
): Float64Array {
  const { constants, eps, pairwise } = group;
  const mode = constants ? statistics.constants : group.centred ? statistics.centred : statistics.meanSquare;
  const { mean, variance } = constants ?? { mean: 0, variance: 0 };
  const N = group.x.length;
  const step = pairwise ? 1 : lanes;
  const whole = Math.ceil(positions.length / step) * step;
  // The lanes left over take the last position again.
  const taken = new Uint32Array(whole).fill(positions.at(-1) ?? 0);
  taken.set(positions);
  return withArena((arena) => {
    const x = arena.put(group.x);
    const gamma = arena.put(group.gamma);
    const beta = arena.put(group.beta);
    const dout = arena.put(group.dout);
    const at = arena.put(taken);
    const totals = arena.reserve(8 * whole);
    const moved = pairwise ? arena.reserve(16 * N) : 0;
    const squares = pairwise ? arena.reserve(16 * N) : 0;
    for (let k = 0; k < whole; k += step) {
      const total = totals + 8 * k;
      // prettier-ignore
      if (pairwise) {
        arena.run.differencePairwise(
          N, x, gamma, beta, dout, mode, mean, variance, eps, h, taken[k]!, moved, squares, total,
        );
      } else {
        arena.run.differences4(N, x, gamma, beta, dout, mode, mean, variance, eps, h, at + 4 * k, total);
      }
      progress(k + step);
    }
    return arena.floats(totals, positions.length).slice();
  });
}
