import { typedArithmetic } from '../expression/typed-arithmetic';
import { declareTypeLast } from '../typing/declare';
import { type Container, LIST, container } from '../typing/types';
import { type Callee, type Dialect, FLOAT32, FLOAT64, INTEGER, type Method, type Store } from './dialect';
import {
  INT16,
  INT32,
  INT64,
  INT8,
  MAX_FLOAT32,
  TYPED,
  UINT16,
  UINT32,
  UINT64,
  UINT8,
  each,
  typedCallee,
} from './typed';
import { typedNumber } from './typed-numbers';

/** Rust with ndarray; decimals take the precision of the array that they stand in. */

const INTEGERS: readonly (readonly [string, Store])[] = [
  ['i8', INT8],
  ['i16', INT16],
  ['i32', INT32],
  ...each(['i64', 'isize', 'i128'], INT64),
  ['u8', UINT8],
  ['u16', UINT16],
  ['u32', UINT32],
  ...each(['u64', 'usize', 'u128'], UINT64),
];

const SCALARS = new Map<string, Store>([...INTEGERS, ['f32', FLOAT32], ['f64', FLOAT64]]);

const LETTERS = [
  ['PI', Math.PI],
  ['E', Math.E],
  ['TAU', 2 * Math.PI],
  ['SQRT_2', Math.SQRT2],
  ['FRAC_1_SQRT_2', Math.SQRT1_2],
  ['FRAC_PI_2', Math.PI / 2],
  ['FRAC_PI_4', Math.PI / 4],
  ['LN_2', Math.LN2],
  ['LN_10', Math.LN10],
] as const;

/** `f64::consts::PI` and `std::f64::NAN` with the prefixes that people import. */
function constantsOf(type: 'f32' | 'f64'): [string, number][] {
  const isDouble = type === 'f64';
  const limits: readonly (readonly [string, number])[] = [
    ['NAN', NaN],
    ['INFINITY', Infinity],
    ['NEG_INFINITY', -Infinity],
    ['EPSILON', isDouble ? Number.EPSILON : 2 ** -23],
    ['MAX', isDouble ? Number.MAX_VALUE : MAX_FLOAT32],
    ['MIN', isDouble ? -Number.MAX_VALUE : -MAX_FLOAT32],
    ['MIN_POSITIVE', isDouble ? 2 ** -1022 : 2 ** -126],
  ];
  return ['', 'std::', 'core::'].flatMap((prefix): [string, number][] => [
    ...limits.map(([name, value]): [string, number] => [`${prefix}${type}::${name}`, value]),
    ...LETTERS.map(([name, value]): [string, number] => [
      `${prefix}${type}::consts::${name}`,
      isDouble ? value : Math.fround(value),
    ]),
  ]);
}

const SINGLES = constantsOf('f32');

const SHAPED: Callee = { ...typedCallee('list'), shape: 'before' };

const CALLS = new Map<string, Callee>([
  ...each(['arr1', 'ndarray::arr1'], typedCallee('vector')),
  ...each(
    ['arr2', 'arr3', 'ndarray::arr2', 'ndarray::arr3', 'Array1::from_vec', 'Array1::from'],
    typedCallee('list'),
  ),
  ...['Array2', 'Array3', 'Array4', 'Array', 'ArrayD'].map((name): [string, Callee] => [
    `${name}::from_shape_vec`,
    SHAPED,
  ]),
  ...each(['Vec::from', 'Box::new', 'Arc::new', 'Rc::new'], typedCallee('list')),
]);

const CONTAINERS = new Map<string, Container>([
  ...each(['Vec', 'VecDeque', 'Array1'], LIST),
  ...each(['Box', 'Arc', 'Rc'], container([])),
  ...[2, 3, 4].map((axes): [string, Container] => [
    `Array${axes}`,
    container(new Array<'list'>(axes).fill('list')),
  ]),
]);

export const RUST: Dialect = {
  ...TYPED,
  name: 'Rust',
  lexicon: { ...TYPED.lexicon, scopes: true },
  whole: INTEGER,
  arithmetic: typedArithmetic(false),
  constants: new Map([...constantsOf('f64'), ...SINGLES]),
  calls: CALLS,
  methods: new Map<string, Method>([
    ...each<Method>(['unwrap', 'to_vec', 'into', 'clone', 'to_owned', 'into_boxed_slice'], 'keep'),
    ['t', 'transpose'],
    ['reversed_axes', 'transpose'],
  ]),
  stores: new Map<string, Store>(SINGLES.map(([name]) => [name, FLOAT32])),
  statementWords: new Set([
    'let',
    'fn',
    'use',
    'const',
    'static',
    'pub',
    'mod',
    'struct',
    'impl',
    'return',
    'for',
    'while',
  ]),
  oddNumber: typedNumber({
    separator: '_',
    repeats: true,
    suffixes: new Map<string, Store>([...INTEGERS, ['f32', FLOAT32], ['f64', FLOAT64]]),
    wholeWithSuffix: true,
    leadingZero: 'decimal',
    bases: new Map([
      ['0x', 16],
      ['0o', 8],
      ['0b', 2],
    ]),
    hexFloats: false,
    whole: INTEGER,
  }),
  types: {
    lists: '[',
    scalars: SCALARS,
    containers: CONTAINERS,
    named: new Map(),
    macros: new Map(each(['vec', 'array', 'ndarray::array'], typedCallee('items'))),
    qualifiers: new Set(['let', 'mut', 'const', 'static', 'pub', 'ref']),
    deduced: new Set(),
    untyped: true,
    fills: 'never',
    refuses: { overflow: true },
    roundsOnce: 'literals',
    // No number becomes one of another kind by itself.
    admits: (given, store, all) => {
      const isWhole = store === null ? all.length === 1 && all[0] === 'int' : store.dtype === 'int';
      return (given === 'int') === isWhole;
    },
    declare: declareTypeLast,
  },
};
