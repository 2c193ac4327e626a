import { countMistakes } from './dx-counts';
import { deviationMistakes } from './dx-deviation';
import { gammaMistakes } from './dx-gamma';
import { termMistakes } from './dx-terms';
import { xhatMistakes } from './dx-xhat';
import type { Mistake } from './mistake';
import { numerator } from './numerator';

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
    'batch-statistics-in-evaluation',
    'The statistics of x itself are in it; in evaluation mode the running ones are due, as constants.',
    ({ N, dxhat, std, batchStd }) =>
      (i) =>
        (N * dxhat(i) * std(i)) / batchStd(i),
    null,
    'constant',
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
