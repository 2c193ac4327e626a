import { FLOAT64, INTEGER, type Library, signed, type Store } from '../dialect/dialect';
import type { Made, Making } from '../expression/algebra';
import type { Arguments } from '../expression/arguments';

/** Arrays made of lengths and numbers: zeros, ones, full, eye, arange, linspace. */

const INT64 = signed(64);

type Entry = readonly [name: string, making: Making];

function making(library: Library, parameters: readonly string[], make: Making['make']): Making {
  return { kind: 'makes', library, parameters, make };
}

function filled(shape: readonly number[], store: Store, number: number): Made {
  return { shape, store, value: () => number };
}

/** What np.full stores a number as, when no dtype is given. */
function ownStore(store: Store): Store {
  return store.dtype === 'int' && !Number.isFinite(store.high) ? INT64 : store;
}

function full(args: Arguments, shape: readonly number[], fill: string, missing?: Store): Made {
  const { number, store: own } = args.scalar(fill);
  return filled(shape, args.store('dtype', missing ?? ownStore(own)), number);
}

function eye(rows: number, columns: number, diagonal: number, store: Store): Made {
  const value = (index: number): number =>
    index % columns === Math.floor(index / columns) + diagonal ? 1 : 0;
  return { shape: [rows, columns], store, value };
}

/** np.arange: the length from the quotient, the values from the first two. */
function arange(args: Arguments): Made {
  const isLast = !args.has('stop');
  const [start, stop] = isLast ? [null, args.scalar('start')] : [args.scalar('start'), args.scalar('stop')];
  const step = args.has('step') ? args.scalar('step') : null;
  const isWhole = [start, stop, step].every((given) => given === null || given.store.dtype === 'int');
  const store = args.store('dtype', isWhole ? INT64 : FLOAT64);
  const [first, by] = [start?.number ?? 0, step?.number ?? 1];
  const count = Math.ceil((stop.number - first) / by);
  if (!Number.isFinite(count)) args.refuse('has no finite length');
  if (!isWhole && store !== FLOAT64) args.refuse('is read with other than whole numbers only in float64');
  const between = first + by - first;
  return {
    shape: [Math.max(0, count)],
    store,
    value: (index) => (index === 1 ? first + by : first + index * between),
  };
}

/** np.linspace: the steps are multiplied before the start is added, and the last value is the end itself. */
function linspace(args: Arguments): Made {
  const [start, stop, count] = [args.number('start'), args.number('stop'), args.whole('num', 50)];
  args.word('retstep', 'False');
  const endpoint = args.word('endpoint', 'True', 'False') === 'True';
  const store = args.store('dtype', FLOAT64);
  if (store.dtype === 'int') args.refuse('is read only with floating-point numbers');
  const parts = endpoint ? count - 1 : count;
  const delta = stop - start;
  const step = delta / parts;
  const value = (index: number): number => {
    if (endpoint && index === count - 1 && count > 1) return stop;
    if (parts <= 0) return index * delta + start;
    return (step === 0 ? (index / parts) * delta : index * step) + start;
  };
  return { shape: [count], store, value };
}

const FILLS: readonly (readonly [name: string, number: number])[] = [
  ['zeros', 0],
  ['ones', 1],
];

/** np.zeros(shape), np.zeros_like(a). */
function fills(library: Library): Entry[] {
  return FILLS.flatMap(([name, number]): Entry[] => [
    [
      name,
      making(library, ['shape', 'dtype', 'order'], (args) => {
        args.word('order', 'C', 'F');
        return filled(args.lengths('shape'), args.store('dtype', args.floats(library)), number);
      }),
    ],
    [`${name}_like`, making(library, ['a', 'dtype'], (args) => like(args, number))],
  ]);
}

/** torch.zeros(2, 3), torch.zeros((2, 3)), torch.zeros_like(a). */
const TORCH = FILLS.flatMap(([name, number]): Entry[] => [
  [
    name,
    making('torch', ['*', 'size', 'dtype'], (args) => {
      const lengths = args.has('size') ? args.lengths('size') : args.restLengths();
      return filled(lengths, args.store('dtype', args.floats('torch')), number);
    }),
  ],
  [`${name}_like`, making('torch', ['a', 'dtype'], (args) => like(args, number))],
]);

function like(args: Arguments, number: number): Made {
  const { shape, store } = args.outline('a');
  return filled(shape, args.store('dtype', ownStore(store)), number);
}

const NUMPY: readonly Entry[] = [
  ...fills('numpy'),
  [
    'full',
    making('numpy', ['shape', 'fill_value', 'dtype'], (args) =>
      full(args, args.lengths('shape'), 'fill_value'),
    ),
  ],
  [
    'full_like',
    making('numpy', ['a', 'fill_value', 'dtype'], (args) => {
      const { shape, store } = args.outline('a');
      return full(args, shape, 'fill_value', ownStore(store));
    }),
  ],
  [
    'eye',
    making('numpy', ['N', 'M', 'k', 'dtype'], (args) => {
      const rows = args.whole('N');
      const columns = args.has('M') ? args.whole('M') : rows;
      return eye(rows, columns, args.whole('k', 0), args.store('dtype', FLOAT64));
    }),
  ],
  [
    'identity',
    making('numpy', ['n', 'dtype'], (args) =>
      eye(args.whole('n'), args.whole('n'), 0, args.store('dtype', FLOAT64)),
    ),
  ],
  ['arange', making('numpy', ['start', 'stop', 'step', 'dtype'], arange)],
  ['linspace', making('numpy', ['start', 'stop', 'num', 'endpoint', 'retstep', 'dtype'], linspace)],
  [
    'prod',
    making('numpy', ['a'], (args) => {
      const product = args.lengths('a').reduce((size, length) => size * length, 1);
      return filled([], INT64, product);
    }),
  ],
];

function within(modules: readonly string[], entries: readonly Entry[]): Entry[] {
  return modules.flatMap((module) => entries.map(([name, made]): Entry => [`${module}.${name}`, made]));
}

const LENGTH: Making = making('numpy', ['a'], (args) => {
  const [length] = args.outline('a').shape;
  if (length === undefined) args.refuse('needs a list');
  return { ...filled([], INTEGER, length ?? 1), weak: true };
});

export const CREATION: readonly Entry[] = [
  ...within(['np', 'numpy'], NUMPY),
  ...within(['jnp', 'jax.numpy'], fills('jax')),
  ...within(['torch'], TORCH),
  ['len', LENGTH],
];
