import type { GroupStatistics } from '../gradcheck/statistics';

/** What a mistake's coefficients depend on, for one statistics group. */
export interface Sums {
  readonly N: number;
  readonly D: number;
  readonly S0: number;
  readonly S1: number;
  readonly std: number;
  readonly mean: number;
  readonly gamma: number;
  /** Without eps. */
  readonly variance: number;
}

/** The coefficients of N g, 1 and xhat that a formula for dx comes to, all over N std. */
export type Coefficients = (sums: Sums) => readonly [p: number, q: number, r: number];

/** A known mistake in dx: the coefficients of N g, 1 and xhat that it leads to, and what to say about it. */
export interface Mistake {
  readonly id: string;
  readonly message: string;
  readonly terms: { readonly is: string; readonly due: string } | null;
  readonly coefficients: Coefficients;
}

const variance = String.raw`\hat{x}_{ij} \sum_i g_{ij} \hat{x}_{ij}`;
const meanTerm = String.raw`\sum_i g_{ij}`;

/** Mistakes that people make (each seen in public code), the simplest explanation first. */
export const mistakes: readonly Mistake[] = [
  {
    id: 'xhat-missing-in-sum',
    message:
      'The variance term is S0·x̂ where S1·x̂ is due: x̂ is missing inside the sum of the variance term, Σ g·x̂.',
    terms: { is: String.raw`\hat{x}_{ij} \sum_i g_{ij}`, due: variance },
    coefficients: ({ S0 }) => [1, -S0, -S0],
  },
  {
    id: 'statistics-constant',
    message:
      'Only the direct path is there: mean and variance are treated as constants, but both depend on x.',
    terms: { is: '0', due: `-${meanTerm} - ${variance}` },
    coefficients: () => [1, 0, 0],
  },
  {
    id: 'mean-path-missing',
    message: 'The path through the mean is missing: −S0 = −Σ g is due.',
    terms: { is: '0', due: `-${meanTerm}` },
    coefficients: ({ S1 }) => [1, 0, -S1],
  },
  {
    id: 'variance-path-missing',
    message: 'The path through the variance is missing: −x̂·S1 = −x̂·Σ g·x̂ is due.',
    terms: { is: '0', due: `-${variance}` },
    coefficients: ({ S0 }) => [1, -S0, 0],
  },
  {
    id: 'variance-factor-2',
    message: 'The variance term is half of what is due: the 2 of the derivative of (x − mu)² is lost.',
    terms: { is: String.raw`\tfrac{1}{2} ${variance}`, due: variance },
    coefficients: ({ S0, S1 }) => [1, -S0, -S1 / 2],
  },
  {
    id: 'variance-factor-half',
    message: 'The variance term is twice what is due: the ½ of the derivative of the square root is lost.',
    terms: { is: `2 ${variance}`, due: variance },
    coefficients: ({ S0, S1 }) => [1, -S0, -2 * S1],
  },
  {
    id: 'variance-sign',
    message: 'The sign of the variance term is flipped: −x̂·S1 is due.',
    terms: { is: `+${variance}`, due: `-${variance}` },
    coefficients: ({ S0, S1 }) => [1, -S0, S1],
  },
  {
    id: 'mean-sign',
    message: 'The sign of the mean term is flipped: −S0 is due.',
    terms: { is: `+${meanTerm}`, due: `-${meanTerm}` },
    coefficients: ({ S0, S1 }) => [1, S0, -S1],
  },
  {
    id: 'one-over-n-lost',
    message:
      'Both sums are N times too large: they are divided by N in the right answer (a mean, not a sum).',
    terms: null,
    coefficients: ({ N, S0, S1 }) => [1, -N * S0, -N * S1],
  },
  {
    id: 'n-minus-1',
    message: 'The sums are divided by N − 1; batch norm normalises with the biased variance, so N is due.',
    terms: null,
    coefficients: ({ N, S0, S1 }) => [1, (-N / (N - 1)) * S0, (-N / (N - 1)) * S1],
  },
  {
    id: 'bessel-in-backward',
    message: 'The variance term has a factor N/(N − 1): the forward pass divides its variance by N.',
    terms: null,
    coefficients: ({ N, S0, S1 }) => [1, -S0, (-N / (N - 1)) * S1],
  },
  {
    id: 'd-for-n',
    message: 'The sums are divided by the number of features D; the batch size N is due.',
    terms: null,
    coefficients: ({ N, D, S0, S1 }) => [1, (-N / D) * S0, (-N / D) * S1],
  },
  {
    id: 'gamma-missing',
    message: 'gamma is missing: g = gamma·dout is due wherever dout stands.',
    terms: {
      is: String.raw`\frac{\partial L}{\partial y_{ij}}`,
      due: String.raw`\gamma_j \frac{\partial L}{\partial y_{ij}}`,
    },
    coefficients: ({ gamma, S0, S1 }) => [1 / gamma, -S0 / gamma, -S1 / gamma],
  },
  {
    id: 'std-not-inverted',
    message: 'The whole is multiplied by sqrt(var + eps) where it should be divided by it.',
    terms: { is: 's_j', due: String.raw`\frac{1}{s_j}` },
    coefficients: ({ std, S0, S1 }) => [std ** 2, -S0 * std ** 2, -S1 * std ** 2],
  },
  {
    id: 'centred-for-xhat',
    message: 'The variance term has x − mu where x̂ = (x − mu)/sqrt(var + eps) is due.',
    terms: { is: String.raw`(x_{ij} - \mu_j) \sum_i g_{ij} \hat{x}_{ij}`, due: variance },
    coefficients: ({ std, S0, S1 }) => [1, -S0, -std * S1],
  },
  {
    id: 'x-for-xhat',
    message: 'The variance term has x where x̂ is due.',
    terms: { is: String.raw`x_{ij} \sum_i g_{ij} \hat{x}_{ij}`, due: variance },
    coefficients: ({ mean, std, S0, S1 }) => [1, -S0 - mean * S1, -std * S1],
  },
  epsDropped(({ S0, S1 }, k) => [k, -k * S0, -k * S1]),
  epsDropped(({ S0, S1 }, k) => [k, -k * S0, -(k ** 3) * S1]),
  epsDropped(({ S0, S1 }, k) => [1, -S0, -(k ** 3) * S1]),
];

