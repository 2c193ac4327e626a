import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/core/gradcheck/check';
import type { LayerId } from '../../src/core/layer/form';
import { defaultOptions } from '../../src/core/problem/options';
import { makeProblem, type Draft } from '../../src/core/problem/make';
import type { CheckOptions, Input, OutputName, Problem, Yours } from '../../src/core/problem/problem';
import type { Report } from '../../src/core/report/report';
import { sizeOf, type Tensor } from '../../src/core/tensor/tensor';

const fixtures = JSON.parse(
  readFileSync(join(import.meta.dirname, '../data/cs231n_fixtures.json'), 'utf8'),
) as { readonly bn_4x5: Readonly<Record<'x' | 'gamma' | 'beta' | 'dout' | 'dx', number[] | number[][]>> };

function tensorOf(values: number[] | number[][]): Tensor {
  const [first] = values;
  const shape = Array.isArray(first) ? [values.length, first.length] : [values.length];
  return { shape, data: Float64Array.from(values.flat()) };
}

function written(line: number, tensor: Tensor): Input {
  return {
    tensor,
    origin: { kind: 'text', name: null, place: { range: [0, 1], line, column: 5 } },
    rounding: 0,
  };
}

function chosen(tensor: Tensor, how: string): Input {
  return { tensor, origin: { kind: 'chosen', how }, rounding: 0 };
}

type Given = Draft['inputs'];

interface Parts {
  readonly layer?: LayerId;
  readonly inputs: Given;
  readonly yours?: Partial<Record<OutputName, Tensor>>;
  readonly options?: Partial<CheckOptions>;
  readonly notes?: readonly string[];
}

export function reportOf({
  layer = 'batchnorm',
  inputs,
  yours = {},
  options = {},
  notes = [],
}: Parts): Report {
  const brought = Object.entries(yours).map(([name, tensor], k): [string, Yours] => [
    name,
    {
      tensor,
      origin: { kind: 'text', name, place: { range: [0, 1], line: 30 + k, column: 6 } },
      rounding: new Float64Array(tensor.data.length),
    },
  ]);
  const problem = makeProblem(
    {
      layer,
      precision: 'float64',
      inputs,
      yours: Object.fromEntries(brought),
      gaps: 'random',
      eps: null,
      p: null,
      notes,
    },
    { ...defaultOptions, ...options },
  );
  if (!problem.ok) throw new Error(problem.error.message);
  return check(problem.value);
}

/** The 4 by 5 arrays of the course's notebook; gamma and beta are chosen by us, as where only x is selected. */
export function courseInputs(): Given & Pick<Problem['inputs'], 'x' | 'dout'> {
  const { x, gamma, beta, dout } = fixtures.bn_4x5;
  return {
    x: written(3, tensorOf(x)),
    gamma: written(8, tensorOf(gamma)),
    beta: chosen(tensorOf(beta), 'standard normal, seed 231'),
    dout: written(12, tensorOf(dout)),
    running_mean: chosen({ shape: [5], data: new Float64Array(5) }, 'zeros, as a new layer has'),
    running_var: chosen({ shape: [5], data: new Float64Array(5).fill(1) }, 'ones, as a new layer has'),
  };
}

/** The dx of the article's closed form on the course's arrays. */
export function articleDx(): Tensor {
  const dx = reportOf({ inputs: courseInputs() }).tensors['article.dx'];
  if (dx === undefined) throw new Error('the report has no dx of the article');
  return dx;
}

/** Larger than one page in both directions. */
export function largeInputs(rows: number, columns: number): Given {
  return {
    x: written(3, wave([rows, columns], 0.37)),
    gamma: written(110, wave([columns], 0.11)),
    beta: written(112, wave([columns], 0.23)),
    dout: written(114, wave([rows, columns], 0.71)),
    running_mean: chosen(wave([columns], 0), 'zeros'),
    running_var: chosen(wave([columns], 0), 'ones'),
  };
}

/** Images of two samples, four channels, 3 by 5 positions. */
export function imageInputs(): Given {
  const shape = [2, 4, 3, 5];
  return {
    x: written(3, wave(shape, 0.37)),
    gamma: written(14, wave([4], 0.11)),
    beta: written(16, wave([4], 0.23)),
    dout: written(18, wave(shape, 0.71)),
  };
}

/** Of twelve values the mask drops four. */
export function dropoutInputs(): Given {
  const mask = { shape: [3, 4], data: Float64Array.from({ length: 12 }, (_, k) => Number(k % 3 > 0)) };
  return {
    x: written(3, wave([3, 4], 0.37)),
    mask: written(7, mask),
    dout: written(11, wave([3, 4], 0.71)),
  };
}

function wave(shape: readonly number[], step: number): Tensor {
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, k) => Math.sin(step * k * k + k));
  return { shape, data };
}
