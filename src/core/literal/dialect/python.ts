import { CODE } from '../lexer/chars';
import { NUMPY_ALGEBRA } from '../numpy/algebra';
import { PYTHON_ARITHMETIC } from '../expression/arithmetic';
import {
  type Callee,
  type Dialect,
  FLOAT32,
  FLOAT64,
  INTEGER,
  type Library,
  type Method,
  type Store,
  signed,
  unsigned,
} from './dialect';
import { oddNumber } from './numbers';

/** Python with NumPy, PyTorch, JAX and TensorFlow; and arrays as these print them. */

const NUMPY = ['np', 'numpy'];
const JAX = ['jnp', 'jax.numpy'];
const TENSORFLOW = ['tf', 'tensorflow'];

const ARRAY_NOTES = [
  'copy',
  'subok',
  'requires_grad',
  'device',
  'pin_memory',
  'layout',
  'names',
  'name',
  'grad_fn',
];
const IGNORED = new Set([...ARRAY_NOTES, 'weak_type']);
/** The order in which the numbers are stored changes neither of them. */
const NUMPY_NOTES = new Set([...IGNORED, 'order']);
/** tf.Tensor and torch print a shape that the numbers already have. */
const PRINTED = new Set([...IGNORED, 'shape', 'size', 'numpy', 'id']);

function callee(
  library: Callee['library'],
  takes: Callee['takes'],
  stores: Callee['stores'],
  ignores = IGNORED,
): Callee {
  return { library, takes, stores, isNew: false, dtypeSecond: takes !== 'scalar', ignores };
}

function single(library: Library, evenArrays = false, evenIntegers = false): Callee['stores'] {
  return { single: library, evenArrays, evenIntegers };
}

const FLOAT_WORDS = new Map(
  ['', '+', '-'].flatMap((sign): [string, number][] => {
    const infinite = sign === '-' ? -Infinity : Infinity;
    return [
      [`${sign}nan`, NaN],
      [`${sign}inf`, infinite],
      [`${sign}infinity`, infinite],
    ];
  }),
);

const SQUARE_ROOT: Callee = {
  ...callee(null, 'scalar', FLOAT64),
  applies: (value) => (value >= 0 ? Math.sqrt(value) : null),
};

const INTEGERS: readonly (readonly [string, Store])[] = [
  ...[8, 16, 32, 64].map((bits) => [`int${bits}`, signed(bits)] as const),
  ...[8, 16, 32, 64].map((bits) => [`uint${bits}`, unsigned(bits)] as const),
];

const NUMBER_TYPES: readonly (readonly [string, Store])[] = [
  ...INTEGERS,
  ['float32', FLOAT32],
  ['single', FLOAT32],
  ['float64', FLOAT64],
  ['double', FLOAT64],
  ['float_', FLOAT64],
  ['int_', signed(64)],
];

const LIST = callee(null, 'list', 'as-given');
const TORCH = callee('torch', 'any', single('torch'));

const CALLS = new Map<string, Callee>([
  ['float', { ...callee(null, 'scalar', FLOAT64), words: FLOAT_WORDS }],
  ['int', callee(null, 'scalar', INTEGER)],
  ['math.sqrt', SQUARE_ROOT],
  ['array', callee('numpy', 'any', 'as-given', NUMPY_NOTES)],
  ['tensor', callee('torch', 'any', single('torch'), PRINTED)],
  ['Array', callee('jax', 'any', single('jax', true), PRINTED)],
  ['DeviceArray', callee('jax', 'any', single('jax', true), PRINTED)],
  ['tf.Tensor', callee('tensorflow', 'any', single('tensorflow'), PRINTED)],
  ['list', LIST],
  ['tuple', LIST],
  ...NUMPY.flatMap((module): [string, Callee][] => [
    ...['array', 'asarray', 'asanyarray', 'ascontiguousarray', 'asfortranarray'].map(
      (name): [string, Callee] => [`${module}.${name}`, callee('numpy', 'any', 'as-given', NUMPY_NOTES)],
    ),
    ...NUMBER_TYPES.map(([name, store]): [string, Callee] => [
      `${module}.${name}`,
      callee('numpy', 'any', store),
    ]),
    [`${module}.sqrt`, { ...SQUARE_ROOT, library: 'numpy' }],
  ]),
  ...JAX.flatMap((module): [string, Callee][] => [
    [`${module}.array`, callee('jax', 'any', single('jax', true))],
    [`${module}.asarray`, callee('jax', 'any', single('jax', true))],
    [`${module}.float32`, callee('jax', 'any', FLOAT32)],
    [`${module}.float64`, callee('jax', 'any', single('jax', true))],
  ]),
  ...TENSORFLOW.flatMap((module): [string, Callee][] =>
    ['constant', 'convert_to_tensor', 'Variable'].map((name) => [
      `${module}.${name}`,
      callee('tensorflow', 'any', single('tensorflow')),
    ]),
  ),
  ['torch.tensor', TORCH],
  ['torch.as_tensor', TORCH],
  ['torch.asarray', TORCH],
  ['torch.from_numpy', callee('torch', 'list', 'as-given')],
  ['torch.Tensor', callee('torch', 'list', single('torch', true, true))],
  ['torch.FloatTensor', callee('torch', 'list', FLOAT32)],
  ['torch.DoubleTensor', callee('torch', 'list', FLOAT64)],
  ['torch.LongTensor', callee('torch', 'list', signed(64))],
  ['torch.IntTensor', callee('torch', 'list', signed(32))],
  ...['nn.Parameter', 'torch.nn.Parameter', 'Parameter', 'Variable', 'torch.autograd.Variable'].map(
    (name): [string, Callee] => [name, callee('torch', 'list', 'as-given')],
  ),
]);

