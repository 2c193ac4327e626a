import { ofCentred, type Mistake } from './mistake';
import { numerator } from './numerator';

const variance = String.raw`\hat{x}_{@E} \sum_{@R} g_{@E} \hat{x}_{@E}`;

/** Something else where x̂ belongs in the variance term, or a wrong power of the deviation in it. */
export const xhatMistakes: readonly Mistake[] = [
  ofCentred(
    numerator(
      'centred-for-xhat',
      'The variance term has x − mu where x̂ = (x − mu)/sqrt(var + eps) is due, or a power of the deviation too few.',
      ({ N, dxhat, S0, S1, xmu }) =>
        (i) =>
          N * dxhat(i) - S0(i) - xmu(i) * S1(i),
      { is: String.raw`(x_{@E} - \mu_{@G}) \sum_{@R} g_{@E} \hat{x}_{@E}`, due: variance },
    ),
  ),
  numerator(
    'centred-for-xhat-twice',
    'The variance term has x − mu for x̂ both times: its division by var + eps is missing.',
    ({ N, dxhat, S0, sumGC, xmu }) =>
      (i) =>
        N * dxhat(i) - S0(i) - xmu(i) * sumGC(i),
  ),
  numerator(
    'extra-std',
    'The variance term is divided by sqrt(var + eps) once too often.',
    ({ N, dxhat, S0, S1, xhat, std }) =>
      (i) =>
        N * dxhat(i) - S0(i) - (xhat(i) * S1(i)) / std(i),
  ),
  numerator(
    'variance-power',
    'The variance term has (var + eps)^(+3/2) where (var + eps)^(−3/2) is due.',
    ({ N, dxhat, S0, S1, xhat, std }) =>
      (i) =>
        N * dxhat(i) - S0(i) - xhat(i) * S1(i) * std(i) ** 6,
  ),
  numerator(
    'x-for-xhat',
    'The variance term has x where x̂ is due.',
    ({ N, dxhat, S0, S1, x }) =>
      (i) =>
        N * dxhat(i) - S0(i) - x(i) * S1(i),
    { is: String.raw`x_{@E} \sum_{@R} g_{@E} \hat{x}_{@E}`, due: variance },
  ),
  numerator(
    'x-for-xhat-in-sum',
    'The sum of the variance term has x where x̂ is due: Σ g·x̂.',
    ({ N, dxhat, S0, sumGX, xhat }) =>
      (i) =>
        N * dxhat(i) - S0(i) - xhat(i) * sumGX(i),
    { is: String.raw`\hat{x}_{@E} \sum_{@R} g_{@E} x_{@E}`, due: variance },
  ),
];
