import { MersenneTwister } from '../random/mt19937';
import { formatNumber } from '../tensor/format';
import { dot, gradientOf, inputsOf, moved, slope, type Peer } from './peer';

const eps = 1e-6;
const atol = 1e-5;
const rtol = 1e-3;

/** The low 32 bits of the seed that torch.Generator() begins with, 67280421310721. */
const seed = 67280421310721 % 2 ** 32;

const roundOff = `its absolute step ${eps} is too small or too large for this scale of x, so that its numerical derivative is off by more than its tolerance.`;

/** torch.autograd.gradcheck: every entry of the Jacobian, |a - n| <= atol + rtol |n|. */
export const torchSlow: Peer = {
  id: 'torch-slow',
  name: 'PyTorch gradcheck',
  everyElement: true,
  calls: ({ point, dout }) => ({
    points: inputsOf(point).flatMap(([name, values]) =>
      Array.from(values).flatMap((_, k) =>
        [eps, -eps].map((step) => moved(point, name, (other) => (other === k ? step : 0))),
      ),
    ),
    douts: Array.from(dout, (_, j) => dout.map((_, other) => Number(other === j))),
  }),
  judge({ point }, { y, gradients }) {
    let call = 0;
    let worst = 0;
    let largest = 0;
    let passes = true;
    for (const [name, values] of inputsOf(point)) {
      for (let k = 0; k < values.length; k++) {
        const numerical = slope(y, call, eps);
        call += 2;
        for (const [j, n] of numerical.entries()) {
          const a = gradients[j]?.[gradientOf[name]]?.[k] ?? NaN;
          passes &&= Math.abs(a - n) <= atol + rtol * Math.abs(n);
          worst = Math.max(worst, Math.abs(a - n));
          largest = Math.max(largest, Math.abs(n));
        }
      }
    }
    const shown = formatNumber(worst, 3);
    return {
      passes,
      says: passes ? 'True' : 'GradcheckError: Jacobian mismatch',
      blind: `It forgives ${atol} in every entry of the Jacobian, whose largest entry is ${formatNumber(largest, 3)} here: the largest difference, ${shown}, hides in that.`,
      strict: `The largest difference is ${shown}: ${roundOff}`,
    };
  },
};

/** Its fast mode: one number vᵀJu for each input, along random directions that are the same in every run. */
export const torchFast: Peer = {
  id: 'torch-fast',
  name: 'PyTorch gradcheck, fast mode',
  everyElement: false,
  calls(given) {
    const { u, v } = directions(given);
    return {
      points: inputsOf(given.point).flatMap(([name], input) =>
        [eps, -eps].map((step) => moved(given.point, name, (k) => step * u[input]![k]!)),
      ),
      douts: [v],
    };
  },
  judge(given, { y, gradients }) {
    const { u, v } = directions(given);
    const sumV = dot(
      v,
      v.map(() => 1),
    );
    const rows = inputsOf(given.point).map(([name], input) => {
      const direction = u[input]!;
      const numerical = dot(slope(y, 2 * input, eps), v);
      const own = gradients[0]?.[gradientOf[name]];
      const difference = Math.abs((own ? dot(own, direction) : NaN) - numerical);
      const forgiven =
        atol *
          dot(
            direction,
            direction.map(() => 1),
          ) *
          sumV +
        rtol * Math.abs(numerical);
      return { difference, forgiven };
    });
    const failed = rows.find(({ difference, forgiven }) => !(difference <= forgiven));
    const shown = failed ?? rows[0] ?? { difference: NaN, forgiven: NaN };
    const compared = `a difference of ${formatNumber(shown.difference, 3)} where ${formatNumber(shown.forgiven, 3)} is forgiven`;
    return {
      passes: failed === undefined,
      says: failed === undefined ? 'True' : 'GradcheckError: Jacobian mismatch',
      blind: `It compares one number along one fixed direction without negative parts, which a normalisation nearly annihilates: ${compared}.`,
      strict: `Along its one direction it sees ${compared}: ${roundOff}`,
    };
  },
};

/** A direction for each input, then one for y: uniform numbers in single precision, of length 1. */
function directions({ point, dout }: Parameters<Peer['calls']>[0]): { u: Float64Array[]; v: Float64Array } {
  const bits = new MersenneTwister(seed);
  const direction = (values: Float64Array): Float64Array => {
    const uniform = values.map(() => (bits.uint32() % 2 ** 24) / 2 ** 24);
    const norm = Math.sqrt(dot(uniform, uniform));
    return uniform.map((value) => value / norm);
  };
  const u = inputsOf(point).map(([, values]) => direction(values));
  return { u, v: direction(dout) };
}