const MODULES = [...NUMPY, ...JAX, 'torch', 'math', 'cmath', 'scipy', ''];

const CONSTANTS = new Map<string, number>(
  MODULES.flatMap((module): [string, number][] => {
    const prefix = module === '' ? '' : `${module}.`;
    const words: [string, number][] = [
      ['inf', Infinity],
      ['Inf', Infinity],
      ['infty', Infinity],
      ['nan', NaN],
      ['NaN', NaN],
    ];
    const letters: [string, number][] = [
      ['pi', Math.PI],
      ['e', Math.E],
      ['tau', 2 * Math.PI],
      ['NINF', -Infinity],
      ['PINF', Infinity],
      ['NAN', NaN],
      ['Infinity', Infinity],
    ];
    // Alone, pi and e are names like any other.
    return [...words, ...(module === '' ? [] : letters)].map(([name, value]) => [prefix + name, value]);
  }),
);

const STORES = new Map<string, Store>([
  ['float', FLOAT64],
  ['int', signed(64)],
  ['f4', FLOAT32],
  ['<f4', FLOAT32],
  ['f', FLOAT32],
  ['f8', FLOAT64],
  ['<f8', FLOAT64],
  ['d', FLOAT64],
  ['i4', signed(32)],
  ['<i4', signed(32)],
  ['i8', signed(64)],
  ['<i8', signed(64)],
  ['torch.float', FLOAT32],
  ['torch.int', signed(32)],
  ['torch.long', signed(64)],
  ['torch.short', signed(16)],
  ...['', 'np.', 'numpy.', 'torch.', 'jnp.', 'jax.numpy.', 'tf.', 'tensorflow.'].flatMap((prefix) =>
    NUMBER_TYPES.map(([name, store]): [string, Store] => [prefix + name, store]),
  ),
]);

const METHODS = new Map<string, Method>([
  ['astype', 'store'],
  ['type', 'store'],
  ['to', 'device'],
  ['tolist', 'to-list'],
  ['numpy', 'to-numpy'],
  ['float', FLOAT32],
  ['double', FLOAT64],
  ['long', signed(64)],
  ['int', signed(32)],
  ...['copy', 'clone', 'detach', 'cpu', 'cuda', 'contiguous', 'requires_grad_', 'block_until_ready'].map(
    (name): [string, Method] => [name, 'keep'],
  ),
]);

const DOUBLED: readonly (readonly [Library, RegExp])[] = [
  [
    'torch',
    /set_default_dtype\(\s*(?:dtype\s*=\s*)?torch\.(?:float64|double)\b|set_default_tensor_type\([^)\n]*Double/,
  ],
  ['jax', /jax_enable_x64["']?\s*[,=]\s*(?:True|1)|JAX_ENABLE_X64|enable_x64\(/],
];

export const PYTHON: Dialect = {
  name: 'Python',
  lexicon: {
    lineComments: ['#'],
    blockComments: [],
    tripleQuotes: true,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    plainLists: CODE.openBracket,
    operators: new Set([
      ...['**', '//', '==', '!=', '<=', '>=', '->', ':=', '<<', '>>'],
      ...['+=', '-=', '*=', '/=', '%=', '@=', '&=', '|=', '^=', '**=', '//=', '<<=', '>>='],
    ]),
  },
  lineEnds: true,
  tuples: true,
  blocks: false,
  prints: true,
  prose: false,
  whole: INTEGER,
  arithmetic: PYTHON_ARITHMETIC,
  algebra: NUMPY_ALGEBRA,
  constants: CONSTANTS,
  notNumbers: new Set(['None', 'True', 'False', 'Ellipsis', 'NotImplemented']),
  calls: CALLS,
  methods: METHODS,
  stores: STORES,
  typeWords: new Set(),
  statementWords: new Set([
    ...[
      'def',
      'class',
      'import',
      'return',
      'while',
      'with',
      'try',
      'raise',
      'assert',
      'pass',
      'break',
      'continue',
    ],
    ...['global', 'nonlocal', 'del'],
  ]),
  joiningWords: new Set([
    'for',
    'if',
    'else',
    'and',
    'or',
    'in',
    'is',
    'not',
    'async',
    'await',
    'lambda',
    'yield',
    'from',
  ]),
  leadingWords: new Set(['return', 'yield', 'raise', 'assert', 'in', 'await', 'del']),
  headWords: new Set([
    ...['if', 'elif', 'else', 'for', 'while', 'try', 'except', 'finally', 'with', 'def', 'class', 'async'],
    ...['lambda', 'match', 'case'],
  ]),
  oddNumber: oddNumber(INTEGER),
  doubled(text) {
    return new Set(DOUBLED.filter(([, pattern]) => pattern.test(text)).map(([library]) => library));
  },
  printWhole: 'with np.set_printoptions(threshold=np.inf) or torch.set_printoptions(profile="full")',
};
