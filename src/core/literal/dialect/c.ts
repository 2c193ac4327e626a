import { typedArithmetic } from '../expression/typed-arithmetic';
import { declareTypeFirst } from '../typing/declare';
import { type ArrayType, type Container, LIST, UNSIZED, arrayOf, container } from '../typing/types';
import { type Callee, type Dialect, FLOAT32, FLOAT64, type Method, type Store } from './dialect';
import {
  INT16,
  INT32,
  INT64,
  MATH,
  MAX_FLOAT32,
  OPERATORS,
  SQUARE_ROOT,
  TYPED,
  UINT16,
  UINT32,
  UINT64,
  each,
  typedCallee,
} from './typed';
import { LONG_DOUBLE, typedNumber } from './typed-numbers';

/** C with its sizes that fill up with zeros, and C++ with its containers, Eigen, OpenCV and LibTorch. */

const INTEGERS: readonly (readonly [string, Store])[] = [
  ...each(['int', 'signed', 'signed int', 'int32_t'], INT32),
  ...each(['short', 'short int', 'signed short', 'int16_t'], INT16),
  ...each(
    ['long', 'long int', 'long long', 'long long int', 'signed long', 'int64_t', 'ssize_t', 'ptrdiff_t'],
    INT64,
  ),
  ...each(['unsigned', 'unsigned int', 'uint32_t'], UINT32),
  ...each(['unsigned short', 'unsigned short int', 'uint16_t'], UINT16),
  ...each(
    [
      'unsigned long',
      'unsigned long long',
      'unsigned long int',
      'unsigned long long int',
      'uint64_t',
      'size_t',
    ],
    UINT64,
  ),
];

const SCALARS = new Map<string, Store>([
  ...INTEGERS,
  ...INTEGERS.map(([name, store]): [string, Store] => [`std::${name}`, store]),
  ...each(['float', 'float32_t', 'GLfloat', 'cl_float', 'cufftReal'], FLOAT32),
  ...each(['double', 'float64_t', 'GLdouble', 'cl_double', 'long double'], FLOAT64),
]);

const C_CONSTANTS = new Map<string, number>([
  ...each(['NAN', 'CUDART_NAN', 'CUDART_NAN_F'], NaN),
  ...each(['INFINITY', 'HUGE_VAL', 'HUGE_VALF', 'CUDART_INF', 'CUDART_INF_F'], Infinity),
  ['M_PI', Math.PI],
  ['M_PI_2', Math.PI / 2],
  ['M_PI_4', Math.PI / 4],
  ['M_1_PI', 1 / Math.PI],
  ['M_E', Math.E],
  ['M_LN2', Math.LN2],
  ['M_LN10', Math.LN10],
  ['M_LOG2E', Math.LOG2E],
  ['M_LOG10E', Math.LOG10E],
  ['M_SQRT2', Math.SQRT2],
  ['M_SQRT1_2', Math.SQRT1_2],
  ['DBL_EPSILON', Number.EPSILON],
  ['DBL_MAX', Number.MAX_VALUE],
  ['DBL_MIN', 2 ** -1022],
  ['FLT_EPSILON', 2 ** -23],
  ['FLT_MAX', MAX_FLOAT32],
  ['FLT_MIN', 2 ** -126],
  ['INT_MAX', 2 ** 31 - 1],
  ['INT_MIN', -(2 ** 31)],
]);

const STORES = new Map<string, Store>([
  ...each(
    ['FLT_EPSILON', 'FLT_MAX', 'FLT_MIN', 'NAN', 'INFINITY', 'HUGE_VALF', 'CUDART_NAN_F', 'CUDART_INF_F'],
    FLOAT32,
  ),
  ...each(['INT_MAX', 'INT_MIN'], INT32),
]);

/** Limits of the types as C++ names them: `numeric_limits<float>::epsilon()`. */
const LIMITS = [
  ['infinity', Infinity, Infinity],
  ['quiet_NaN', NaN, NaN],
  ['signaling_NaN', NaN, NaN],
  ['epsilon', Number.EPSILON, 2 ** -23],
  ['max', Number.MAX_VALUE, MAX_FLOAT32],
  ['min', 2 ** -1022, 2 ** -126],
  ['lowest', -Number.MAX_VALUE, -MAX_FLOAT32],
] as const;

const CPP_CONSTANTS = new Map<string, number>([
  ...C_CONSTANTS,
  ...LIMITS.flatMap(([name, double, single]): [string, number][] => [
    [`numeric_limits<double>::${name}()`, double],
    [`numeric_limits<float>::${name}()`, single],
  ]),
  ...Object.entries(MATH).map(([name, value]): [string, number] => [`std::numbers::${name}`, value]),
]);

const number = typedNumber({
  separator: "'",
  repeats: false,
  suffixes: new Map<string, Store>([
    ['f', FLOAT32],
    ['l', INT64],
    ['ll', INT64],
    ['u', UINT32],
    ...each(['ul', 'lu', 'ull', 'llu', 'uz', 'zu'], UINT64),
  ]),
  wholeWithSuffix: false,
  leadingZero: 'octal',
  bases: new Map([
    ['0x', 16],
    ['0b', 2],
  ]),
  hexFloats: true,
  whole: INT32,
});

/** On a decimal, L means long double. */
const oddNumber: Dialect['oddNumber'] = (text) =>
  /[.e][^x]*l$/i.test(text.slice(-60)) && !/^0x/i.test(text) ? longDouble(text.slice(0, -1)) : number(text);

