import { formatNumber } from '../tensor/format';
import { relError } from '../tensor/measure';
import { dot, gradientOf, inputsOf, moved, slope, type Peer } from './peer';

const h = 1e-5;

/** What the notebook's comments call about right for a batch-norm layer. */
const usual = 1e-6;

/** CS231n's eval_numerical_gradient_array and rel_error: each element moved by h, its loss the sum of y times dout. */
export const course: Peer = {
  id: 'cs231n',
  name: 'CS231n rel_error',
  everyElement: true,
  calls: ({ point, dout }) => ({
    points: inputsOf(point).flatMap(([name, values]) =>
      Array.from(values).flatMap((_, k) =>
        [h, -h].map((step) => moved(point, name, (other) => (other === k ? step : 0))),
      ),
    ),
    douts: [dout],
  }),
  judge({ point, dout }, { y, gradients }) {
    let call = 0;
    const errors = inputsOf(point).map(([name, values]) => {
      const numerical = values.map(() => {
        const numerical = dot(slope(y, call, h), dout);
        call += 2;
        return numerical;
      });
      const own = gradients[0]?.[gradientOf[name]] ?? new Float64Array(values.length).fill(NaN);
      const error = numerical.reduce((most, n, k) => Math.max(most, relError(own[k] ?? NaN, n)), 0);
      return { output: gradientOf[name], error };
    });
    const worst = errors.reduce((a, b) => (a.error >= b.error || Number.isNaN(a.error) ? a : b));
    return {
      passes: worst.error <= usual,
      says: errors.map(({ output, error }) => `${output} error: ${formatNumber(error, 3)}`).join(', '),
      blind: `The wrong terms are small beside the gradient here: no rel_error is above ${usual}.`,
      strict: `rel_error divides by |a| + |b|: where ${worst.output} is nearly 0 it is near 1 whatever the code, and h = ${h} is too coarse or too fine for this scale of x.`,
    };
  },
};
