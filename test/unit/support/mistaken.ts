import type { LayerId } from '../../../src/core/layer/form';
import type { Sample } from './sample';
import { product, total, type Group } from './textbook';

/** The dx of one group as somebody writes it who makes the mistake. */
export type Wrong = (group: Group, groups: readonly Group[]) => number[];

/** A known mistake in one of the ways in which people write it. */
export interface WrongWay {
  readonly id: string;
  readonly how: string;
  readonly wrong: Wrong;
  /** Where it is a mistake, and no other one: in batch norm and wherever this is true of the sample. */
  readonly holds: (sample: Pick<Sample, 'form' | 'shape'>) => boolean;
}

const everywhere: WrongWay['holds'] = () => true;
const of =
  (...layers: readonly LayerId[]): WrongWay['holds'] =>
  ({ form }) =>
    layers.includes(form.layer);
/** RMS norm has no mean term that could be wrong, and two of its mistakes come to the same. */
const centred: WrongWay['holds'] = ({ form }) => form.layer !== 'rmsnorm';
const matrix: WrongWay['holds'] = ({ form, shape }) =>
  shape.length === 2 && (form.layer === 'batchnorm' || form.layer === 'layernorm');

const way = (id: string, how: string, wrong: Wrong, holds = everywhere): WrongWay => ({
  id,
  how,
  wrong,
  holds,
});

/** dx by the closed form with other factors or terms in it: (N direct − mean − variance) / (N std). */
const closed =
  (
    terms: (
      group: Group,
      i: number,
    ) => {
      readonly direct?: number;
      readonly mean?: number;
      readonly variance?: number;
      readonly std?: number;
    },
  ): Wrong =>
  (group) =>
    group.g.map((g, i) => {
      const own = { direct: g, mean: group.S0, variance: (group.xhat[i] ?? NaN) * group.S1, std: group.std };
      const { direct, mean, variance, std } = { ...own, ...terms(group, i) };
      return (group.N * direct - mean - variance) / (group.N * std);
    });

/** dx by the staged backward of the course notes, with other factors in dvar and in its derivative. */
const staged =
  (
    half: number,
    two: number,
    {
      power = -3,
      divisor = ({ N }: Group): number => N,
      outer = ({ std }: Group): number => std,
      inner = ({ std }: Group): number => std,
    } = {},
  ): Wrong =>
  (group) => {
    const { N, g, centred } = group;
    const dvar = half * product(g, centred) * inner(group) ** power;
    const direct = outer(group);
    return g.map(
      (v, i) => v / direct + (two * (centred[i] ?? NaN) * dvar) / divisor(group) - group.S0 / (N * direct),
    );
  };

const right = closed(() => ({}));
const times =
  (factor: (group: Group, i: number) => number): Wrong =>
  (group, groups) =>
    right(group, groups).map((v, i) => v * factor(group, i));
const besselOf = ({ N, variance, eps }: Group): number => Math.sqrt((variance * N) / (N - 1) + eps);
const bare = ({ variance }: Group): number => Math.sqrt(variance);
const outside = ({ variance, eps }: Group): number => Math.sqrt(variance) + eps;
const subtracted = ({ variance, eps }: Group): number => Math.sqrt(variance - eps);

/** The sums over the elements that stand at the same place in every group. */
const across = (groups: readonly Group[], of: (group: Group) => readonly number[], place: number): number =>
  total(groups.map((group) => of(group)[place] ?? NaN));
const products = ({ g, xhat }: Group): number[] => g.map((v, i) => v * (xhat[i] ?? NaN));

const terms: readonly WrongWay[] = [
  way(
    'xhat-missing-in-sum',
    'as the article prints it',
    closed(({ g, xhat }, i) => ({ variance: (xhat[i] ?? NaN) * total(g) })),
  ),
  way('statistics-constant', 'the direct path alone', ({ g, std }) => g.map((v) => v / std)),
  way(
    'mean-path-missing',
    'without −S0',
    closed(() => ({ mean: 0 })),
    centred,
  ),
  way(
    'variance-path-missing',
    'without −x̂ S1',
    closed(() => ({ variance: 0 })),
    centred,
  ),
  way('variance-factor-2', '(x − mu)/N for 2 (x − mu)/N', staged(-0.5, 1)),
  way('variance-factor-half', '−1 for −1/2 in dvar', staged(-1, 2)),
  way('variance-sign', '+1/2 for −1/2 in dvar', staged(0.5, 2)),
  way(
    'mean-sign',
    '+S0',
    closed(({ S0 }) => ({ mean: -S0 })),
    centred,
  ),
  way(
    'mean-not-subtracted-here',
    'the backward pass of layer norm',
    closed(({ g }) => ({ mean: total(g) })),
    of('rmsnorm'),
  ),
];