const longDouble = typedNumber({
  separator: "'",
  repeats: false,
  suffixes: new Map(),
  wholeWithSuffix: false,
  leadingZero: 'refused',
  bases: new Map(),
  hexFloats: false,
  whole: LONG_DOUBLE,
});

const C_CALLS = new Map<string, Callee>([
  ['sqrt', SQUARE_ROOT],
  [
    'sqrtf',
    {
      ...typedCallee('scalar', FLOAT32),
      applies: (value) => (value >= 0 ? Math.sqrt(Math.fround(value)) : null),
    },
  ],
]);

const torch: Callee = {
  ...typedCallee('any', { single: 'torch', evenArrays: false, evenIntegers: false }),
  dtypeSecond: true,
};

const CPP_CALLS = new Map<string, Callee>([
  ...C_CALLS,
  ['std::sqrt', SQUARE_ROOT],
  ...each(['torch::tensor', 'at::tensor'], torch),
  ['float', typedCallee('scalar', FLOAT32)],
  ['double', typedCallee('scalar', FLOAT64)],
]);

const TORCH_STORES = new Map<string, Store>(
  ['torch::', 'at::', 'c10::'].flatMap((prefix): [string, Store][] => [
    ...each([`${prefix}kFloat32`, `${prefix}kFloat`], FLOAT32),
    ...each([`${prefix}kFloat64`, `${prefix}kDouble`], FLOAT64),
    ...each([`${prefix}kInt64`, `${prefix}kLong`], INT64),
    ...each([`${prefix}kInt32`, `${prefix}kInt`], INT32),
  ]),
);

const CPP_METHODS = new Map<string, Method>([
  ['finished', 'keep'],
  ['clone', 'keep'],
  ['t', 'transpose'],
  ['transpose', 'transpose'],
  ['reshape', 'reshape'],
  ['view', 'reshape'],
  ['to', 'device'],
]);

const CONTAINERS = new Map<string, Container>([
  ...each(
    [
      'std::vector',
      'vector',
      'std::initializer_list',
      'std::valarray',
      'thrust::host_vector',
      'thrust::device_vector',
      'std::deque',
      'QVector',
    ],
    LIST,
  ),
  ...each(['std::array', 'array'], container(['wrapper', 'array'], 1)),
  ...each(
    ['Eigen::Matrix', 'Matrix', 'Eigen::Array', 'cv::Mat_', 'Mat_'],
    container(['array', 'array'], 2, true),
  ),
]);

/** Eigen's names for its types: MatrixXd, Matrix2f, VectorXd, RowVector3i, ArrayXXd. */
function eigenTypes(): Map<string, ArrayType> {
  const stores = { d: FLOAT64, f: FLOAT32, i: INT32 } as const;
  const types = new Map<string, ArrayType>();
  for (const [letter, store] of Object.entries(stores)) {
    const add = (name: string, sizes: readonly number[]): void => {
      const type = arrayOf(store, sizes, true);
      types.set(name + letter, type).set(`Eigen::${name}${letter}`, type);
    };
    for (const size of ['X', '2', '3', '4']) {
      const length = size === 'X' ? UNSIZED : Number(size);
      add(`Matrix${size}`, [length, length]);
      add(`Array${size}${size}`, [length, length]);
      for (const name of ['Vector', 'RowVector', 'Array']) add(`${name}${size}`, [length]);
      if (size === 'X') continue;
      add(`Matrix${size}X`, [length, UNSIZED]);
      add(`MatrixX${size}`, [UNSIZED, length]);
    }
  }
  return types;
}

const QUALIFIERS = new Set([
  ...[
    'static',
    'const',
    'constexpr',
    'volatile',
    'extern',
    'inline',
    'register',
    'mutable',
    'thread_local',
    'typename',
  ],
  ...[
    'struct',
    'public',
    'private',
    'protected',
    'constinit',
    '__constant__',
    '__device__',
    '__shared__',
    '__host__',
  ],
  ...['__restrict__', 'restrict', 'alignas', '_Alignas', '__global__', '__constant'],
]);

const STATEMENT_WORDS = new Set([
  ...[
    'static',
    'const',
    'constexpr',
    'double',
    'float',
    'int',
    'long',
    'unsigned',
    'void',
    'auto',
    'return',
    'if',
    'for',
  ],
  ...['while', 'switch', 'struct', 'class', 'namespace', 'template', 'typedef', 'using'],
]);

export const C: Dialect = {
  ...TYPED,
  name: 'C',
  lexicon: { ...TYPED.lexicon, digitQuotes: true },
  arithmetic: typedArithmetic(true),
  constants: C_CONSTANTS,
  calls: C_CALLS,
  stores: STORES,
  statementWords: STATEMENT_WORDS,
  oddNumber,
  types: {
    lists: '{',
    scalars: SCALARS,
    containers: new Map(),
    named: new Map(),
    qualifiers: QUALIFIERS,
    deduced: new Set(['auto', '__auto_type']),
    untyped: true,
    fills: 'elided',
    admits: () => true,
    declare: declareTypeFirst,
  },
};

export const CPP: Dialect = {
  ...C,
  ...(C.types === undefined
    ? {}
    : {
        types: {
          ...C.types,
          containers: CONTAINERS,
          named: eigenTypes(),
          // Narrowing in braces is an error.
          admits: (given, store) => store?.dtype !== 'int' || given === 'int',
        },
      }),
  name: 'C++',
  lexicon: { ...C.lexicon, scopes: true, operators: new Set(OPERATORS) },
  constants: CPP_CONSTANTS,
  calls: CPP_CALLS,
  methods: CPP_METHODS,
  stores: new Map([...STORES, ...TORCH_STORES]),
};
