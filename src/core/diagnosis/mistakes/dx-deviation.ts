import type { Values } from '../../layer/expression';
import { ofCentred, type Mistake, type Setting } from './mistake';
import { numerator, otherDeviation } from './numerator';

/** A wrong deviation: not inverted, missing, without eps, with N − 1. */
export const deviationMistakes: readonly Mistake[] = [
  numerator(
    'std-not-inverted',
    'The whole is multiplied by sqrt(var + eps) where it should be divided by it.',
    ({ N, dxhat, S0, S1, xhat, std }) =>
      (i) =>
        std(i) ** 2 * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    { is: 's_{@G}', due: String.raw`\frac{1}{s_{@G}}` },
    'any',
  ),
  numerator(
    'std-missing',
    'The division by sqrt(var + eps) is missing.',
    ({ N, dxhat, S0, S1, xhat, std }) =>
      (i) =>
        std(i) * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    { is: '1', due: String.raw`\frac{1}{s_{@G}}` },
    'any',
  ),
  numerator(
    'variance-for-std',
    'The whole is divided by var + eps where its square root is due.',
    ({ N, dxhat, S0, S1, xhat, std }) =>
      (i) =>
        (N * dxhat(i) - S0(i) - xhat(i) * S1(i)) / std(i),
    { is: String.raw`\frac{1}{s_{@G}^2}`, due: String.raw`\frac{1}{s_{@G}}` },
    'any',
  ),
  ofCentred(
    numerator(
      'std-not-inverted-in-mean-term',
      'The mean term is multiplied by sqrt(var + eps) where it should be divided by it.',
      ({ N, dxhat, S0, S1, xhat, std }) =>
        (i) =>
          N * dxhat(i) - std(i) ** 2 * S0(i) - xhat(i) * S1(i),
    ),
  ),
  ...otherDeviation(
    'unbiased-deviation',
    'The backward pass has the deviation with N − 1; the forward pass divides its variance by N.',
    ({ N, var: variance, eps }) =>
      (i) =>
        Math.sqrt((variance(i) * N) / (N - 1) + eps(i)),
  ),
  ...[
    epsDropped(
      ({ N, dxhat, S0, S1, xhat }) =>
        (i, k) =>
          k * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
      'any',
    ),
    epsDropped(
      ({ N, dxhat, S0, S1, xhat }) =>
        (i, k) =>
          k * (N * dxhat(i) - S0(i) - k ** 2 * xhat(i) * S1(i)),
    ),
    epsDropped(
      ({ N, dxhat, S0, S1, xhat }) =>
        (i, k) =>
          N * dxhat(i) - S0(i) - k ** 3 * xhat(i) * S1(i),
    ),
    epsDropped(
      ({ N, dxhat, S0, S1, xhat }) =>
        (i, k) =>
          N * dxhat(i) - S0(i) - k ** 2 * xhat(i) * S1(i),
    ),
  ],
  ...otherDeviation(
    'eps-outside-root',
    'The deviation is sqrt(var) + eps in the backward pass: sqrt(var + eps) is due.',
    ({ var: variance, eps }) =>
      (i) =>
        Math.sqrt(variance(i)) + eps(i),
  ),
  ...otherDeviation(
    'eps-subtracted',
    'The deviation is sqrt(var − eps) in the backward pass: sqrt(var + eps) is due.',
    ({ var: variance, eps }) =>
      (i) =>
        Math.sqrt(variance(i) - eps(i)),
  ),
];

/** sqrt(var) for sqrt(var + eps), everywhere or in some of the terms: k is the ratio of the two. */
function epsDropped(
  formula: (values: Values) => (i: number, k: number) => number,
  setting: Setting = 'moving',
): Mistake {
  return numerator(
    'eps-dropped',
    'eps is left out of the backward pass: sqrt(var + eps) is due, as in the forward pass.',
    (values) => {
      const { std, var: variance } = values;
      const at = formula(values);
      return (i) => at(i, std(i) / Math.sqrt(variance(i)));
    },
    { is: String.raw`\sqrt{\sigma_{@G}^2}`, due: String.raw`\sqrt{\sigma_{@G}^2 + \epsilon}` },
    setting,
  );
}