const counts: readonly WrongWay[] = [
  way('one-over-n-lost', 'sums for means', ({ g, xhat, S0, S1, std }) =>
    g.map((v, i) => (v - S0 - (xhat[i] ?? NaN) * S1) / std),
  ),
  way(
    'mean-term-times-n',
    'the sum of g for its mean',
    closed(({ N, S0 }) => ({ mean: N * S0 })),
    centred,
  ),
  way(
    'variance-term-times-n',
    'the sum of g x̂ for its mean',
    closed(({ N, xhat, S1 }, i) => ({ variance: N * (xhat[i] ?? NaN) * S1 })),
    centred,
  ),
  way(
    'mean-term-over-n-twice',
    'a mean divided by N',
    closed(({ N, S0 }) => ({ mean: S0 / N })),
    centred,
  ),
  way(
    'variance-term-over-n-twice',
    'a mean divided by N',
    closed(({ N, xhat, S1 }, i) => ({ variance: ((xhat[i] ?? NaN) * S1) / N })),
  ),
  way(
    'n-missing-in-direct-term',
    'g for N g',
    closed(({ N, g }, i) => ({ direct: (g[i] ?? NaN) / N })),
  ),
  way(
    'times-n',
    'no division by N at the end',
    times(({ N }) => N),
  ),
  way(
    'over-n-twice',
    'means, and 1/N at the end',
    times(({ N }) => 1 / N),
  ),
  way('n-minus-1', 'sums over N − 1', ({ N, g, xhat, S0, S1, std }) =>
    g.map((v, i) => (v - S0 / (N - 1) - ((xhat[i] ?? NaN) * S1) / (N - 1)) / std),
  ),
  way(
    'bessel-in-backward',
    'the derivative of a variance over N − 1',
    staged(-0.5, 2, { divisor: ({ N }) => N - 1 }),
    centred,
  ),
  way('d-for-n', 'sums over the other length of x', ({ D, g, xhat, S0, S1, std }) =>
    g.map((v, i) => (v - S0 / D - ((xhat[i] ?? NaN) * S1) / D) / std),
  ),
  way('sums-over-size', 'sums over all counts', ({ N, D, g, xhat, S0, S1, std }) =>
    g.map((v, i) => (v - S0 / (N * D) - ((xhat[i] ?? NaN) * S1) / (N * D)) / std),
  ),
  way(
    'over-other-count',
    'the whole over both counts',
    times(({ D }) => 1 / D),
  ),
  way(
    'wrong-axis',
    'axis=1 for axis=0, over N',
    (group, groups) =>
      closed(({ g, xhat }, i) => ({
        mean: across(groups, (other) => other.g, i),
        variance: (xhat[i] ?? NaN) * across(groups, products, i),
        direct: g[i] ?? NaN,
      }))(group, groups),
    matrix,
  ),
  way(
    'wrong-axis',
    'mean over axis=1 for axis=0',
    ({ D, g, xhat, std }, groups) =>
      g.map(
        (v, i) =>
          (v -
            across(groups, (other) => other.g, i) / D -
            ((xhat[i] ?? NaN) * across(groups, products, i)) / D) /
          std,
      ),
    matrix,
  ),
  way(
    'sums-over-all',
    'np.sum without an axis',
    (group, groups) =>
      closed(({ xhat }, i) => ({
        mean: total(groups.map(({ S0 }) => S0)),
        variance: (xhat[i] ?? NaN) * total(groups.map(({ S1 }) => S1)),
      }))(group, groups),
    centred,
  ),
  way(
    'diagonal-only',
    'the derivative of each x̂ by its own x',
    ({ N, g, xhat, std }) => g.map((v, i) => (v * (1 - 1 / N - (xhat[i] ?? NaN) ** 2 / N)) / std),
    centred,
  ),
  way(
    'diagonal-only',
    'the quotient rule with the derivative of x − mu in both parts',
    ({ N, g, centred, std }) =>
      g.map((v, i) => {
        const slope = 1 - 1 / N;
        return v * (slope / std - ((centred[i] ?? NaN) ** 2 * slope) / (N * std ** 3));
      }),
    centred,
  ),
];

/** Sums of dout in place of g; there is no mean term where the layer takes no mean out. */
const withoutGamma = ({ dout, xhat, isCentred }: Group): { S0: number; S1: number } => ({
  S0: isCentred ? total(dout) : 0,
  S1: product(dout, xhat),
});

