import type { Form } from '../layer/form';

type Pairs = readonly (readonly [centred: string, uncentred: string])[];

/** What is said of layers with a mean and a variance, and what of RMS norm, which has a mean square and one sum. */
const sentences: Pairs = [
  ['every dout of its statistics', 'every dout that shares its mean square'],
  [
    'The variance term is S0·x̂ where S1·x̂ is due: x̂ is missing inside the sum of the variance term, Σ g·x̂.',
    'x̂ is missing inside the sum: x̂·Σ g·x̂ is due, not x̂·Σ g.',
  ],
  [
    'the statistics are treated as constants, but they depend on x',
    'the root mean square is treated as a constant, but it depends on x',
  ],
  [
    'Both sums are N times too large: they are divided by N in the right answer (a mean, not a sum)',
    'The sum is N times too large: it is divided by N in the right answer (a mean, not a sum)',
  ],
  ['N·g − S0 − x̂·S1 is due', 'N·g − x̂·Σ g·x̂ is due'],
  [
    'The sums are divided by N − 1; the statistics are biased, so that N is due',
    'The sum is divided by N − 1; the mean square is over N',
  ],
  ['The sums are divided', 'The sum is divided'],
  ['N, the number of values in a statistic,', 'N, the number of values in a mean square,'],
  [
    'The sums run over the wrong axis: they belong over the values that share a mean and a variance',
    'The sum runs over the wrong axis: it belongs over the values that share a mean square',
  ],
  [
    'The sums run over all elements of x: they belong over the values that share a mean and a variance',
    'The sum runs over all elements of x: it belongs over the values that share a mean square',
  ],
  ['gamma is pulled out of the sums', 'gamma is pulled out of the sum'],
  ['so that Σ gamma·dout is due inside', 'so that Σ gamma·dout·x̂ is due'],
  [
    'gamma is missing in the sums: Σ gamma·dout and Σ gamma·dout·x̂ are due',
    'gamma is missing in the sum: Σ gamma·dout·x̂ is due',
  ],
  [
    'has the deviation with N − 1; the forward pass divides its variance by N',
    'has the mean square with N − 1; the forward pass divides its sum of squares by N',
  ],
  [
    'The variance is divided by N − 1; the biased one, over N, is due',
    'The sum of squares is divided by N − 1; N is due',
  ],
  ['The statistics are taken over', 'The mean square is taken over'],
  ['the derivative of (x − mu)²', 'the derivative of x²'],
  ['The deviation is sqrt', 'The root mean square is sqrt'],
  ['a power of the deviation', 'a power of the root mean square'],
  ['the least variance', 'the least mean square'],
  ['The variance term', 'The mean-square term'],
  ['the variance term', 'the mean-square term'],
  ['its variance term', 'its mean-square term'],
  ['(x − mu)', 'x'],
  ['x − mu', 'x'],
  ['sqrt(var)', 'sqrt(mean(x²))'],
  ['max(var, eps)', 'max(mean(x²), eps)'],
  ['var + eps', 'mean(x²) + eps'],
  ['var − eps', 'mean(x²) − eps'],
];

const formulas: Pairs = [
  [String.raw`-\sum_{@R} g_{@E} - \hat{x}_{@E}`, String.raw`-\hat{x}_{@E}`],
  [
    String.raw`\gamma_{@P} \sum_{@R} \frac{\partial L}{\partial y_{@E}}`,
    String.raw`\gamma_{@P} \sum_{@R} \frac{\partial L}{\partial y_{@E}} \hat{x}_{@E}`,
  ],
  [
    String.raw`\sum_{@R} \gamma_{@P} \frac{\partial L}{\partial y_{@E}}`,
    String.raw`\sum_{@R} \gamma_{@P} \frac{\partial L}{\partial y_{@E}} \hat{x}_{@E}`,
  ],
  [String.raw`(x_{@E} - \mu_{@G})`, 'x_{@E}'],
  [String.raw`\sigma_{@G}^2`, 'v_{@G}'],
];

/** A message in the words of a layer. */
export function worded(message: string, form: Form): string {
  return replaced(message, sentences, form);
}

/** TeX in the symbols of a layer. */
export function wordedTex(tex: string, form: Form): string {
  return replaced(tex, formulas, form);
}

function replaced(text: string, pairs: Pairs, { layer }: Form): string {
  if (layer !== 'rmsnorm') return text;
  return pairs.reduce((changed, [centred, uncentred]) => changed.replaceAll(centred, uncentred), text);
}
