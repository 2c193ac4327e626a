import { makeProblem, type Draft } from '../../../src/core/problem/make';
import { defaultOptions } from '../../../src/core/problem/options';
import type { CheckOptions, Problem } from '../../../src/core/problem/problem';
import { draftOf, given, tensorOf } from './batch';

/** Numbers of which every product with a fourth or a half is a double. */
export const dropout = {
  x: tensorOf([
    [1, -2, 3],
    [4, 5, -6],
  ]),
  dout: tensorOf([
    [8, 16, -24],
    [32, -40, 48],
  ]),
  mask: tensorOf([
    [1, 0, 1],
    [0, 1, 1],
  ]),
};

/** The problem of a dropout that keeps a quarter, all inputs given unless told otherwise. */
export function dropoutProblem(options: Partial<CheckOptions> = {}, more: Partial<Draft> = {}): Problem {
  const { x, dout, mask } = dropout;
  const made = makeProblem(
    draftOf(x, {
      layer: 'dropout',
      inputs: { x: given(x), dout: given(dout), mask: given(mask) },
      p: 0.25,
      ...more,
    }),
    { ...defaultOptions, ...options },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
