import {
  ddAddDd,
  ddAddDouble,
  ddDiffDd,
  ddDiffDouble,
  ddDivDd,
  ddDivDouble,
  ddMultDd,
  ddMultDouble2,
  ddSqrt,
  twoProduct,
} from 'double-double';
import type { Reference } from '../../../src/core/kernel/reference';
import type { Layout } from '../../../src/core/layer/layout';
import { sizeOf } from '../../../src/core/tensor/tensor';
import { groupMembers, type Values } from '../../../src/core/gradcheck/groups';

/** A number as an unevaluated sum of two doubles, [low, high]: about 32 digits. */
type Double2 = number[];

const zero: Double2 = [0, 0];
const rounded = ([low = NaN, high = NaN]: Double2): number => high + low;

/**
 * The readable reference that the kernel is held to: y, dx, dgamma and dbeta in double-double, right after rounding, and derived unlike every route:
 * along one element x_n the loss of its group is a linear function over the root of a quadratic,
 * L(t) = (A + B t) / sqrt(q0 + q1 t + q2 t²), with
 *   A = Σ g_i c_i,  B = g_n - mean(g),  q0 = var + eps,  q1 = 2 c_n / N,
 * where c = x - mu and g = gamma dout (RMS norm: c = x, B = g_n). So dx_n = L'(0) = (B q0 - A q1 / 2) / q0^(3/2).
 */
export function reference(layout: Layout, values: Values): Reference {
  const { x, gamma, beta, dout } = values;
  const y = new Float64Array(layout.size);
  const dx = new Float64Array(layout.size);
  const dgamma = Array.from({ length: sizeOf(layout.paramShape) }, () => zero);
  const dbeta = dgamma.slice();
  const g = (i: number): Double2 => twoProduct(gamma[layout.paramOf[i]!]!, dout[i]!);

  groupMembers(layout).forEach((members, group) => {
    const statistics = values.running
      ? { mean: [0, values.running.mean[group]!], variance: [0, values.running.var[group]!] }
      : moments(x, members, values.centred);
    const q0 = ddAddDouble(statistics.variance, values.eps[group]!);
    const root = ddSqrt(q0);
    const centred = (i: number): Double2 => ddAddDouble(negative(statistics.mean), x[i]!);

    let A = zero;
    let sumG = zero;
    for (const i of members) {
      const p = layout.paramOf[i]!;
      const xhat = ddDivDd(centred(i), root);
      y[i] = rounded(ddAddDouble(ddMultDouble2(gamma[p]!, xhat), beta[p]!));
      dgamma[p] = ddAddDd(dgamma[p]!, ddMultDouble2(dout[i]!, xhat));
      dbeta[p] = ddAddDouble(dbeta[p]!, dout[i]!);
      A = ddAddDd(A, ddMultDd(g(i), centred(i)));
      sumG = ddAddDd(sumG, g(i));
    }
    const meanG = values.centred ? ddDivDouble(sumG, members.length) : zero;
    const pull = ddDivDouble(ddDivDd(A, q0), members.length);
    for (const i of members) {
      const slope = values.running ? g(i) : ddDiffDd(ddDiffDd(g(i), meanG), ddMultDd(pull, centred(i)));
      dx[i] = rounded(ddDivDd(slope, root));
    }
  });
  return { y, dx, dgamma: Float64Array.from(dgamma, rounded), dbeta: Float64Array.from(dbeta, rounded) };
}

function negative([low = NaN, high = NaN]: Double2): Double2 {
  return [-low, -high];
}

/** Mean (0 where it is to stay) and biased variance around it of some elements. */
function moments(
  x: Float64Array,
  members: Uint32Array,
  centred: boolean,
): { mean: Double2; variance: Double2 } {
  let total = zero;
  if (centred) for (const i of members) total = ddAddDouble(total, x[i]!);
  const mean = ddDivDouble(total, members.length);
  let squares = zero;
  for (const i of members) {
    const c = ddDiffDouble(mean, x[i]!);
    squares = ddAddDd(squares, ddMultDd(c, c));
  }
  return { mean, variance: ddDivDouble(squares, members.length) };
}
