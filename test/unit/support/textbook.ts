import type { OutputName } from '../../../src/core/problem/problem';
import { channelAxis, parameterShape, sizeOf, type Sample } from './sample';

/** What plain code knows of the elements that share a mean and a variance. */
export interface Group {
  readonly N: number;
  /** How many groups there are. */
  readonly D: number;
  /** Row-major positions in x, and those of each one's gamma and beta. */
  readonly positions: readonly number[];
  readonly parameters: readonly number[];
  readonly x: readonly number[];
  /** x − mean */
  readonly centred: readonly number[];
  readonly xhat: readonly number[];
  readonly dout: readonly number[];
  readonly gamma: readonly number[];
  readonly beta: readonly number[];
  /** gamma times dout */
  readonly g: readonly number[];
  /** Σ g where the layer takes the mean out of x, else 0. */
  readonly S0: number;
  /** Σ g x̂ */
  readonly S1: number;
  /** 0 where the layer leaves the mean where it is (RMS norm); the variance is around it. */
  readonly mean: number;
  readonly isCentred: boolean;
  readonly variance: number;
  readonly eps: number;
  /** sqrt(variance + eps) */
  readonly std: number;
}

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

export const product = (a: readonly number[], b: readonly number[]): number =>
  total(a.map((value, i) => value * (b[i] ?? NaN)));

/** Which statistics and which parameter an element of x belongs to, by its index along every axis. */
function belongings({ form, shape }: Sample, position: number): { group: string; parameter: number } {
  const index = shape.map((length, axis) => Math.floor(position / sizeOf(shape.slice(axis + 1))) % length);
  const at = channelAxis(form, shape);
  const channel = index[at] ?? 0;
  const perGroup = (shape[at] ?? 1) / form.groups;
  switch (form.layer) {
    case 'batchnorm':
    case 'dropout':
      return { group: String(channel), parameter: channel };
    case 'instancenorm':
      return { group: [index[0], channel].join(), parameter: channel };
    case 'groupnorm':
      return { group: [index[0], Math.floor(channel / perGroup)].join(), parameter: channel };
    case 'layernorm':
    case 'rmsnorm': {
      const count = sizeOf(shape.slice(-form.normDims));
      return { group: String(Math.floor(position / count)), parameter: position % count };
    }
  }
}

/** The statistics groups of a sample, normalised by plain code that shares nothing with src. */
export function groupsOf(sample: Sample): Group[] {
  const { x, gamma, beta, dout, eps, form } = sample;
  const members = new Map<string, { positions: number[]; parameters: number[] }>();
  for (let position = 0; position < x.length; position++) {
    const { group, parameter } = belongings(sample, position);
    const found = members.get(group) ?? { positions: [], parameters: [] };
    found.positions.push(position);
    found.parameters.push(parameter);
    members.set(group, found);
  }
  const isCentred = form.layer !== 'rmsnorm';
  return [...members.values()].map(({ positions, parameters }) => {
    const N = positions.length;
    const [xs, ds] = [positions.map((i) => x[i] ?? NaN), positions.map((i) => dout[i] ?? NaN)];
    const [scales, shifts] = [parameters.map((p) => gamma[p] ?? NaN), parameters.map((p) => beta[p] ?? NaN)];
    const mean = isCentred ? total(xs) / N : 0;
    const centred = xs.map((value) => value - mean);
    const variance = total(centred.map((value) => value ** 2)) / N;
    const std = Math.sqrt(variance + eps);
    const xhat = centred.map((value) => value / std);
    const g = ds.map((value, i) => value * (scales[i] ?? NaN));
    return {
      N,
      D: members.size,
      positions,
      parameters,
      x: xs,
      centred,
      xhat,
      dout: ds,
      gamma: scales,
      beta: shifts,
      g,
      S0: isCentred ? total(g) : 0,
      S1: product(g, xhat),
      mean,
      isCentred,
      variance,
      eps,
      std,
    };
  });
}

/** An array like x put together from what each group gives. */
export function byGroup(
  sample: Sample,
  of: (group: Group, groups: readonly Group[]) => readonly number[],
): Float64Array {
  const result = new Float64Array(sample.x.length).fill(NaN);
  const groups = groupsOf(sample);
  for (const group of groups) {
    const values = of(group, groups);
    group.positions.forEach((position, k) => (result[position] = values[k] ?? NaN));
  }
  return result;
}

/** An array like gamma: the sum of what each element gives to its parameter. */
export function byParameter(sample: Sample, of: (group: Group) => readonly number[]): Float64Array {
  const result = new Float64Array(sizeOf(parameterShape(sample)));
  for (const group of groupsOf(sample)) {
    const values = of(group);
    group.parameters.forEach((p, k) => (result[p] = (result[p] ?? NaN) + (values[k] ?? NaN)));
  }
  return result;
}

/** The right dx by the staged backward of the course notes: through xhat, variance and mean. */
export function stagedDx(sample: Sample): Float64Array {
  return byGroup(sample, ({ N, g, centred, std, isCentred }) => {
    const dvar = product(g, centred) * -0.5 * std ** -3;
    const dmean = isCentred ? -total(g) / std + (dvar * -2 * total(centred)) / N : 0;
    return g.map((value, i) => value / std + (dvar * 2 * (centred[i] ?? NaN)) / N + dmean / N);
  });
}

/** All outputs in plain code. */
export function plainOutputs(sample: Sample): Record<OutputName, Float64Array> {
  return {
    y: byGroup(sample, ({ xhat, gamma, beta }) =>
      xhat.map((value, i) => value * (gamma[i] ?? NaN) + (beta[i] ?? NaN)),
    ),
    dx: stagedDx(sample),
    dgamma: byParameter(sample, ({ dout, xhat }) => dout.map((value, i) => value * (xhat[i] ?? NaN))),
    dbeta: byParameter(sample, ({ dout }) => dout),
  };
}
