import { RandomState } from '../random/random-state';
import { formatNumber } from '../tensor/format';
import { dot, gradientOf, inputsOf, slope, type Given, type Peer, type Point } from './peer';

const eps = 1e-4;
const tolerance = 1e-5;

/** jax.test_util.check_vjp in double precision: all inputs moved together along one normal direction. */
export const jax: Peer = {
  id: 'jax',
  name: 'JAX check_vjp',
  everyElement: false,
  calls(given) {
    const { tangents, cotangent } = directions(given);
    const along = (step: number): Point =>
      Object.fromEntries(
        inputsOf(given.point).map(([name, values], input) => [
          name,
          values.map((value, k) => value + step * tangents[input]![k]!),
        ]),
      );
    return { points: [along(eps), along(-eps)], douts: [cotangent] };
  },
  judge(given, { y, gradients: [own] }) {
    const { tangents, cotangent } = directions(given);
    const numerical = dot(slope(y, 0, eps), cotangent);
    const analytic = inputsOf(given.point).reduce((total, [name], input) => {
      const gradient = own?.[gradientOf[name]];
      return total + (gradient ? dot(gradient, tangents[input]!) : NaN);
    }, 0);
    const forgiven = tolerance + tolerance * Math.abs(numerical);
    const difference = Math.abs(analytic - numerical);
    const compared = `a difference of ${formatNumber(difference, 3)} where ${formatNumber(forgiven, 3)} is forgiven`;
    const passes = difference <= forgiven;
    return {
      passes,
      says: passes ? 'passes' : 'AssertionError: VJP cotangent projection',
      blind: `It compares one number along one fixed direction: ${compared}.`,
      strict: `Along its one direction it sees ${compared}: its step ${eps} is the same for every scale of x.`,
    };
  },
};

/** Normal numbers of np.random.RandomState(0): for the inputs in their order, then for y. */
function directions({ point, dout }: Given): { tangents: Float64Array[]; cotangent: Float64Array } {
  const random = new RandomState(0);
  const tangents = inputsOf(point).map(([, values]) => random.randn(values.length).data);
  return { tangents, cotangent: random.randn(dout.length).data };
}
