import {
  ddAddDd,
  ddAddDouble,
  ddDiffDd,
  ddDivDd,
  ddDivDouble,
  ddMultDd,
  ddMultDouble2,
  ddNegativeOf,
  ddSqrt,
  twoProduct,
} from 'double-double';
import type { Batch, Gradients } from './batch';

/** A number as an unevaluated sum of two doubles, low first: about 32 digits. */
type Double2 = number[];

/** The right gradients by the closed form in double-double, rounded once. It shares nothing with src. */
export function exactGradients({ N, D, x, gamma, dout, eps }: Batch): Gradients {
  const dx = new Float64Array(N * D);
  const dgamma = new Float64Array(D);
  const dbeta = new Float64Array(D);
  const rows = Array.from({ length: N }, (_, i) => i);
  for (let j = 0; j < D; j++) {
    const at = (i: number): number => i * D + j;
    const mean = ddDivDouble(total(rows.map((i) => [0, x[at(i)]!])), N);
    const centred = rows.map((i) => ddAddDouble(ddNegativeOf(mean), x[at(i)]!));
    const squares = total(centred.map((c) => ddMultDd(c, c)));
    const std = ddSqrt(ddAddDouble(ddDivDouble(squares, N), eps));
    const xhat = centred.map((c) => ddDivDd(c, std));
    const g = rows.map((i) => twoProduct(gamma[j]!, dout[at(i)]!));
    const S0 = total(g);
    const S1 = total(g.map((value, i) => ddMultDd(value, xhat[i]!)));
    for (const i of rows) {
      const rest = ddAddDd(S0, ddMultDd(xhat[i]!, S1));
      const slope = ddDiffDd(g[i]!, ddDivDouble(rest, N));
      dx[at(i)] = rounded(ddDivDd(slope, std));
    }
    dgamma[j] = rounded(total(rows.map((i) => ddMultDouble2(dout[at(i)]!, xhat[i]!))));
    dbeta[j] = rounded(total(rows.map((i) => [0, dout[at(i)]!])));
  }
  return { dx, dgamma, dbeta };
}

function total(terms: readonly Double2[]): Double2 {
  return terms.reduce((sum, term) => ddAddDd(sum, term), [0, 0]);
}

function rounded([low = NaN, high = NaN]: Double2): number {
  return high + low;
}
