import type { Values } from '../gradcheck/groups';
import { roundings, type GroupStatistics } from '../gradcheck/statistics';
import type { Form, LayerId } from '../layer/form';
import { groupName } from '../layer/notation';
import type { Layout } from '../layer/layout';
import type { Precision } from '../problem/problem';
import type { BlindSpot } from '../report/report';

/** A property of the data that hides mistakes, and which. */
interface Trap {
  readonly id: string;
  /** The layers that it is about; all of them where it does not say. */
  readonly layers?: readonly LayerId[];
  readonly holds: (data: Data) => boolean;
  /** `@` stands for what shares statistics: a column, a row, a channel ... */
  readonly message: string | ((data: Data) => string);
}

interface Data {
  readonly form: Form;
  readonly layout: Layout;
  readonly values: Values;
  readonly groups: readonly GroupStatistics[];
  /** The arithmetic that is checked: what is lost in its rounding cannot be seen. */
  readonly precision: Precision;
  /** How far rounding alone may put each element of dx off. */
  readonly dxBound: Float64Array;
}

const centred: readonly LayerId[] = ['batchnorm', 'layernorm', 'groupnorm', 'instancenorm'];
/** Layers whose gamma differs within a statistics group. */
const gammaVaries: readonly LayerId[] = ['layernorm', 'rmsnorm', 'groupnorm'];

const all = (values: Float64Array, test: (value: number) => boolean): boolean => values.every(test);
const constantWithin = (values: Float64Array): boolean => all(values, (value) => value === values[0]);

const unitOf = (precision: Precision): number => roundings[precision].unit;

/** How many deviations from 0 the rounding of a variance that is taken in one pass begins to hide mistakes. */
const farDeviations: Readonly<Record<Precision, number>> = { float64: 10_000, float32: 30 };

const always: readonly Trap[] = [
  {
    id: 'gamma-ones',
    holds: ({ values }) => all(values.gamma, (value) => value === 1),
    message: 'gamma is 1 everywhere: a dx that forgets gamma looks right. Use other values.',
  },
  {
    id: 'gamma-constant',
    layers: gammaVaries,
    holds: ({ values: { gamma } }) => gamma.length > 1 && constantWithin(gamma),
    message: 'gamma is the same everywhere: pulling it out of the sums looks right. Use different values.',
  },
  {
    id: 'beta-zero',
    layers: centred,
    holds: ({ values }) => all(values.beta, (value) => value === 0),
    message: 'beta is 0 everywhere: a forward pass that forgets beta looks right. Use other values.',
  },
  {
    id: 'gamma-zero',
    layers: ['batchnorm', 'instancenorm'],
    holds: ({ values }) => values.gamma.includes(0),
    message: 'gamma is 0 somewhere: dx is 0 there whatever the formula.',
  },
  {
    id: 'dout-zero',
    holds: ({ values }) => all(values.dout, (value) => value === 0),
    message: 'dout is 0 everywhere: every gradient is 0 whatever the formula.',
  },
];