const factors: readonly WrongWay[] = [
  way(
    'gamma-missing',
    'dout for gamma·dout',
    closed((group, i) => {
      const { S0, S1 } = withoutGamma(group);
      return { direct: group.dout[i] ?? NaN, mean: S0, variance: (group.xhat[i] ?? NaN) * S1 };
    }),
  ),
  way(
    'gamma-outside-sums',
    'gamma times batch norm’s closed form of dout',
    (group, groups) =>
      closed((same, i) => {
        const { S0, S1 } = withoutGamma(same);
        const gamma = same.gamma[i] ?? NaN;
        return { mean: gamma * S0, variance: gamma * (same.xhat[i] ?? NaN) * S1 };
      })(group, groups),
    of('layernorm', 'rmsnorm', 'groupnorm'),
  ),
  way(
    'gamma-missing-in-direct-term',
    'dout for gamma·dout once',
    closed(({ dout }, i) => ({ direct: dout[i] ?? NaN })),
  ),
  way(
    'gamma-missing-in-sums',
    'dout for gamma·dout twice',
    closed((group, i) => {
      const { S0, S1 } = withoutGamma(group);
      return { mean: S0, variance: (group.xhat[i] ?? NaN) * S1 };
    }),
  ),
  way(
    'gamma-twice',
    'gamma times the whole',
    times(({ gamma }, i) => gamma[i] ?? NaN),
  ),
  way(
    'chain-rule-twice',
    'gamma·dout times the whole',
    times(({ g }, i) => g[i] ?? NaN),
  ),
  way(
    'std-not-inverted',
    'std for 1/std',
    closed(({ std }) => ({ std: 1 / std })),
  ),
  way(
    'std-missing',
    'no 1/std',
    closed(() => ({ std: 1 })),
  ),
  way(
    'variance-for-std',
    '1/(var + eps)',
    closed(({ std }) => ({ std: std ** 2 })),
  ),
  way(
    'std-not-inverted-in-mean-term',
    'dmu with std for 1/std',
    ({ N, g, xhat, S0, S1, std }) =>
      g.map((v, i) => v / std - (S0 * std) / N - ((xhat[i] ?? NaN) * S1) / (N * std)),
    centred,
  ),
  way(
    'centred-for-xhat',
    'x − mu for x̂ at the end',
    closed(({ centred, S1 }, i) => ({ variance: (centred[i] ?? NaN) * S1 })),
    centred,
  ),
  way(
    'centred-for-xhat-twice',
    'x − mu for x̂ in the sum and at the end',
    closed(({ centred, g }, i) => ({ variance: (centred[i] ?? NaN) * product(g, centred) })),
  ),
  way('extra-std', 'std⁻⁴ for std⁻³ in dvar', staged(-0.5, 2, { power: -4 })),
  way('variance-power', 'std³ for std⁻³ in dvar', staged(-0.5, 2, { power: 3 })),
  way(
    'x-for-xhat',
    'x for x̂ at the end',
    closed(({ x, S1 }, i) => ({ variance: (x[i] ?? NaN) * S1 })),
  ),
  way(
    'x-for-xhat-in-sum',
    'x for x̂ in the sum',
    closed(({ x, g, xhat }, i) => ({ variance: (xhat[i] ?? NaN) * product(g, x) })),
    centred,
  ),
  way(
    'eps-dropped',
    'sqrt(var) for the last division',
    closed((group) => ({ std: bare(group) })),
  ),
  way('eps-dropped', 'sqrt(var) in 1/std and dvar', staged(-0.5, 2, { outer: bare, inner: bare })),
  way('eps-dropped', 'sqrt(var) in dvar', staged(-0.5, 2, { inner: bare })),
  way(
    'eps-dropped',
    'sqrt(var) in x̂',
    closed((group, i) => {
      const xhat = group.centred.map((c) => c / bare(group));
      return { variance: (xhat[i] ?? NaN) * product(group.g, xhat) };
    }),
  ),
  ...(
    [
      ['unbiased-deviation', 'the variance over N − 1', besselOf],
      ['eps-outside-root', 'sqrt(var) + eps', outside],
      ['eps-subtracted', 'sqrt(var − eps)', subtracted],
    ] as const
  ).flatMap(([id, how, deviation]) => [
    way(
      id,
      `${how} in the last division`,
      closed((group) => ({ std: deviation(group) })),
    ),
    way(id, `${how} all the way back`, staged(-0.5, 2, { outer: deviation, inner: deviation })),
  ]),
];

const wholes: readonly WrongWay[] = [
  way(
    'sign',
    'minus the whole',
    times(() => -1),
  ),
  way('zeros', 'np.zeros_like(x)', ({ x }) => x.map(() => 0)),
  way('dout-itself', 'dx = dout', ({ dout }) => [...dout]),
  way(
    'mean-taken-out',
    'layer norm for RMS norm',
    ({ N, x, g, eps }) => {
      const mean = total(x) / N;
      const own = x.map((v) => v - mean);
      const std = Math.sqrt(product(own, own) / N + eps);
      return g.map((v, i) => (v - total(g) / N - ((own[i] ?? NaN) * product(g, own)) / (N * std ** 2)) / std);
    },
    of('rmsnorm'),
  ),
  way(
    'mean-left-in',
    'RMS norm for layer norm',
    ({ N, x, g, eps }) => {
      const rms = Math.sqrt(product(x, x) / N + eps);
      return g.map((v, i) => (v - ((x[i] ?? NaN) * product(g, x)) / (N * rms ** 2)) / rms);
    },
    centred,
  ),
  way(
    'evaluation-in-training',
    'running statistics 0 and 1',
    ({ g, eps }) => g.map((v) => v / Math.sqrt(1 + eps)),
    of('batchnorm'),
  ),
];

/** Every known mistake in dx in training mode, in the ways in which people write it. */
export const wrongWays: readonly WrongWay[] = [...terms, ...counts, ...factors, ...wholes];
