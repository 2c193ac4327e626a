import { each, type Values } from '../../layer/expression';
import type { Mistake, Setting } from './mistake';

const variance = String.raw`\hat{x}_{@E} \sum_{@R} g_{@E} \hat{x}_{@E}`;
const meanTerm = String.raw`\sum_{@R} g_{@E}`;

/** A mistake whose formula is written as N·s·dx, the numerator of the closed form. */
function numerator(
  id: string,
  message: string,
  formula: (values: Values, i: number) => number,
  terms: Mistake['terms'] = null,
  setting: Setting = 'moving',
): Mistake {
  const expression = each('element', (values, i) => formula(values, i) / (values.N * values.std(i)));
  return { id, setting, message, terms, expression };
}

/** Mistakes in a single term, the simplest explanation first; each has been seen in public code. */
const terms: readonly Mistake[] = [
  numerator(
    'xhat-missing-in-sum',
    'The variance term is S0·x̂ where S1·x̂ is due: x̂ is missing inside the sum of the variance term, Σ g·x̂.',
    ({ N, dxhat, S0, sumG, xhat }, i) => N * dxhat(i) - S0(i) - xhat(i) * sumG(i),
    { is: String.raw`\hat{x}_{@E} \sum_{@R} g_{@E}`, due: variance },
  ),
  numerator(
    'statistics-constant',
    'Only the direct path is there: the statistics are treated as constants, but they depend on x.',
    ({ N, dxhat }, i) => N * dxhat(i),
    { is: '0', due: `-${meanTerm} - ${variance}` },
  ),
  numerator(
    'mean-path-missing',
    'The path through the mean is missing: −S0 = −Σ g is due.',
    ({ N, dxhat, S1, xhat }, i) => N * dxhat(i) - xhat(i) * S1(i),
    { is: '0', due: `-${meanTerm}` },
  ),
  numerator(
    'variance-path-missing',
    'The path through the variance is missing: −x̂·S1 = −x̂·Σ g·x̂ is due.',
    ({ N, dxhat, S0 }, i) => N * dxhat(i) - S0(i),
    { is: '0', due: `-${variance}` },
  ),
  numerator(
    'variance-factor-2',
    'The variance term is half of what is due: the 2 of the derivative of (x − mu)² is lost.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) - (xhat(i) * S1(i)) / 2,
    { is: String.raw`\tfrac{1}{2} ${variance}`, due: variance },
  ),
  numerator(
    'variance-factor-half',
    'The variance term is twice what is due: the ½ of the derivative of the square root is lost.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) - 2 * xhat(i) * S1(i),
    { is: `2 ${variance}`, due: variance },
  ),
  numerator(
    'variance-sign',
    'The sign of the variance term is flipped: −x̂·S1 is due.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) + xhat(i) * S1(i),
    { is: `+${variance}`, due: `-${variance}` },
  ),
  numerator(
    'mean-sign',
    'The sign of the mean term is flipped: −S0 is due.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) + S0(i) - xhat(i) * S1(i),
    { is: `+${meanTerm}`, due: `-${meanTerm}` },
  ),
  numerator(
    'mean-not-subtracted-here',
    'A mean of g is subtracted, but this layer leaves the mean of x where it is: no mean term is due.',
    ({ N, dxhat, sumG, S1, xhat }, i) => N * dxhat(i) - sumG(i) - xhat(i) * S1(i),
    { is: `-${meanTerm}`, due: '0' },
  ),
];

