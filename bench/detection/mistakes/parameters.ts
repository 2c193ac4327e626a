import { backward, type Code, type Formulas } from '../code';
import { sum } from '../column';

/** Mistakes in dgamma or dbeta; dx is right. */
export const parameterMistakes: readonly Code[] = [
  wrong('dgamma-centred', 'dgamma from x − μ', 'B1', 'centred-for-xhat', {
    dgamma: ({ N, dout, centred }) => sum(N, (i) => dout(i) * centred(i)),
  }),
  wrong('dgamma-x', 'dgamma from x', 'B1', 'x-for-xhat', {
    dgamma: ({ N, dout, x }) => sum(N, (i) => dout(i) * x(i)),
  }),
  wrong('dgamma-y', 'dgamma from y', 'B1', 'y-for-xhat', {
    dgamma: ({ N, dout, xhat, gamma, beta }) => sum(N, (i) => dout(i) * (gamma * xhat(i) + beta)),
  }),
  wrong('dgamma-times-std', 'dgamma from (x − μ)·std', 'B2', 'std-not-inverted', {
    dgamma: ({ N, dout, centred, std }) => sum(N, (i) => dout(i) * centred(i) * std),
  }),
  wrong('dgamma-mean', 'dgamma mean for sum', 'B3', 'mean-for-sum', {
    dgamma: ({ N, dout, xhat }) => sum(N, (i) => dout(i) * xhat(i)) / N,
  }),
  wrong('dgamma-g', 'dgamma from gamma·dout', 'planted', 'gamma-in-dgamma', { dgamma: ({ S1 }) => S1 }),
  wrong('dgamma-sign', 'sign of dgamma flipped', 'planted', 'sign', {
    dgamma: ({ N, dout, xhat }) => -sum(N, (i) => dout(i) * xhat(i)),
  }),
  wrong('dbeta-mean', 'dbeta mean for sum', 'B3', 'mean-for-sum', {
    dbeta: ({ N, dout }) => sum(N, dout) / N,
  }),
  wrong('dbeta-zero', 'dbeta left at 0', 'planted', 'zeros', { dbeta: () => 0 }),
  wrong('dbeta-g', 'dbeta from gamma·dout', 'planted', 'gamma-in-dbeta', { dbeta: ({ S0 }) => S0 }),
  wrong('parameters-exchanged', 'dgamma and dbeta exchanged', 'planted', 'swapped', {
    dgamma: ({ N, dout }) => sum(N, dout),
    dbeta: ({ N, dout, xhat }) => sum(N, (i) => dout(i) * xhat(i)),
  }),
];

function wrong(id: string, about: string, source: string, cause: string, formulas: Partial<Formulas>): Code {
  return { id, about, source, causes: [cause], backward: backward(formulas) };
}
