import { typedArithmetic } from '../expression/typed-arithmetic';
import { declareTypeFirst } from '../typing/declare';
import { LIST } from '../typing/types';
import { type Callee, type Dialect, FLOAT32, FLOAT64, type Store } from './dialect';
import { INT16, INT32, INT64, INT8, MAX_FLOAT32, SQUARE_ROOT, TYPED, each, typedCallee } from './typed';
import { typedNumber } from './typed-numbers';

/** Java; numbers that are too large or too small for their type are errors. */

const SCALARS = new Map<string, Store>([
  ...each(['double', 'Double'], FLOAT64),
  ...each(['float', 'Float'], FLOAT32),
  ...each(['int', 'Integer'], INT32),
  ...each(['long', 'Long'], INT64),
  ...each(['short', 'Short'], INT16),
  ...each(['byte', 'Byte'], INT8),
]);

const CONSTANTS = new Map<string, number>([
  ['Math.PI', Math.PI],
  ['Math.E', Math.E],
  ...['Double', 'Float'].flatMap((name): [string, number][] => [
    [`${name}.NaN`, NaN],
    [`${name}.POSITIVE_INFINITY`, Infinity],
    [`${name}.NEGATIVE_INFINITY`, -Infinity],
    [`${name}.MAX_VALUE`, name === 'Double' ? Number.MAX_VALUE : MAX_FLOAT32],
    [`${name}.MIN_VALUE`, name === 'Double' ? Number.MIN_VALUE : 2 ** -149],
    [`${name}.MIN_NORMAL`, name === 'Double' ? 2 ** -1022 : 2 ** -126],
  ]),
  ['Integer.MAX_VALUE', INT32.high],
  ['Integer.MIN_VALUE', INT32.low],
]);

const STORES = new Map<string, Store>([
  ...[...CONSTANTS.keys()]
    .filter((name) => name.startsWith('Float.'))
    .map((name): [string, Store] => [name, FLOAT32]),
  ...each(['Integer.MAX_VALUE', 'Integer.MIN_VALUE'], INT32),
]);

const CALLS = new Map<string, Callee>([
  ...each(['List.of', 'Arrays.asList', 'ImmutableList.of', 'DoubleStream.of'], typedCallee('items')),
  ...each(['Nd4j.create', 'Nd4j.createFromArray'], typedCallee('list')),
  ['Math.sqrt', SQUARE_ROOT],
]);

export const JAVA: Dialect = {
  ...TYPED,
  name: 'Java',
  lexicon: { ...TYPED.lexicon, tripleQuotes: true },
  arithmetic: typedArithmetic(true),
  constants: CONSTANTS,
  calls: CALLS,
  stores: STORES,
  oddNumber: typedNumber({
    separator: '_',
    repeats: true,
    suffixes: new Map<string, Store>([
      ['f', FLOAT32],
      ['d', FLOAT64],
      ['l', INT64],
    ]),
    wholeWithSuffix: true,
    leadingZero: 'octal',
    bases: new Map([
      ['0x', 16],
      ['0b', 2],
    ]),
    hexFloats: true,
    whole: INT32,
  }),
  types: {
    lists: '{',
    scalars: SCALARS,
    containers: new Map(each(['List', 'ArrayList', 'Collection', 'Iterable'], LIST)),
    named: new Map(),
    qualifiers: new Set([
      ...['public', 'private', 'protected', 'static', 'final', 'transient', 'volatile', 'synchronized'],
    ]),
    deduced: new Set(['var']),
    untyped: false,
    fills: 'never',
    refuses: { overflow: true, underflow: true, whole: INT32.high },
    admits: (given, store) =>
      store === null ||
      given === 'int' ||
      (given === 'float32' && store.dtype !== 'int') ||
      store.dtype === 'float64',
    declare: declareTypeFirst,
  },
};
