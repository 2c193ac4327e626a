import { each, type Formula, type Values } from '../../layer/expression';
import type { Mistake, Setting } from './mistake';

/** A mistake whose formula is written as N·s·dx, the numerator of the closed form. */
export function numerator(
  id: string,
  message: string,
  formula: Formula,
  terms: Mistake['terms'] = null,
  setting: Setting = 'moving',
): Mistake {
  const expression = each('element', (values) => {
    const { N, std } = values;
    const at = formula(values);
    return (i) => at(i) / (N * std(i));
  });
  return { id, setting, message, terms, expression };
}

/** Another deviation than the forward pass has: in front alone, or in x̂ as well. */
export function otherDeviation(id: string, message: string, deviation: Formula): Mistake[] {
  return [1, 3].map((power) =>
    numerator(id, message, (values) => {
      const { N, dxhat, S0, S1, xhat, std } = values;
      const other = deviation(values);
      return (i) => {
        const ratio = std(i) / other(i);
        return ratio * (N * dxhat(i) - S0(i)) - ratio ** power * xhat(i) * S1(i);
      };
    }),
  );
}

/** What RMS norm divides by, in a layer that takes the mean out of x. */
export function rootMeanSquare({ mu, var: variance, eps }: Values): (i: number) => number {
  return (i) => Math.sqrt(variance(i) + mu(i) ** 2 + eps(i));
}
