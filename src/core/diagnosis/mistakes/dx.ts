import { countMistakes } from './dx-counts';
import { deviationMistakes } from './dx-deviation';
import { gammaMistakes } from './dx-gamma';
import { termMistakes } from './dx-terms';
import { xhatMistakes } from './dx-xhat';
import type { Values } from '../../layer/expression';
import { of, ofCentred, type Mistake } from './mistake';
import { numerator, rootMeanSquare } from './numerator';

/** The training formula with the mean and the deviation of x itself, whatever the layer's statistics are. */
function withOwnStatistics(values: Values): (i: number) => number {
  const { N, dxhat, sumG, sumGX, x, batchMean, batchStd, std } = values;
  return (i) => {
    const sumGXhat = (sumGX(i) - batchMean(i) * sumG(i)) / batchStd(i);
    const xhat = (x(i) - batchMean(i)) / batchStd(i);
    return (std(i) / batchStd(i)) * (N * dxhat(i) - sumG(i) - xhat * sumGXhat);
  };
}

/** Wrong as a whole. */
const wholes: readonly Mistake[] = [
  numerator(
    'sign',
    'The sign of the whole is flipped.',
    ({ N, dxhat, S0, S1, xhat }) =>
      (i) =>
        -(N * dxhat(i) - S0(i) - xhat(i) * S1(i)),
    null,
    'any',
  ),
  numerator('zeros', 'dx is 0 everywhere.', () => () => 0, null, 'any'),
  numerator(
    'dout-itself',
    'dx is dout itself: nothing of the layer is in it.',
    ({ N, dout, std }) =>
      (i) =>
        N * std(i) * dout(i),
    null,
    'any',
  ),
  numerator(
    'training-in-evaluation',
    'This is the training formula; in evaluation mode the statistics are constants, so that only the direct path is due.',
    ({ N, dxhat, sumG, sumGXhat, xhat }) =>
      (i) =>
        N * dxhat(i) - sumG(i) - xhat(i) * sumGXhat(i),
    null,
    'constant',
  ),
  numerator(
    'training-in-evaluation',
    'This is the training formula, with the statistics of x itself; in evaluation mode the running ones are due, as constants.',
    withOwnStatistics,
    null,
    'constant',
  ),
  numerator(
    'batch-statistics-in-evaluation',
    'The statistics of x itself are in it; in evaluation mode the running ones are due, as constants.',
    ({ N, dxhat, std, batchStd }) =>
      (i) =>
        (N * dxhat(i) * std(i)) / batchStd(i),
    null,
    'constant',
  ),
  of(
    'batchnorm',
    numerator(
      'evaluation-in-training',
      'This is evaluation mode, with a running mean of 0 and a running variance of 1; in training the statistics of x itself are due, and dx runs through them.',
      ({ N, dxhat, std, eps }) =>
        (i) =>
          (N * dxhat(i) * std(i)) / Math.sqrt(1 + eps(i)),
    ),
  ),
  of(
    'rmsnorm',
    numerator(
      'mean-taken-out',
      'This is layer norm: the mean of x is taken out, but RMS norm leaves it where it is.',
      withOwnStatistics,
    ),
  ),
  ofCentred(
    numerator(
      'mean-left-in',
      'This is RMS norm: the mean of x is left where it is, but this layer takes it out.',
      (values) => {
        const { N, dxhat, sumGX, x, std } = values;
        const rms = rootMeanSquare(values);
        return (i) => (std(i) / rms(i)) * (N * dxhat(i) - (x(i) * sumGX(i)) / rms(i) ** 2);
      },
    ),
  ),
];

/** Known mistakes in dx, the simplest explanation first. */
export const dxMistakes: readonly Mistake[] = [
  ...termMistakes,
  ...wholes,
  ...countMistakes,
  ...gammaMistakes,
  ...deviationMistakes,
  ...xhatMistakes,
];
