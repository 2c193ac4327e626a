import { total, type Column } from './textbook';

/** The dx of one column as somebody writes it who makes the mistake. */
export type Wrong = (column: Column) => number[];

const product = (a: readonly number[], b: readonly number[]): number =>
  total(a.map((value, i) => value * (b[i] ?? NaN)));

/** Each known mistake, in the ways in which people write it. */
export const wrongWays: readonly (readonly [id: string, how: string, wrong: Wrong])[] = [
  [
    'xhat-missing-in-sum',
    'as the article prints it',
    ({ N, g, xhat, std }) => g.map((v, i) => (N * v - (xhat[i] ?? NaN) * total(g) - total(g)) / (N * std)),
  ],
  ['statistics-constant', 'the direct path alone', ({ g, std }) => g.map((v) => v / std)],
  [
    'mean-path-missing',
    'without −S0',
    ({ N, g, xhat, std }) => g.map((v, i) => (N * v - (xhat[i] ?? NaN) * product(g, xhat)) / (N * std)),
  ],
  ['variance-path-missing', 'without −x̂ S1', ({ N, g, std }) => g.map((v) => (N * v - total(g)) / (N * std))],
  ...(
    [
      ['variance-factor-2', '(x − mu)/N for 2 (x − mu)/N', -0.5, 1],
      ['variance-factor-half', '−1 for −1/2 in dvar', -1, 2],
      ['variance-sign', '+1/2 for −1/2 in dvar', 0.5, 2],
    ] as const
  ).map(([id, how, half, two]): readonly [string, string, Wrong] => [
    id,
    how,
    ({ N, g, x, mean, std }) => {
      const centred = x.map((v) => v - mean);
      const dvar = half * product(g, centred) * std ** -3;
      return g.map((v, i) => v / std + (two * (centred[i] ?? NaN) * dvar) / N - total(g) / (N * std));
    },
  ]),
  [
    'mean-sign',
    '+S0',
    ({ N, g, xhat, std }) =>
      g.map((v, i) => (N * v + total(g) - (xhat[i] ?? NaN) * product(g, xhat)) / (N * std)),
  ],
  ...(
    [
      ['one-over-n-lost', 'sums for means', () => 1],
      ['n-minus-1', 'sums over N − 1', ({ N }: Column) => N - 1],
      ['d-for-n', 'sums over x.shape[1]', ({ D }: Column) => D],
    ] as const
  ).map(([id, how, divisor]): readonly [string, string, Wrong] => [
    id,
    how,
    (column) => {
      const { g, xhat, std } = column;
      const n = divisor(column);
      return g.map((v, i) => (v - total(g) / n - ((xhat[i] ?? NaN) * product(g, xhat)) / n) / std);
    },
  ]),
  [
    'bessel-in-backward',
    'the derivative of a variance over N − 1',
    ({ N, g, x, mean, std }) => {
      const centred = x.map((v) => v - mean);
      const dvar = -0.5 * product(g, centred) * std ** -3;
      return g.map((v, i) => v / std + (2 * (centred[i] ?? NaN) * dvar) / (N - 1) - total(g) / (N * std));
    },
  ],
  [
    'gamma-missing',
    'dout for gamma·dout',
    ({ N, dout, xhat, std }) =>
      dout.map((v, i) => (N * v - total(dout) - (xhat[i] ?? NaN) * product(dout, xhat)) / (N * std)),
  ],
  [
    'std-not-inverted',
    'std for 1/std',
    ({ N, g, xhat, std }) =>
      g.map((v, i) => ((N * v - total(g) - (xhat[i] ?? NaN) * product(g, xhat)) * std) / N),
  ],
  [
    'centred-for-xhat',
    'x − mu for x̂ at the end',
    ({ N, g, x, mean, xhat, std }) =>
      g.map((v, i) => (N * v - total(g) - ((x[i] ?? NaN) - mean) * product(g, xhat)) / (N * std)),
  ],
  [
    'x-for-xhat',
    'x for x̂ at the end',
    ({ N, g, x, xhat, std }) =>
      g.map((v, i) => (N * v - total(g) - (x[i] ?? NaN) * product(g, xhat)) / (N * std)),
  ],
  ...(['everywhere', 'in dvar', 'in 1/std and dvar'] as const).map(
    (where): readonly [string, string, Wrong] => [
      'eps-dropped',
      `sqrt(var) ${where}`,
      ({ N, g, x, mean, xhat, variance, std }) => {
        const bare = Math.sqrt(variance);
        if (where === 'everywhere') {
          return g.map((v, i) => (N * v - total(g) - (xhat[i] ?? NaN) * product(g, xhat)) / (N * bare));
        }
        const outer = where === 'in dvar' ? std : bare;
        const centred = x.map((v) => v - mean);
        const dvar = -0.5 * product(g, centred) * variance ** -1.5;
        return g.map((v, i) => v / outer + (2 * (centred[i] ?? NaN) * dvar) / N - total(g) / (N * outer));
      },
    ],
  ),
];