const training: readonly Trap[] = [
  {
    id: 'one-row',
    layers: centred,
    holds: ({ layout }) => layout.count === 1,
    message: ({ values }) =>
      values.eps[0] === 0
        ? 'N = 1 and eps = 0: 0 is divided by 0 whatever x is. Use at least 3 values for each statistic, and an eps.'
        : 'N = 1: x̂ and dx are 0 whatever x is. Use at least 3 values for each statistic.',
  },
  {
    id: 'two-rows',
    layers: centred,
    holds: ({ layout }) => layout.count === 2,
    message:
      'N = 2: x̂ is ±1 and dx nearly 0, so that the three terms of dx cannot be told apart. Use at least 3 values for each statistic.',
  },
  {
    id: 'square',
    holds: ({ layout }) =>
      layout.count > 1 && layout.shape.length === 2 && layout.shape[0] === layout.shape[1],
    message:
      'N = D: dividing by D instead of N, or a sum along the wrong axis, looks right. Use N different from D.',
  },
  {
    id: 'dout-constant',
    layers: centred,
    holds: ({ groups, values }) =>
      values.dout.some((value) => value !== 0) &&
      groups.every(({ members, g }) => members.length > 1 && constantWithin(g)),
    message:
      'gamma·dout is constant in every @: the true dx is 0, and the variance term is missing unnoticed. Use a random dout.',
  },
  {
    id: 'sum-zero',
    layers: centred,
    holds: ({ groups, precision }) =>
      groups.every(
        ({ g, meanG, meanAbsG }) =>
          meanAbsG > 0 && Math.abs(meanG) <= 4 * g.length * unitOf(precision) * meanAbsG,
      ),
    message: 'The sum of gamma·dout is 0 in every @: a missing path through the mean looks right.',
  },
  {
    id: 'product-sum-zero',
    holds: ({ groups, precision }) =>
      groups.every(
        ({ g, meanGXhat, meanAbsGXhat }) =>
          meanAbsGXhat > 0 && Math.abs(meanGXhat) <= 64 * g.length * unitOf(precision) * meanAbsGXhat,
      ),
    message: 'The sum of gamma·dout·x̂ is 0 in every @: a missing path through the variance looks right.',
  },
  {
    id: 'constant-column',
    layers: centred,
    holds: ({ groups }) => groups.some(({ members, variance }) => members.length > 1 && variance === 0),
    message: ({ values }) =>
      values.eps[0] === 0
        ? 'A @ of x is constant and eps is 0: 0 is divided by 0 there. Use an eps, or values that differ.'
        : 'A @ of x is constant: its x̂ is 0, and only eps keeps its gradient finite.',
  },
  {
    id: 'eps-negligible',
    holds: ({ groups, values, precision }) =>
      groups.every(
        ({ std, g }, k) => std > 0 && values.eps[k]! <= 8 * g.length * unitOf(precision) * std * std,
      ),
    message: 'eps is below rounding beside the variance of x: a backward pass that forgets eps looks right.',
  },
  {
    id: 'eps-outweighs',
    holds: ({ groups, values, dxBound }) =>
      groups.every(
        ({ members, variance, std, xhat, meanGXhat }, k) =>
          variance > 0 &&
          variance < values.eps[k]! &&
          members.every((i, m) => Math.abs(xhat[m]! * meanGXhat) <= dxBound[i]! * std),
      ),
    message:
      'eps is so large beside the variance of x that the path through the variance is lost in rounding: a dx without ' +
      'it looks right. Use larger differences in x, or a smaller eps.',
  },
  {
    id: 'unit-deviation',
    holds: ({ groups }) => groups.every(({ std }) => Math.abs(std - 1) < 1e-3),
    message: 'The deviation is 1 already: a wrong power of it looks right. Use another scale.',
  },
  {
    id: 'far-from-zero',
    layers: centred,
    holds: ({ groups, precision }) =>
      groups.some(({ mean, std }) => Math.abs(mean) > farDeviations[precision] * std),
    message: ({ precision }) =>
      `x stands more than ${farDeviations[precision]} deviations from 0: rounding takes digits from any code there, ` +
      'and a dx that is wrong by a small factor looks like one whose variance was taken in one pass. Bring x nearer to 0.',
  },
  {
    id: 'zero-mean',
    layers: centred,
    holds: ({ groups }) =>
      groups.every(({ mean, variance }) => variance > 0 && Math.abs(mean) <= 1e-12 * Math.sqrt(variance)),
    message: 'x has mean 0 already: x in place of x − mu looks right. Add an offset.',
  },
  {
    id: 'zero-mean',
    layers: ['rmsnorm'],
    holds: ({ groups }) =>
      groups.every(
        ({ xhat }) => Math.abs(xhat.reduce((sum, value) => sum + value, 0)) <= 1e-12 * xhat.length,
      ),
    message: 'x has mean 0 already: a mean that is taken out by mistake looks right. Add an offset.',
  },
];

/** What the data of a check cannot reveal. */
export function blindSpots(data: Data): BlindSpot[] {
  const { form, values } = data;
  const traps = values.running ? always : [...training, ...always];
  return traps
    .filter(({ layers, holds }) => (layers?.includes(form.layer) ?? true) && holds(data))
    .map(({ id, message }) => {
      const text = typeof message === 'string' ? message : message(data);
      return { id, message: text.replace('@', groupName(form)) };
    });
}
