import { FLOAT64, INTEGER, signed } from '../dialect/dialect';
import type { Made, Making } from '../expression/algebra';
import type { Arguments } from '../expression/arguments';

/** Random numbers as NumPy's legacy generator draws them, one after the other. */

type Entry = readonly [name: string, making: Making];

function drawing(parameters: readonly string[], make: Making['make']): Making {
  return { kind: 'makes', library: 'numpy', parameters, make };
}

/** What is drawn: an array, or without a size one number of the language itself. */
function drawn(lengths: readonly number[] | null, value: () => number): Made {
  return { shape: lengths ?? [], store: FLOAT64, value, weak: lengths === null };
}

function sizeIn(args: Arguments): number[] | null {
  return args.has('size') ? args.lengths('size') : null;
}

/** randn(2, 3) takes lengths one by one, random_sample((2, 3)) a size. */
function byLengths(draw: (args: Arguments) => () => number): Making {
  return drawing(['*'], (args) => drawn(args.restCount > 0 ? args.restLengths() : null, draw(args)));
}

function bySize(draw: (args: Arguments) => () => number): Making {
  return drawing(['size'], (args) => drawn(sizeIn(args), draw(args)));
}

const uniforms = (args: Arguments): (() => number) => {
  const random = args.random();
  return () => random.uniform();
};

const normals = (args: Arguments): (() => number) => {
  const random = args.random();
  return () => random.normal();
};

const uniform = drawing(['low', 'high', 'size'], (args) => {
  const [low, high] = [args.number('low', 0), args.number('high', 1)];
  const draw = uniforms(args);
  return drawn(sizeIn(args), () => low + (high - low) * draw());
});

const normal = drawing(['loc', 'scale', 'size'], (args) => {
  const [loc, scale] = [args.number('loc', 0), args.number('scale', 1)];
  if (!(scale >= 0)) args.refuse('needs a scale that is not negative');
  const draw = normals(args);
  return drawn(sizeIn(args), () => loc + scale * draw());
});

/** Integers in [low, high), by cutting random bits to as many as the range has, and drawing again above it. */
const randint = drawing(['low', 'high', 'size', 'dtype'], (args) => {
  const [low, high] = args.has('high') ? [args.whole('low'), args.whole('high')] : [0, args.whole('low')];
  if (args.store('dtype', signed(64)).high < 2 ** 31 - 1) args.refuse('is read only with int32 or int64');
  const range = high - low - 1;
  if (range < 0 || range >= 2 ** 32 - 1) args.refuse('has a range that is not followed');
  const random = args.random();
  const size = sizeIn(args);
  const value = (): number => low + random.below(range);
  return {
    shape: size ?? [],
    store: size === null ? INTEGER : args.store('dtype', signed(64)),
    value,
    weak: size === null,
  };
});

export const DRAWS: readonly Entry[] = [
  ['randn', byLengths(normals)],
  ['rand', byLengths(uniforms)],
  ...['random', 'random_sample', 'ranf', 'sample'].map((name): Entry => [name, bySize(uniforms)]),
  ['standard_normal', bySize(normals)],
  ['uniform', uniform],
  ['normal', normal],
  ['randint', randint],
];
