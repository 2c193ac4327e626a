import type { Algebra, Making, Rearrangement } from '../expression/algebra';
import { CREATION } from './creation';
import { DRAWS } from './draws';
import { elementwise } from './elementwise';
import { METHODS, REARRANGING } from './rearranging';

const MODULES = ['np', 'numpy'];

/** What NumPy does to whole arrays; torch and JAX follow it where they agree. */
export const NUMPY_ALGEBRA: Algebra = {
  functions: new Map<string, Making | Rearrangement>([
    ...CREATION,
    ...REARRANGING,
    ...MODULES.flatMap((module) => DRAWS.map(([name, draw]) => [`${module}.random.${name}`, draw] as const)),
  ]),
  methods: new Map(METHODS),
  draws: new Map(DRAWS),
  generators: new Set(MODULES.map((module) => `${module}.random.RandomState`)),
  ignores: new Set(['requires_grad', 'device', 'pin_memory', 'layout', 'copy']),
  newAxes: new Set(['None', ...MODULES.map((module) => `${module}.newaxis`)]),
  elementwise,
};
