import { ofCentred, type Mistake } from './mistake';
import { numerator } from './numerator';

const variance = String.raw`\hat{x}_{@E} \sum_{@R} g_{@E} \hat{x}_{@E}`;
const meanTerm = String.raw`\sum_{@R} g_{@E}`;

/** Mistakes in a single term, the simplest explanation first; each has been seen in public code. */
export const termMistakes: readonly Mistake[] = [
  numerator(
    'xhat-missing-in-sum',
    'The variance term is S0·x̂ where S1·x̂ is due: x̂ is missing inside the sum of the variance term, Σ g·x̂.',
    ({ N, dxhat, S0, sumG, xhat }) =>
      (i) =>
        N * dxhat(i) - S0(i) - xhat(i) * sumG(i),
    { is: String.raw`\hat{x}_{@E} \sum_{@R} g_{@E}`, due: variance },
  ),
  numerator(
    'statistics-constant',
    'Only the direct path is there: the statistics are treated as constants, but they depend on x.',
    ({ N, dxhat }) =>
      (i) =>
        N * dxhat(i),
    { is: '0', due: `-${meanTerm} - ${variance}` },
  ),
  ofCentred(
    numerator(
      'mean-path-missing',
      'The path through the mean is missing: −S0 = −Σ g is due.',
      ({ N, dxhat, S1, xhat }) =>
        (i) =>
          N * dxhat(i) - xhat(i) * S1(i),
      { is: '0', due: `-${meanTerm}` },
    ),
  ),
  ofCentred(
    numerator(
      'variance-path-missing',
      'The path through the variance is missing: −x̂·S1 = −x̂·Σ g·x̂ is due.',
      ({ N, dxhat, S0 }) =>
        (i) =>
          N * dxhat(i) - S0(i),
      { is: '0', due: `-${variance}` },
    ),
  ),
  numerator(
    'variance-factor-2',
    'The variance term is half of what is due: the 2 of the derivative of (x − mu)² is lost.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - S0(i) - (xhat(i) * S1(i)) / 2,
    { is: String.raw`\tfrac{1}{2} ${variance}`, due: variance },
  ),
  numerator(
    'variance-factor-half',
    'The variance term is twice what is due: the ½ of the derivative of the square root is lost.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - S0(i) - 2 * xhat(i) * S1(i),
    { is: `2 ${variance}`, due: variance },
  ),
  numerator(
    'variance-sign',
    'The sign of the variance term is flipped: −x̂·S1 is due.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - S0(i) + xhat(i) * S1(i),
    { is: `+${variance}`, due: `-${variance}` },
  ),
  ofCentred(
    numerator(
      'mean-sign',
      'The sign of the mean term is flipped: −S0 is due.',
      ({ N, dxhat, S0, S1, xhat }) =>
        (i) =>
          N * dxhat(i) + S0(i) - xhat(i) * S1(i),
      { is: `+${meanTerm}`, due: `-${meanTerm}` },
    ),
  ),
  numerator(
    'mean-not-subtracted-here',
    'A mean of g is subtracted, but this layer leaves the mean of x where it is: no mean term is due.',
    ({ N, dxhat, sumG, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - sumG(i) - xhat(i) * S1(i),
    { is: `-${meanTerm}`, due: '0' },
  ),
];