/** Counts gone wrong: N where it does not belong, or another number in its place. */
const counts: readonly Mistake[] = [
  numerator(
    'one-over-n-lost',
    'Both sums are N times too large: they are divided by N in the right answer (a mean, not a sum).',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - N * S0(i) - N * xhat(i) * S1(i),
  ),
  numerator(
    'mean-term-times-n',
    'The mean term is N times too large: it is the mean of g, not its sum.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - N * S0(i) - xhat(i) * S1(i),
  ),
  numerator(
    'variance-term-times-n',
    'The variance term is N times too large: it has the mean of g·x̂, not the sum.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) - N * xhat(i) * S1(i),
  ),
  numerator(
    'mean-term-over-n-twice',
    'The mean term is divided by N twice.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) / N - xhat(i) * S1(i),
  ),
  numerator(
    'variance-term-over-n-twice',
    'The variance term is divided by N twice.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) - (xhat(i) * S1(i)) / N,
  ),
  numerator(
    'n-missing-in-direct-term',
    'The direct term lacks its factor N: N·g − S0 − x̂·S1 is due, all over N.',
    ({ dxhat, S0, S1, xhat }, i) => dxhat(i) - S0(i) - xhat(i) * S1(i),
  ),
  numerator(
    'times-n',
    'The whole is N times too large: the division by N at the end is missing.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
  ),
  numerator(
    'over-n-twice',
    'The whole is divided by N once too often.',
    ({ N, dxhat, S0, S1, xhat }, i) => dxhat(i) - (S0(i) + xhat(i) * S1(i)) / N,
  ),
  numerator(
    'n-minus-1',
    'The sums are divided by N − 1; the statistics are biased, so that N is due.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - (N / (N - 1)) * (S0(i) + xhat(i) * S1(i)),
  ),
  numerator(
    'bessel-in-backward',
    'The variance term has a factor N/(N − 1): the forward pass divides its variance by N.',
    ({ N, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - S0(i) - (N / (N - 1)) * xhat(i) * S1(i),
  ),
  numerator(
    'unbiased-deviation',
    'The backward pass has the deviation with N − 1; the forward pass divides its variance by N.',
    (values, i) => {
      const { N, dxhat, S0, S1, xhat, std, eps } = values;
      const ratio = std(i) / Math.sqrt((values.var(i) * N) / (N - 1) + eps(i));
      return ratio * (N * dxhat(i) - S0(i) - ratio ** 2 * xhat(i) * S1(i));
    },
  ),
  numerator(
    'd-for-n',
    'The sums are divided by the other count (the features for the batch, or the reverse): N, the number of values in a statistic, is due.',
    ({ N, D, dxhat, S0, S1, xhat }, i) => N * dxhat(i) - (N / D(i)) * (S0(i) + xhat(i) * S1(i)),
  ),
  numerator(
    'wrong-axis',
    'The sums run over the wrong axis: they belong over the values that share a mean and a variance.',
    ({ N, dxhat, rowG, rowGXhat, xhat }, i) => N * dxhat(i) - rowG(i) - xhat(i) * rowGXhat(i),
  ),
  numerator(
    'wrong-axis',
    'The sums run over the wrong axis: they belong over the values that share a mean and a variance.',
    ({ N, D, dxhat, rowG, rowGXhat, xhat }, i) =>
      N * dxhat(i) - (N / D(i)) * (rowG(i) + xhat(i) * rowGXhat(i)),
  ),
  numerator(
    'diagonal-only',
    'Only the diagonal of the Jacobian is there: every dx depends on every dout of its statistics, not on its own alone.',
    ({ N, dxhat, xhat }, i) => dxhat(i) * (N - 1 - xhat(i) ** 2),
  ),
  numerator(
    'diagonal-only',
    'Only the diagonal of the Jacobian is there: every dx depends on every dout of its statistics, not on its own alone.',
    ({ N, dxhat, xhat }, i) => dxhat(i) * (N - 1 - xhat(i) ** 2 * (1 - 1 / N)),
  ),
];

/** A factor gone wrong: gamma, the deviation, x in place of xhat, eps. */
const factors: readonly Mistake[] = [
  numerator(
    'gamma-missing',
    'gamma is missing: g = gamma·dout is due wherever dout stands.',
    ({ N, dout, sumDout, sumDoutXhat, xhat }, i) => N * dout(i) - sumDout(i) - xhat(i) * sumDoutXhat(i),
    {
      is: String.raw`\frac{\partial L}{\partial y_{@E}}`,
      due: String.raw`\gamma_{@P} \frac{\partial L}{\partial y_{@E}}`,
    },
    'any',
  ),
  numerator(
    'gamma-outside-sums',
    'gamma is pulled out of the sums; here it differs from term to term, so that Σ gamma·dout is due inside.',
    ({ N, gamma, dout, sumDout, sumDoutXhat, xhat }, i) =>
      gamma(i) * (N * dout(i) - sumDout(i) - xhat(i) * sumDoutXhat(i)),
  ),
  numerator(
    'gamma-missing-in-direct-term',
    'gamma is missing in the direct term: g = gamma·dout is due.',
    ({ N, dout, S0, S1, xhat }, i) => N * dout(i) - S0(i) - xhat(i) * S1(i),
  ),
  numerator(
    'gamma-missing-in-sums',
    'gamma is missing in the sums: Σ gamma·dout and Σ gamma·dout·x̂ are due.',
    ({ N, dxhat, sumDout, sumDoutXhat, xhat }, i) => N * dxhat(i) - sumDout(i) - xhat(i) * sumDoutXhat(i),
  ),
  numerator(
    'gamma-twice',
    'gamma is multiplied in twice.',
    ({ N, gamma, dxhat, S0, S1, xhat }, i) => gamma(i) * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    null,
    'any',
  ),
  numerator(
    'chain-rule-twice',
    'The whole is multiplied by gamma·dout once more: the chain rule is applied twice.',
    ({ N, dxhat, S0, S1, xhat }, i) => dxhat(i) * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    null,
    'any',
  ),
  numerator(
    'std-not-inverted',
    'The whole is multiplied by sqrt(var + eps) where it should be divided by it.',
    ({ N, dxhat, S0, S1, xhat, std }, i) => std(i) ** 2 * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    { is: 's_{@G}', due: String.raw`\frac{1}{s_{@G}}` },
    'any',
  ),
  numerator(
    'std-missing',
    'The division by sqrt(var + eps) is missing.',
    ({ N, dxhat, S0, S1, xhat, std }, i) => std(i) * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    { is: '1', due: String.raw`\frac{1}{s_{@G}}` },
    'any',
  ),
  numerator(
    'variance-for-std',
    'The whole is divided by var + eps where its square root is due.',
    ({ N, dxhat, S0, S1, xhat, std }, i) => (N * dxhat(i) - S0(i) - xhat(i) * S1(i)) / std(i),
    { is: String.raw`\frac{1}{s_{@G}^2}`, due: String.raw`\frac{1}{s_{@G}}` },
    'any',
  ),
  numerator(
    'std-not-inverted-in-mean-term',
    'The mean term is multiplied by sqrt(var + eps) where it should be divided by it.',
    ({ N, dxhat, S0, S1, xhat, std }, i) => N * dxhat(i) - std(i) ** 2 * S0(i) - xhat(i) * S1(i),
  ),
  numerator(
    'centred-for-xhat',
    'The variance term has x − mu where x̂ = (x − mu)/sqrt(var + eps) is due, or a power of the deviation too few.',
    ({ N, dxhat, S0, S1, xmu }, i) => N * dxhat(i) - S0(i) - xmu(i) * S1(i),
    { is: String.raw`(x_{@E} - \mu_{@G}) \sum_{@R} g_{@E} \hat{x}_{@E}`, due: variance },
  ),
  numerator(
    'centred-for-xhat-twice',
    'The variance term has x − mu for x̂ both times: its division by var + eps is missing.',
    ({ N, dxhat, S0, sumGC, xmu }, i) => N * dxhat(i) - S0(i) - xmu(i) * sumGC(i),
  ),
  numerator(
    'extra-std',
    'The variance term is divided by sqrt(var + eps) once too often.',
    ({ N, dxhat, S0, S1, xhat, std }, i) => N * dxhat(i) - S0(i) - (xhat(i) * S1(i)) / std(i),
  ),
  numerator(
    'variance-power',
    'The variance term has (var + eps)^(+3/2) where (var + eps)^(−3/2) is due.',
    ({ N, dxhat, S0, S1, xhat, std }, i) => N * dxhat(i) - S0(i) - xhat(i) * S1(i) * std(i) ** 6,
  ),
  numerator(
    'x-for-xhat',
    'The variance term has x where x̂ is due.',
    ({ N, dxhat, S0, S1, x }, i) => N * dxhat(i) - S0(i) - x(i) * S1(i),
    { is: String.raw`x_{@E} \sum_{@R} g_{@E} \hat{x}_{@E}`, due: variance },
  ),
  numerator(
    'x-for-xhat-in-sum',
    'The sum of the variance term has x where x̂ is due: Σ g·x̂.',
    ({ N, dxhat, S0, sumGX, xhat }, i) => N * dxhat(i) - S0(i) - xhat(i) * sumGX(i),
    { is: String.raw`\hat{x}_{@E} \sum_{@R} g_{@E} x_{@E}`, due: variance },
  ),
  ...[
    epsDropped(({ N, dxhat, S0, S1, xhat }, i, k) => k * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)), 'any'),
    epsDropped(({ N, dxhat, S0, S1, xhat }, i, k) => k * (N * dxhat(i) - S0(i) - k ** 2 * xhat(i) * S1(i))),
    epsDropped(({ N, dxhat, S0, S1, xhat }, i, k) => N * dxhat(i) - S0(i) - k ** 3 * xhat(i) * S1(i)),
    epsDropped(({ N, dxhat, S0, S1, xhat }, i, k) => N * dxhat(i) - S0(i) - k ** 2 * xhat(i) * S1(i)),
  ],
];

