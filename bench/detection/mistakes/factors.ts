import { right, wrongDx, type Code } from '../code';
import { sum, type Column, type Each } from '../column';

/** A factor is lost, doubled, inverted or another one. */
export const factorMistakes: readonly Code[] = [
  wrongDx(
    'two-lost',
    '2 of 2(x−μ)/N lost',
    'A10',
    ['variance-factor-2'],
    weighted({ variance: () => 1 / 2 }),
  ),
  wrongDx('half-lost', '½ of dvar lost', 'A10', ['variance-factor-half'], weighted({ variance: () => 2 })),
  wrongDx(
    'n-lost',
    '1/N missing on both sums',
    'A13',
    ['one-over-n-lost'],
    weighted({ mean: ({ N }) => N, variance: ({ N }) => N }),
  ),
  wrongDx(
    'n-lost-mean',
    '1/N missing on the mean term',
    'A13',
    ['mean-term-times-n'],
    weighted({ mean: ({ N }) => N }),
  ),
  wrongDx(
    'n-lost-variance',
    '1/N missing on the variance term',
    'A13',
    ['variance-term-times-n'],
    weighted({ variance: ({ N }) => N }),
  ),
  wrongDx(
    'n-minus-1',
    'N−1 for N in both means',
    'checkers 3',
    ['n-minus-1'],
    weighted({ mean: ({ N }) => N / (N - 1), variance: ({ N }) => N / (N - 1) }),
  ),
  wrongDx(
    'bessel-term',
    'N−1 for N in the variance term',
    'A15',
    ['bessel-in-backward'],
    weighted({ variance: ({ N }) => N / (N - 1) }),
  ),
  wrongDx(
    'd-for-n',
    'features D for rows N',
    'A8',
    ['d-for-n'],
    weighted({ mean: ({ N, D }) => N / D, variance: ({ N, D }) => N / D }),
  ),
  wrongDx(
    'std-cubed',
    'dvar with std³ for std⁻³',
    'A9',
    // The second is what is left of the term where std is small.
    ['variance-power', 'variance-path-missing'],
    weighted({ variance: ({ std }) => std ** 6 }),
  ),
  wrongDx(
    'std-squared',
    'dvar with std⁻² for std⁻³',
    'A9',
    // The same numbers.
    ['centred-for-xhat'],
    weighted({ variance: ({ std }) => std }),
  ),
  wrongDx(
    'inverse-twice',
    'variance term divided by std once more',
    'checkers 3',
    ['extra-std'],
    weighted({ variance: ({ std }) => 1 / std }),
  ),
  wrongDx(
    'mean-times-std',
    'dmean with std for 1/std',
    'A21',
    ['std-not-inverted-in-mean-term'],
    weighted({ mean: ({ std }) => std ** 2 }),
  ),
  wrongDx(
    'std-not-inverted',
    'std for 1/std throughout',
    'A12',
    ['std-not-inverted'],
    times(({ std }) => std ** 2),
  ),
  wrongDx(
    'n-times',
    'dx N times too large',
    'A13',
    ['times-n'],
    times(({ N }) => N),
  ),
  wrongDx(
    'dx-sign',
    'sign of dx flipped',
    'A11',
    ['sign'],
    times(() => -1),
  ),
  wrongDx(
    'dx-scaled',
    'all dx times 1.0001',
    'checkers 3',
    ['scaled'],
    times(() => 1.0001),
  ),
];

type Factor = (column: Column) => number;

/** The right dx but for factors on its mean and variance terms, as staged code computes it. */
function weighted({ mean = one, variance = one }: { mean?: Factor; variance?: Factor }) {
  return (column: Column): Each => {
    const { N, g, centred, std, S0 } = column;
    const dvar = -0.5 * sum(N, (i) => g(i) * centred(i)) * std ** -3 * variance(column);
    const dmean = (-S0 / std) * mean(column);
    return (i) => g(i) / std + (2 * centred(i) * dvar) / N + dmean / N;
  };
}

function one(): number {
  return 1;
}

/** The right dx times a factor. */
function times(factor: Factor) {
  return (column: Column, all: readonly Column[]): Each => {
    const dx = right.dx(column, all);
    return (i) => factor(column) * dx(i);
  };
}
