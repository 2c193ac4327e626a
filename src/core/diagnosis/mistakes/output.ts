import { each, type Formula } from '../../layer/expression';
import { of, ofCentred, type Mistake } from './mistake';
import { rootMeanSquare } from './numerator';

/** A mistake in the forward pass, as the xhat that it makes. */
function normalised(id: string, message: string, xhat: Formula, terms: Mistake['terms'] = null): Mistake {
  const expression = each('element', (values) => {
    const { gamma, beta } = values;
    const normal = xhat(values);
    return (i) => gamma(i) * normal(i) + beta(i);
  });
  return { id, setting: 'any', message, terms, expression };
}

function output(id: string, message: string, formula: Formula): Mistake {
  return { id, setting: 'any', message, terms: null, expression: each('element', formula) };
}

/** Known mistakes in y: a gradient check alone sees none of them. */
export const outputMistakes: readonly Mistake[] = [
  normalised(
    'eps-outside-root',
    'eps is added outside of the root: sqrt(var + eps) is due, not sqrt(var) + eps.',
    ({ xmu, var: variance, eps }) =>
      (i) =>
        xmu(i) / (Math.sqrt(variance(i)) + eps(i)),
    { is: String.raw`\sqrt{\sigma_{@G}^2} + \epsilon`, due: String.raw`\sqrt{\sigma_{@G}^2 + \epsilon}` },
  ),
  normalised(
    'root-missing',
    'x − mu is divided by var + eps; its square root is due.',
    ({ xmu, std }) =>
      (i) =>
        xmu(i) / std(i) ** 2,
  ),
  normalised(
    'eps-dropped',
    'eps is left out of the forward pass: sqrt(var + eps) is due.',
    ({ xmu, var: variance }) =>
      (i) =>
        xmu(i) / Math.sqrt(variance(i)),
  ),
  normalised(
    'eps-as-floor',
    'eps is taken as the least variance; var + eps is due, not max(var, eps).',
    ({ xmu, var: variance, eps }) =>
      (i) =>
        xmu(i) / Math.sqrt(Math.max(variance(i), eps(i))),
  ),
  normalised(
    'unbiased-variance',
    'The variance is divided by N − 1; the biased one, over N, is due.',
    ({ xmu, var: variance, N, eps }) =>
      (i) =>
        xmu(i) / Math.sqrt((variance(i) * N) / (N - 1) + eps(i)),
  ),
  ofCentred(
    normalised(
      'mean-not-subtracted',
      'The mean is not subtracted from x.',
      ({ x, std }) =>
        (i) =>
          x(i) / std(i),
    ),
  ),
  normalised(
    'not-divided',
    'x − mu is not divided by sqrt(var + eps).',
    ({ xmu }) =>
      (i) =>
        xmu(i),
  ),
  {
    ...normalised(
      'batch-statistics-in-evaluation',
      'The statistics of x itself are used; in evaluation mode the running ones are due.',
      ({ x, batchMean, batchStd }) =>
        (i) =>
          (x(i) - batchMean(i)) / batchStd(i),
    ),
    setting: 'constant',
  },
  of('batchnorm', {
    ...normalised(
      'evaluation-in-training',
      'This is evaluation mode, with a running mean of 0 and a running variance of 1; in training the statistics of x itself are due.',
      ({ x, eps }) =>
        (i) =>
          x(i) / Math.sqrt(1 + eps(i)),
    ),
    setting: 'moving',
  }),
  of('rmsnorm', {
    ...normalised(
      'mean-taken-out',
      'This is layer norm: the mean of x is taken out, but RMS norm leaves it where it is.',
      ({ x, batchMean, batchStd }) =>
        (i) =>
          (x(i) - batchMean(i)) / batchStd(i),
    ),
    setting: 'moving',
  }),
  ofCentred({
    ...normalised(
      'mean-left-in',
      'This is RMS norm: the mean of x is left where it is, but this layer takes it out.',
      (values) => {
        const rms = rootMeanSquare(values);
        return (i) => values.x(i) / rms(i);
      },
    ),
    setting: 'moving',
  }),
  output(
    'gamma-and-beta-missing',
    'This is x̂: gamma and beta are missing.',
    ({ xhat }) =>
      (i) =>
        xhat(i),
  ),
  output(
    'beta-missing',
    'beta is missing.',
    ({ gamma, xhat }) =>
      (i) =>
        gamma(i) * xhat(i),
  ),
  output(
    'gamma-missing',
    'gamma is missing.',
    ({ xhat, beta }) =>
      (i) =>
        xhat(i) + beta(i),
  ),
  output(
    'swapped',
    'gamma and beta are exchanged.',
    ({ gamma, xhat, beta }) =>
      (i) =>
        beta(i) * xhat(i) + gamma(i),
  ),
];
