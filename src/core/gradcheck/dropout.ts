import { diagnoseDropout, dropoutBlindSpots } from '../diagnosis/dropout';
import { dropoutOf } from '../layer/layer';
import type { Layout } from '../layer/layout';
import type { Problem } from '../problem/problem';
import type { Analysis } from './analysis';
import type { Conditioning } from './conditioning';
import type { Estimate } from './numerical';
import { mapOutputs } from './outputs';
import { roundings, unitRoundoff as u, type Rounding } from './statistics';

/** What a check of dropout rests on: every element is a group of its own, and linear in x. */
export function analyseDropout({ inputs, options, precision, yours }: Problem, layout: Layout): Analysis {
  const { size } = layout;
  const { factor, keep } = dropoutOf({ inputs, options });
  const x = inputs.x.tensor.data;
  const dout = inputs.dout.tensor.data;
  const mask = inputs.mask?.tensor.data ?? new Float64Array(size).fill(1);
  const kept = (i: number): number => (factor === 'identity' || factor === 'constant' ? 1 : mask[i]!);
  const over = factor === 'inverted' ? keep : 1;
  const whole = factor === 'constant' ? keep : 1;
  /** One rounding where the factor is a quotient, so that these are right to a unit in the last place. */
  const scaledBy = (value: number, i: number): number =>
    kept(i) === 0 ? value * 0 : (value * kept(i) * whole) / over;
  const y = x.map(scaledBy);
  const dx = dout.map(scaledBy);

  const condition = (value: Float64Array, { unit, underflow }: Rounding): Conditioning => {
    const scale = value.map(Math.abs);
    const bound = scale.map((size) => 4 * unit * size + underflow);
    return { scale, bound };
  };
  const h = options.step === 'auto' ? 1 : options.step;
  const conditionsIn = (rounding: Rounding): Analysis['conditions'] => ({
    y: condition(y, rounding),
    dx: condition(dx, rounding),
  });
  const times = (i: number): number => (kept(i) === 0 ? 0 : (kept(i) * whole) / over);
  // A mask of ones and zeros is scaled by us where that is due.
  const due = factor === 'as given' && options.variant === 'inverted' ? 1 / keep : 1;
  const scale = { due, rounding: (inputs.mask?.rounding ?? 0) + 4 * roundings.float32.unit * due };
  const data = { x, dout, mask, times, keep, factor, scale, hasY: yours.y !== undefined };
  return {
    conditions: conditionsIn(roundings.float64),
    yoursConditions: conditionsIn(roundings[precision]),
    numerical: {
      gradients: { dx: differences(x, dout, y, h, (v, i) => v * times(i)) },
      step: { min: h, max: h },
      perturbed: size,
    },
    reference: { y, dx },
    float32: precision === 'float32' ? { y: y.map(Math.fround), dx: dx.map(Math.fround) } : null,
    inherited: () => {
      const by = (name: 'x' | 'dout'): Float64Array =>
        Float64Array.from(mask, (_, i) => Math.abs(scaledBy(inputs[name].rounding, i)));
      return { y: by('x'), dx: by('dout') };
    },
    loosened: (outputs) => mapOutputs(outputs, ({ bound }) => bound),
    invariants: () => [],
    blindSpots: dropoutBlindSpots(data),
    diagnose: (source, output, value, bound) => diagnoseDropout(source, output, value, bound, data),
  };
}

/** (y(x + h) − y(x − h))·dout / 2h with the rounding errors that are possible in it; there is no truncation. */
function differences(
  x: Float64Array,
  dout: Float64Array,
  y: Float64Array,
  h: number,
  forward: (value: number, i: number) => number,
): Estimate {
  return {
    value: x.map((v, i) => ((forward(v + h, i) - forward(v - h, i)) * dout[i]!) / (2 * h)),
    bound: x.map((v, i) => {
      const slope = Math.abs(forward(1, i));
      return (4 * u * Math.abs(dout[i]!) * (Math.abs(y[i]!) + slope * (Math.abs(v) + h))) / h;
    }),
  };
}
