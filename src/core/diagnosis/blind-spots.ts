import type { Values } from '../gradcheck/groups';
import { unitRoundoff as u, type GroupStatistics } from '../gradcheck/statistics';
import type { Form, LayerId } from '../layer/form';
import { groupName } from '../layer/notation';
import type { Layout } from '../layer/layout';
import type { BlindSpot } from '../report/report';

/** A property of the data that hides mistakes, and which. */
interface Trap {
  readonly id: string;
  /** The layers that it is about; all of them where it does not say. */
  readonly layers?: readonly LayerId[];
  readonly holds: (data: Data) => boolean;
  /** `@` stands for what shares statistics: a column, a row, a channel ... */
  readonly message: string;
}

interface Data {
  readonly form: Form;
  readonly layout: Layout;
  readonly values: Values;
  readonly groups: readonly GroupStatistics[];
}

const centred: readonly LayerId[] = ['batchnorm', 'layernorm', 'groupnorm', 'instancenorm'];
/** Layers whose gamma differs within a statistics group. */
const gammaVaries: readonly LayerId[] = ['layernorm', 'rmsnorm', 'groupnorm'];

const all = (values: Float64Array, test: (value: number) => boolean): boolean => values.every(test);
const constantWithin = (values: Float64Array): boolean => all(values, (value) => value === values[0]);

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
    message: 'N = 1: x̂ and dx are 0 whatever x is. Use at least 3 values for each statistic.',
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
    holds: ({ groups }) =>
      groups.every(
        ({ g, meanG, meanAbsG }) => meanAbsG > 0 && Math.abs(meanG) <= 4 * g.length * u * meanAbsG,
      ),
    message: 'The sum of gamma·dout is 0 in every @: a missing path through the mean looks right.',
  },
  {
    id: 'product-sum-zero',
    holds: ({ groups }) =>
      groups.every(
        ({ g, meanGXhat, meanAbsGXhat }) =>
          meanAbsGXhat > 0 && Math.abs(meanGXhat) <= 64 * g.length * u * meanAbsGXhat,
      ),
    message: 'The sum of gamma·dout·x̂ is 0 in every @: a missing path through the variance looks right.',
  },
  {
    id: 'constant-column',
    layers: centred,
    holds: ({ groups }) =>
      groups.some(
        ({ members, xhat, std }) => members.length > 1 && std < Infinity && all(xhat, (value) => value === 0),
      ),
    message: 'A @ of x is constant: its x̂ is 0, and only eps keeps its gradient finite.',
  },
  {
    id: 'eps-negligible',
    holds: ({ groups, values }) =>
      groups.every(({ std, g }, k) => values.eps[k]! <= 8 * g.length * u * std * std),
    message: 'eps is below rounding beside the variance of x: a backward pass that forgets eps looks right.',
  },
  {
    id: 'unit-deviation',
    holds: ({ groups }) => groups.every(({ std }) => Math.abs(std - 1) < 1e-3),
    message: 'The deviation is 1 already: a wrong power of it looks right. Use another scale.',
  },
  {
    id: 'far-from-zero',
    layers: centred,
    holds: ({ groups }) => groups.some(({ mean, std }) => Math.abs(mean) > 1e4 * std),
    message:
      'x stands more than 10,000 deviations from 0: rounding takes digits from any code there, and a dx that is wrong ' +
      'by a small factor looks like one whose variance was taken in one pass. Bring x nearer to 0.',
  },
  {
    id: 'zero-mean',
    layers: centred,
    holds: ({ groups }) => groups.every(({ mean, std }) => Math.abs(mean) <= 1e-12 * std),
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
export function blindSpots(
  form: Form,
  layout: Layout,
  values: Values,
  groups: readonly GroupStatistics[],
): BlindSpot[] {
  const data = { form, layout, values, groups };
  const traps = values.running ? always : [...training, ...always];
  return traps
    .filter(({ layers, holds }) => (layers?.includes(form.layer) ?? true) && holds(data))
    .map(({ id, message }) => ({ id, message: message.replace('@', groupName(form)) }));
}
