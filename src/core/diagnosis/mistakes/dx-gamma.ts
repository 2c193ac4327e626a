import type { Mistake } from './mistake';
import { numerator } from './numerator';

/** gamma missing, in the wrong place, or there twice. */
export const gammaMistakes: readonly Mistake[] = [
  numerator(
    'gamma-missing',
    'gamma is missing: g = gamma·dout is due wherever dout stands.',
    ({ N, dout, sumDout, sumDoutXhat, xhat }) =>
      (i) =>
        N * dout(i) - sumDout(i) - xhat(i) * sumDoutXhat(i),
    {
      is: String.raw`\frac{\partial L}{\partial y_{@E}}`,
      due: String.raw`\gamma_{@P} \frac{\partial L}{\partial y_{@E}}`,
    },
    'any',
  ),
  numerator(
    'gamma-outside-sums',
    'gamma is pulled out of the sums; here it differs from term to term, so that Σ gamma·dout is due inside.',
    ({ N, gamma, dout, sumDout, sumDoutXhat, xhat }) =>
      (i) =>
        gamma(i) * (N * dout(i) - sumDout(i) - xhat(i) * sumDoutXhat(i)),
    {
      is: String.raw`\gamma_{@P} \sum_{@R} \frac{\partial L}{\partial y_{@E}}`,
      due: String.raw`\sum_{@R} \gamma_{@P} \frac{\partial L}{\partial y_{@E}}`,
    },
  ),
  numerator(
    'gamma-missing-in-direct-term',
    'gamma is missing in the direct term: g = gamma·dout is due.',
    ({ N, dout, S0, S1, xhat }) =>
      (i) =>
        N * dout(i) - S0(i) - xhat(i) * S1(i),
  ),
  numerator(
    'gamma-missing-in-sums',
    'gamma is missing in the sums: Σ gamma·dout and Σ gamma·dout·x̂ are due.',
    ({ N, dxhat, sumDout, sumDoutXhat, xhat }) =>
      (i) =>
        N * dxhat(i) - sumDout(i) - xhat(i) * sumDoutXhat(i),
  ),
  numerator(
    'gamma-twice',
    'gamma is multiplied in twice.',
    ({ N, gamma, dxhat, S0, S1, xhat }) =>
      (i) =>
        gamma(i) * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    null,
    'any',
  ),
  numerator(
    'chain-rule-twice',
    'The whole is multiplied by gamma·dout once more: the chain rule is applied twice.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        dxhat(i) * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    null,
    'any',
  ),
];
