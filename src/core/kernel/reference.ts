import type { Values } from '../gradcheck/groups';
import type { Layout } from '../layer/layout';
import { sizeOf } from '../tensor/tensor';
import { statistics } from './kernels';
import { withArena } from './memory';

/** The outputs of a layer, right after rounding. */
export interface Reference {
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dgamma: Float64Array;
  readonly dbeta: Float64Array;
}

/** Bytes of a pair of numbers in double-double. */
const wide = 32;

/**
 * y, dx, dgamma and dbeta in double-double, right after rounding in nearly all cases: for two statistics groups at a time,
 * and derived unlike every route: along one element x_n the loss of its group is a linear function over the root of a
 * quadratic, L(t) = (A + B t) / sqrt(q0 + q1 t + q2 t²), with A = Σ g_i c_i, B = g_n - mean(g), q0 = var + eps and
 * q1 = 2 c_n / N, where c = x - mu and g = gamma dout (RMS norm: c = x, B = g_n). So dx_n = L'(0) =
 * (B q0 - A q1 / 2) / q0^(3/2). What is not finite stays in its group.
 * @param values such that no product of three of them overflows or underflows
 */
export function referenceKernel(
  layout: Pick<Layout, 'size' | 'count' | 'groupOf' | 'paramOf' | 'groupShape' | 'paramShape'>,
  values: Values,
): Reference {
  const { size, count } = layout;
  const { running, eps, centred } = values;
  const groups = sizeOf(layout.groupShape);
  const parameters = sizeOf(layout.paramShape);
  const mode = running ? statistics.constants : centred ? statistics.centred : statistics.meanSquare;
  return withArena((arena) => {
    const x = arena.put(values.x);
    const dout = arena.put(values.dout);
    const gamma = arena.put(values.gamma);
    const beta = arena.put(values.beta);
    const paramOf = arena.put(layout.paramOf);
    const positions = arena.reserve(4 * size);
    arena.run.members(size, count, arena.put(layout.groupOf), arena.zeros(4 * groups), positions);
    const y = arena.reserve(8 * size);
    const dx = arena.reserve(8 * size);
    // One parameter more than there are takes the sums of a second lane that stands idle.
    const sums = arena.zeros(2 * wide * (parameters + 1));
    const constants = arena.zeros(wide);
    const pairOfEps = arena.reserve(16);
    const xs = arena.reserve(16 * count);
    const gs = arena.reserve(wide * count);
    const dgamma = arena.reserve(8 * parameters);
    const dbeta = arena.reserve(8 * parameters);

    const listed = (group: number): number => positions + 4 * count * group;
    for (let first = 0; first < groups; first += 2) {
      const idle = first + 1 === groups;
      const second = idle ? first : first + 1;
      arena.floats(pairOfEps, 2).set([eps[first]!, eps[second]!]);
      if (running) {
        const pair = [running.mean[first]!, running.mean[second]!, running.var[first]!, running.var[second]!];
        arena.floats(constants, 4).set(pair);
      }
      // prettier-ignore
      arena.run.referencePair(
        listed(first), listed(second), count, idle ? parameters : -1, mode, constants, pairOfEps,
        x, dout, gamma, beta, paramOf, y, dx, sums, xs, gs,
      );
    }
    arena.run.referenceParameters(parameters, sums, dgamma, dbeta);
    return {
      y: arena.floats(y, size).slice(),
      dx: arena.floats(dx, size).slice(),
      dgamma: arena.floats(dgamma, parameters).slice(),
      dbeta: arena.floats(dbeta, parameters).slice(),
    };
  });
}
