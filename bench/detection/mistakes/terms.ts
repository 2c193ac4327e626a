import { wrongDx, type Code } from '../code';
import { sum } from '../column';

/** A term of dx is missing, doubled, of the wrong sign, or another one stands in its place. */
export const termMistakes: readonly Code[] = [
  wrongDx(
    'mean-missing',
    'path through the mean missing',
    'A2',
    ['mean-path-missing'],
    ({ N, g, xhat, std, S1 }) =>
      (i) =>
        (N * g(i) - xhat(i) * S1) / (N * std),
  ),
  wrongDx(
    'variance-missing',
    'path through the variance missing',
    'A3',
    ['variance-path-missing'],
    ({ N, g, std, S0 }) =>
      (i) =>
        (N * g(i) - S0) / (N * std),
  ),
  wrongDx(
    'statistics-constant',
    'mean and variance treated as constants',
    'A4',
    ['statistics-constant'],
    ({ g, std }) =>
      (i) =>
        g(i) / std,
  ),
  wrongDx(
    'variance-sign',
    'sign of the variance term flipped',
    'A11',
    ['variance-sign'],
    ({ N, g, xhat, std, S0, S1 }) =>
      (i) =>
        (N * g(i) - S0 + xhat(i) * S1) / (N * std),
  ),
  wrongDx(
    'mean-sign',
    'sign of the mean term flipped',
    'A11',
    ['mean-sign'],
    ({ N, g, xhat, std, S0, S1 }) =>
      (i) =>
        (N * g(i) + S0 - xhat(i) * S1) / (N * std),
  ),
  wrongDx(
    'both-signs',
    'signs of the mean and the variance term flipped',
    'A11',
    ['proportions'],
    ({ N, g, xhat, std, S0, S1 }) =>
      (i) =>
        (N * g(i) + S0 + xhat(i) * S1) / (N * std),
  ),
  wrongDx(
    'article',
    "the article's S0·x̂ for S1·x̂",
    'A1',
    ['xhat-missing-in-sum'],
    ({ N, g, xhat, std, S0 }) =>
      (i) =>
        (N * g(i) - xhat(i) * S0 - S0) / (N * std),
  ),
  wrongDx(
    'mean-twice',
    'mean term subtracted twice',
    'A25',
    ['proportions'],
    ({ N, g, xhat, std, S0, S1 }) =>
      (i) =>
        (N * g(i) - 2 * S0 - xhat(i) * S1) / (N * std),
  ),
  wrongDx(
    'diagonal',
    'diagonal of the Jacobian alone',
    'A5',
    ['diagonal-only'],
    ({ N, g, centred, std }) =>
      (i) =>
        (g(i) * ((N - 1) * std ** 2 - centred(i) ** 2 * (1 - 1 / N))) / (N * std ** 3),
  ),
  wrongDx(
    'diagonal-short',
    'diagonal of the Jacobian, simplified',
    'A5b',
    ['diagonal-only'],
    ({ N, g, xhat, std }) =>
      (i) =>
        ((N - 1 - xhat(i) ** 2) * g(i)) / (N * std),
  ),
  wrongDx('diagonal-total', 'diagonal with the deviation of all of x', 'A5c', [], (column, all) => {
    const { N, D, g, centred, std } = column;
    const mean = sum(D, (j) => sum(N, all[j]!.x)) / (N * D);
    const squares = sum(D, (j) => sum(N, (i) => (all[j]!.x(i) - mean) ** 2));
    const total = Math.sqrt(squares / (N * D));
    return (i) => (((N - 1) * std - 2 * centred(i) * total) / (N * std ** 2)) * g(i);
  }),
];
