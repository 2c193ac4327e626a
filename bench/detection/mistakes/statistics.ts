import { wrongDx, type Code } from '../code';
import { sum, type Column, type Each } from '../column';

/** The backward pass takes another mean, variance or x̂ than the forward pass. */
export const statisticsMistakes: readonly Code[] = [
  wrongDx(
    'eps-missing',
    'eps missing in backward',
    'A17',
    ['eps-dropped'],
    dividedBy(({ variance }) => Math.sqrt(variance)),
  ),
  wrongDx('eps-missing-dvar', 'eps missing in dvar alone', 'A17', ['eps-dropped'], (column) => {
    const { N, g, centred, variance, std, S0 } = column;
    const dvar = -0.5 * sum(N, (i) => g(i) * centred(i)) * variance ** -1.5;
    return (i) => g(i) / std + (2 * centred(i) * dvar) / N - S0 / (N * std);
  }),
  wrongDx(
    'eps-subtracted',
    'sqrt(var − eps)',
    'A18',
    ['eps-subtracted', 'not-finite'],
    dividedBy(({ variance, eps }) => Math.sqrt(variance - eps)),
  ),
  wrongDx(
    'eps-outside',
    'sqrt(var) + eps for sqrt(var + eps)',
    'C1',
    ['eps-outside-root'],
    dividedBy(({ variance, eps }) => Math.sqrt(variance) + eps),
  ),
  wrongDx(
    'bessel-std',
    'variance over N−1 in backward alone',
    'checkers 3',
    ['unbiased-deviation', 'scaled'],
    dividedBy(({ N, variance, eps }) => Math.sqrt((variance * N) / (N - 1) + eps)),
  ),
  wrongDx(
    'var-for-std',
    'var + eps for its square root',
    'C2',
    ['variance-for-std'],
    dividedBy(({ variance, eps }) => variance + eps),
  ),
  wrongDx(
    'x-for-xhat',
    'x for x̂ in the last factor',
    'A16',
    ['x-for-xhat'],
    ({ N, g, x, std, S0, S1 }) =>
      (i) =>
        (N * g(i) - S0 - x(i) * S1) / (N * std),
  ),
  wrongDx(
    'centred-for-xhat',
    'x − μ for x̂ in the last factor',
    'A16',
    ['centred-for-xhat'],
    ({ N, g, centred, std, S0, S1 }) =>
      (i) =>
        (N * g(i) - S0 - centred(i) * S1) / (N * std),
  ),
];

/** The closed form with another divisor in place of std; x̂ is that of the forward pass. */
function dividedBy(divisor: (column: Column) => number) {
  return (column: Column): Each => {
    const { N, g, xhat, S0, S1 } = column;
    const other = divisor(column);
    return (i) => (N * g(i) - S0 - xhat(i) * S1) / (N * other);
  };
}
