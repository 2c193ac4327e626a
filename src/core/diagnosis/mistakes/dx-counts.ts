import { ofCentred, type Mistake } from './mistake';
import { numerator } from './numerator';

/** Counts gone wrong: N where it does not belong, or another number in its place. */
export const countMistakes: readonly Mistake[] = [
  numerator(
    'one-over-n-lost',
    'Both sums are N times too large: they are divided by N in the right answer (a mean, not a sum).',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - N * S0(i) - N * xhat(i) * S1(i),
  ),
  ofCentred(
    numerator(
      'mean-term-times-n',
      'The mean term is N times too large: it is the mean of g, not its sum.',
      ({ N, dxhat, S0, S1, xhat }) =>
        (i) =>
          N * dxhat(i) - N * S0(i) - xhat(i) * S1(i),
    ),
  ),
  ofCentred(
    numerator(
      'variance-term-times-n',
      'The variance term is N times too large: it has the mean of g·x̂, not the sum.',
      ({ N, dxhat, S0, S1, xhat }) =>
        (i) =>
          N * dxhat(i) - S0(i) - N * xhat(i) * S1(i),
    ),
  ),
  ofCentred(
    numerator(
      'mean-term-over-n-twice',
      'The mean term is divided by N twice.',
      ({ N, dxhat, S0, S1, xhat }) =>
        (i) =>
          N * dxhat(i) - S0(i) / N - xhat(i) * S1(i),
    ),
  ),
  numerator(
    'variance-term-over-n-twice',
    'The variance term is divided by N twice.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - S0(i) - (xhat(i) * S1(i)) / N,
  ),
  numerator(
    'n-missing-in-direct-term',
    'The direct term lacks its factor N: N·g − S0 − x̂·S1 is due, all over N.',
    ({ dxhat, S0, S1, xhat }) =>
      (i) =>
        dxhat(i) - S0(i) - xhat(i) * S1(i),
  ),
  numerator(
    'times-n',
    'The whole is N times too large: the division by N at the end is missing.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * (N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
  ),
  numerator(
    'over-n-twice',
    'The whole is divided by N once too often.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        dxhat(i) - (S0(i) + xhat(i) * S1(i)) / N,
  ),
  numerator(
    'n-minus-1',
    'The sums are divided by N − 1; the statistics are biased, so that N is due.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - (N / (N - 1)) * (S0(i) + xhat(i) * S1(i)),
  ),
  ofCentred(
    numerator(
      'bessel-in-backward',
      'The variance term has a factor N/(N − 1): the forward pass divides its variance by N.',
      ({ N, dxhat, S0, S1, xhat }) =>
        (i) =>
          N * dxhat(i) - S0(i) - (N / (N - 1)) * xhat(i) * S1(i),
    ),
  ),
  numerator(
    'd-for-n',
    'The sums are divided by the other count (the features for the batch, or the reverse): N, the number of values in a statistic, is due.',
    ({ N, D, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - (N / D(i)) * (S0(i) + xhat(i) * S1(i)),
  ),
  numerator(
    'sums-over-size',
    'The sums are divided by the number of all elements of x: N, the number of values in a statistic, is due.',
    ({ N, D, dxhat, S0, S1, xhat }) =>
      (i) =>
        N * dxhat(i) - (S0(i) + xhat(i) * S1(i)) / D(i),
  ),
  numerator(
    'over-other-count',
    'The whole is divided by the other count as well (the features and the batch): N, the number of values in a statistic, alone is due.',
    ({ N, D, dxhat, S0, S1, xhat }) =>
      (i) =>
        (N * dxhat(i) - S0(i) - xhat(i) * S1(i)) / D(i),
  ),
  numerator(
    'wrong-axis',
    'The sums run over the wrong axis: they belong over the values that share a mean and a variance.',
    ({ N, dxhat, rowG, rowGXhat, xhat }) =>
      (i) =>
        N * dxhat(i) - rowG(i) - xhat(i) * rowGXhat(i),
  ),
  numerator(
    'wrong-axis',
    'The sums run over the wrong axis: they belong over the values that share a mean and a variance.',
    ({ N, D, dxhat, rowG, rowGXhat, xhat }) =>
      (i) =>
        N * dxhat(i) - (N / D(i)) * (rowG(i) + xhat(i) * rowGXhat(i)),
  ),
  numerator(
    'sums-over-all',
    'The sums run over all elements of x: they belong over the values that share a mean and a variance.',
    ({ N, dxhat, allG, allGXhat, xhat }) =>
      (i) =>
        N * dxhat(i) - allG(i) - xhat(i) * allGXhat(i),
  ),
  numerator(
    'diagonal-only',
    'Only the diagonal of the Jacobian is there: every dx depends on every dout of its statistics, not on its own alone.',
    ({ N, dxhat, xhat }) =>
      (i) =>
        dxhat(i) * (N - 1 - xhat(i) ** 2),
  ),
  numerator(
    'diagonal-only',
    'Only the diagonal of the Jacobian is there: every dx depends on every dout of its statistics, not on its own alone.',
    ({ N, dxhat, xhat }) =>
      (i) =>
        dxhat(i) * (N - xhat(i) ** 2),
  ),
  numerator(
    'diagonal-only',
    'Only the diagonal of the Jacobian is there: every dx depends on every dout of its statistics, not on its own alone.',
    ({ N, dxhat, xhat }) =>
      (i) =>
        dxhat(i) * (N - 1 - xhat(i) ** 2 * (1 - 1 / N)),
  ),
];
