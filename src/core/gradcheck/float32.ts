import { sizeOf } from '../tensor/tensor';
import type { Layout } from '../layer/layout';
import type { OutputName } from '../problem/problem';
import { groupMembers, type Values } from './groups';

const f = Math.fround;

/**
 * y, dx, dgamma and dbeta as PyTorch's CPU kernels compute them in float32, each operation rounded to it and the
 * sums taken in float64: mean and 1/std stored as float32, y = (x − mean)·invstd·gamma + beta,
 * dx = (g − mean(g) − (x − mean)·k)·invstd with k = mean(g (x − mean))·invstd².
 */
export function float32Outputs(layout: Layout, values: Values): Record<OutputName, Float64Array> {
  const { x, gamma, beta, dout, eps, running, centred } = values;
  const y = new Float64Array(layout.size);
  const dx = new Float64Array(layout.size);
  const dgamma = new Float64Array(sizeOf(layout.paramShape));
  const dbeta = new Float64Array(dgamma.length);
  groupMembers(layout).forEach((members, group) => {
    const N = members.length;
    const mean = running ? f(running.mean[group]!) : centred ? f(average(members, (i) => x[i]!)) : 0;
    const exact = running ? running.var[group]! : average(members, (i) => (x[i]! - mean) ** 2);
    const invstd = f(1 / Math.sqrt(exact + eps[group]!));
    const g = (i: number): number => f(gamma[layout.paramOf[i]!]! * dout[i]!);
    const c = (i: number): number => f(x[i]! - mean);
    const meanG = running || !centred ? 0 : f(average(members, g));
    const k = running ? 0 : f(f(f(average(members, (i) => g(i) * c(i))) * invstd) * invstd);
    for (let m = 0; m < N; m++) {
      const i = members[m]!;
      const p = layout.paramOf[i]!;
      const xhat = f(c(i) * invstd);
      y[i] = f(f(xhat * gamma[p]!) + beta[p]!);
      dx[i] = f(f(f(g(i) - meanG) - f(c(i) * k)) * invstd);
      dgamma[p]! += dout[i]! * xhat;
      dbeta[p]! += dout[i]!;
    }
  });
  return { y, dx, dgamma: dgamma.map(f), dbeta: dbeta.map(f) };
}

function average(members: Uint32Array, term: (i: number) => number): number {
  let total = 0;
  for (let k = 0; k < members.length; k++) total += term(members[k]!);
  return total / members.length;
}
