import { each, sum, type Formula } from '../../layer/expression';
import { of, ofCentred, type Mistake } from './mistake';
import { rootMeanSquare } from './numerator';

const any = { setting: 'any', terms: null } as const;

function summed(id: string, message: string, formula: Formula): Mistake {
  return { id, message, ...any, expression: sum('parameter', formula) };
}

const right = String.raw`\sum_{@S} \frac{\partial L}{\partial y_{@E}}\, \hat{x}_{@E}`;

/** Known mistakes in dgamma = Σ dout·x̂. */
export const dgammaMistakes: readonly Mistake[] = [
  {
    ...summed(
      'x-for-xhat',
      'dgamma has x where x̂ is due: Σ dout·x̂.',
      ({ dout, x }) =>
        (i) =>
          dout(i) * x(i),
    ),
    terms: { is: String.raw`\sum_{@S} \frac{\partial L}{\partial y_{@E}}\, x_{@E}`, due: right },
  },
  ofCentred(
    summed(
      'centred-for-xhat',
      'dgamma has x − mu where x̂ is due: its division by sqrt(var + eps) is missing.',
      ({ dout, xmu }) =>
        (i) =>
          dout(i) * xmu(i),
    ),
  ),
  summed(
    'std-not-inverted',
    'dgamma is multiplied by sqrt(var + eps) where it should be divided by it.',
    ({ dout, xmu, std }) =>
      (i) =>
        dout(i) * xmu(i) * std(i),
  ),
  summed(
    'y-for-xhat',
    'dgamma has the output y where x̂ is due.',
    ({ dout, y }) =>
      (i) =>
        dout(i) * y(i),
  ),
  summed(
    'mean-for-sum',
    'dgamma is a mean; the sum over all elements that share a gamma is due.',
    ({ dout, xhat, n }) =>
      (i) =>
        (dout(i) * xhat(i)) / n(i),
  ),
  summed(
    'gamma-in-dgamma',
    'dgamma has gamma·dout where dout is due.',
    ({ dxhat, xhat }) =>
      (i) =>
        dxhat(i) * xhat(i),
  ),
  summed(
    'sign',
    'The sign of dgamma is flipped.',
    ({ dout, xhat }) =>
      (i) =>
        -dout(i) * xhat(i),
  ),
  summed(
    'swapped',
    'This is dbeta = Σ dout: x̂ is missing inside the sum.',
    ({ dout }) =>
      (i) =>
        dout(i),
  ),
  summed(
    'eps-dropped',
    'eps is left out of x̂ in dgamma: sqrt(var + eps) is due.',
    ({ dout, xmu, var: variance }) =>
      (i) =>
        (dout(i) * xmu(i)) / Math.sqrt(variance(i)),
  ),
  {
    ...summed(
      'batch-statistics-in-evaluation',
      'dgamma has the x̂ of the statistics of x itself; in evaluation mode that of the running ones is due.',
      ({ dout, x, batchMean, batchStd }) =>
        (i) =>
          (dout(i) * (x(i) - batchMean(i))) / batchStd(i),
    ),
    setting: 'constant',
  },
  of('batchnorm', {
    ...summed(
      'evaluation-in-training',
      'dgamma has the x̂ of evaluation mode, with a running mean of 0 and a running variance of 1; that of the statistics of x itself is due.',
      ({ dout, x, eps }) =>
        (i) =>
          (dout(i) * x(i)) / Math.sqrt(1 + eps(i)),
    ),
    setting: 'moving',
  }),
  of('rmsnorm', {
    ...summed(
      'mean-taken-out',
      'dgamma has the x̂ of layer norm, with the mean of x taken out; RMS norm leaves it where it is.',
      ({ dout, x, batchMean, batchStd }) =>
        (i) =>
          (dout(i) * (x(i) - batchMean(i))) / batchStd(i),
    ),
    setting: 'moving',
  }),
  ofCentred({
    ...summed(
      'mean-left-in',
      'dgamma has the x̂ of RMS norm, with the mean of x left in; this layer takes it out.',
      (values) => {
        const rms = rootMeanSquare(values);
        return (i) => (values.dout(i) * values.x(i)) / rms(i);
      },
    ),
    setting: 'moving',
  }),
  { id: 'zeros', message: 'dgamma is 0 everywhere.', ...any, expression: each('parameter', () => () => 0) },
];

/** Known mistakes in dbeta = Σ dout. */
export const dbetaMistakes: readonly Mistake[] = [
  summed(
    'mean-for-sum',
    'dbeta is a mean; the sum over all elements that share a beta is due.',
    ({ dout, n }) =>
      (i) =>
        dout(i) / n(i),
  ),
  summed(
    'gamma-in-dbeta',
    'dbeta has gamma·dout where dout is due.',
    ({ dxhat }) =>
      (i) =>
        dxhat(i),
  ),
  summed(
    'sign',
    'The sign of dbeta is flipped.',
    ({ dout }) =>
      (i) =>
        -dout(i),
  ),
  summed(
    'swapped',
    'This is dgamma = Σ dout·x̂: beta is added, not multiplied, so that Σ dout is due.',
    ({ dout, xhat }) =>
      (i) =>
        dout(i) * xhat(i),
  ),
  { id: 'zeros', message: 'dbeta is 0 everywhere.', ...any, expression: each('parameter', () => () => 0) },
];