/** sqrt(var) for sqrt(var + eps), everywhere or in some of the terms: k is the ratio of the two. */
function epsDropped(coefficients: (sums: Sums, k: number) => ReturnType<Coefficients>): Mistake {
  return {
    id: 'eps-dropped',
    message: 'eps is left out of the backward pass: sqrt(var + eps) is due, as in the forward pass.',
    terms: { is: String.raw`\sqrt{\sigma_j^2}`, due: String.raw`\sqrt{\sigma_j^2 + \epsilon}` },
    coefficients: (sums) => coefficients(sums, sums.std / Math.sqrt(sums.variance)),
  };
}

/** The right dx. */
export const rightCoefficients: Coefficients = ({ S0, S1 }) => [1, -S0, -S1];

/**
 * What the coefficients of a group are made of, and the same from the sizes of what is summed and may cancel.
 * Where the statistics are constants (in evaluation mode), dx has its direct term alone and both sums count for 0.
 */
export function sumsOf(
  { members, std, mean, variance, meanG, meanGXhat, meanAbsG, meanAbsGXhat }: GroupStatistics,
  { constant, D, gamma }: Pick<Sums, 'D' | 'gamma'> & { readonly constant: boolean },
): { readonly sums: Sums; readonly sizes: Sums } {
  const N = members.length;
  const count = constant ? 0 : N;
  const known = { N, D, gamma, std, variance };
  return {
    sums: { ...known, S0: count * meanG, S1: count * meanGXhat, mean },
    sizes: { ...known, S0: count * meanAbsG, S1: count * meanAbsGXhat, mean: Math.abs(mean) },
  };
}
