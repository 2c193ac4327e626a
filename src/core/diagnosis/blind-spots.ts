import { gather, type Values } from '../gradcheck/groups';
import { unitRoundoff as u, type GroupStatistics } from '../gradcheck/statistics';
import type { Form } from '../layer/form';
import type { Layout } from '../layer/layout';
import type { BlindSpot } from '../report/report';

/** A property of the data that hides mistakes, and which. */
interface Trap {
  readonly id: string;
  readonly holds: (data: Data) => boolean;
  readonly message: string;
}

interface Data {
  readonly form: Form;
  readonly layout: Layout;
  readonly values: Values;
  readonly groups: readonly GroupStatistics[];
}

const all = (values: Float64Array, test: (value: number) => boolean): boolean => values.every(test);
const constantWithin = (values: Float64Array): boolean => all(values, (value) => value === values[0]);
const doutOf = ({ members }: GroupStatistics, { dout }: Values): Float64Array =>
  gather(members, (i) => dout[i]!);

const always: readonly Trap[] = [
  {
    id: 'gamma-ones',
    holds: ({ values }) => all(values.gamma, (value) => value === 1),
    message: 'gamma is 1 everywhere: a dx that forgets gamma looks right. Use other values.',
  },
  {
    id: 'beta-zero',
    holds: ({ values }) => all(values.beta, (value) => value === 0),
    message: 'beta is 0 everywhere: a forward pass that forgets beta looks right. Use other values.',
  },
  {
    id: 'gamma-zero',
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
    holds: ({ layout }) => layout.count === 1,
    message: 'N = 1: x̂ and dx are 0 whatever x is. Use at least 3 rows.',
  },
  {
    id: 'two-rows',
    holds: ({ layout }) => layout.count === 2,
    message:
      'N = 2: x̂ is ±1 and dx nearly 0, so that the three terms of dx cannot be told apart. Use at least 3 rows.',
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
    holds: ({ groups, values }) =>
      values.dout.some((value) => value !== 0) &&
      groups.every((group) => group.members.length > 1 && constantWithin(doutOf(group, values))),
    message:
      'dout is the same in every row: the true dx is 0, and the variance term is missing unnoticed. Use a random dout.',
  },
  {
    id: 'sum-zero',
    holds: ({ groups }) =>
      groups.every(
        ({ g, meanG, meanAbsG }) => meanAbsG > 0 && Math.abs(meanG) <= 4 * g.length * u * meanAbsG,
      ),
    message: 'The sum of gamma·dout is 0 in every column: a missing path through the mean looks right.',
  },
  {
    id: 'product-sum-zero',
    holds: ({ groups }) =>
      groups.every(
        ({ g, meanGXhat, meanAbsGXhat }) =>
          meanAbsGXhat > 0 && Math.abs(meanGXhat) <= 64 * g.length * u * meanAbsGXhat,
      ),
    message: 'The sum of gamma·dout·x̂ is 0 in every column: a missing path through the variance looks right.',
  },
  {
    id: 'constant-column',
    holds: ({ groups }) =>
      groups.some(
        ({ members, xhat, std }) => members.length > 1 && std < Infinity && all(xhat, (value) => value === 0),
      ),
    message: 'A column of x is constant: its x̂ is 0, and only eps keeps its gradient finite.',
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
    message: 'x has variance 1 already: a wrong power of sqrt(var + eps) looks right. Use another scale.',
  },
  {
    id: 'far-from-zero',
    holds: ({ groups }) => groups.some(({ mean, std }) => Math.abs(mean) > 1e4 * std),
    message:
      'x stands more than 10,000 deviations from 0: rounding takes digits from any code there, and a dx that is wrong ' +
      'by a small factor looks like one whose variance was taken in one pass. Bring x nearer to 0.',
  },
  {
    id: 'zero-mean',
    holds: ({ groups }) => groups.every(({ mean, std }) => Math.abs(mean) <= 1e-12 * std),
    message: 'x has mean 0 already: x in place of x − mu looks right. Add an offset.',
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
  return traps.filter(({ holds }) => holds(data)).map(({ id, message }) => ({ id, message }));
}