/** Wrong as a whole. */
const wholes: readonly Mistake[] = [
  numerator(
    'sign',
    'The sign of the whole is flipped.',
    ({ N, dxhat, S0, S1, xhat }, i) => -(N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    null,
    'any',
  ),
  numerator('zeros', 'dx is 0 everywhere.', () => 0, null, 'any'),
  numerator(
    'dout-itself',
    'dx is dout itself: nothing of the layer is in it.',
    ({ N, dout, std }, i) => N * std(i) * dout(i),
    null,
    'any',
  ),
  numerator(
    'training-in-evaluation',
    'This is the training formula; in evaluation mode the statistics are constants, so that only the direct path is due.',
    ({ N, dxhat, sumG, sumGXhat, xhat }, i) => N * dxhat(i) - sumG(i) - xhat(i) * sumGXhat(i),
    null,
    'constant',
  ),
  numerator(
    'batch-statistics-in-evaluation',
    'The statistics of x itself are in it; in evaluation mode the running ones are due, as constants.',
    ({ N, dxhat, std, batchStd }, i) => (N * dxhat(i) * std(i)) / batchStd(i),
    null,
    'constant',
  ),
];

export const dxMistakes: readonly Mistake[] = [...terms, ...wholes, ...counts, ...factors];

/** sqrt(var) for sqrt(var + eps), everywhere or in some of the terms: k is the ratio of the two. */
function epsDropped(
  formula: (values: Values, i: number, k: number) => number,
  setting: Setting = 'moving',
): Mistake {
  return numerator(
    'eps-dropped',
    'eps is left out of the backward pass: sqrt(var + eps) is due, as in the forward pass.',
    (values, i) => formula(values, i, values.std(i) / Math.sqrt(values.var(i))),
    { is: String.raw`\sqrt{\sigma_{@G}^2}`, due: String.raw`\sqrt{\sigma_{@G}^2 + \epsilon}` },
    setting,
  );
}
