import { typedArithmetic } from '../expression/typed-arithmetic';
import { declareTypeFirst } from '../typing/declare';
import { LIST } from '../typing/types';
import { type Callee, type Dialect, FLOAT32, FLOAT64, type Store } from './dialect';
import {
  INT16,
  INT32,
  INT64,
  INT8,
  MAX_FLOAT32,
  SQUARE_ROOT,
  TYPED,
  UINT16,
  UINT32,
  UINT64,
  UINT8,
  each,
} from './typed';
import { typedNumber } from './typed-numbers';

/** C#, with rectangular arrays, arrays of arrays and collection expressions. */

const SCALARS = new Map<string, Store>([
  ...each(['double', 'Double', 'decimal'], FLOAT64),
  ...each(['float', 'Single'], FLOAT32),
  ...each(['int', 'Int32'], INT32),
  ...each(['long', 'Int64'], INT64),
  ['short', INT16],
  ['sbyte', INT8],
  ['byte', UINT8],
  ['ushort', UINT16],
  ['uint', UINT32],
  ['ulong', UINT64],
]);

const CONSTANTS = new Map<string, number>([
  ['Math.PI', Math.PI],
  ['Math.E', Math.E],
  ['MathF.PI', Math.fround(Math.PI)],
  ['MathF.E', Math.fround(Math.E)],
  ...['double', 'float', 'Double', 'Single'].flatMap((name): [string, number][] => {
    const isDouble = name.toLowerCase() === 'double';
    return [
      [`${name}.NaN`, NaN],
      [`${name}.PositiveInfinity`, Infinity],
      [`${name}.NegativeInfinity`, -Infinity],
      [`${name}.MaxValue`, isDouble ? Number.MAX_VALUE : MAX_FLOAT32],
      [`${name}.MinValue`, isDouble ? -Number.MAX_VALUE : -MAX_FLOAT32],
      [`${name}.Epsilon`, isDouble ? Number.MIN_VALUE : 2 ** -149],
    ];
  }),
  ['int.MaxValue', INT32.high],
  ['int.MinValue', INT32.low],
]);

const STORES = new Map<string, Store>([
  ...[...CONSTANTS.keys()]
    .filter((name) => /^(?:float|Single|MathF)\./.test(name))
    .map((name): [string, Store] => [name, FLOAT32]),
  ...each(['int.MaxValue', 'int.MinValue'], INT32),
]);

const CALLS = new Map<string, Callee>([['Math.Sqrt', SQUARE_ROOT]]);

export const CSHARP: Dialect = {
  ...TYPED,
  name: 'C#',
  arithmetic: typedArithmetic(true),
  constants: CONSTANTS,
  calls: CALLS,
  stores: STORES,
  oddNumber: typedNumber({
    separator: '_',
    repeats: true,
    suffixes: new Map<string, Store>([
      ['f', FLOAT32],
      ...each(['d', 'm'], FLOAT64),
      ['l', INT64],
      ['u', UINT32],
      ...each(['ul', 'lu'], UINT64),
    ]),
    wholeWithSuffix: true,
    leadingZero: 'decimal',
    bases: new Map([
      ['0x', 16],
      ['0b', 2],
    ]),
    hexFloats: false,
    whole: INT32,
  }),
  types: {
    lists: '{[',
    scalars: SCALARS,
    containers: new Map(
      each(['List', 'IList', 'IReadOnlyList', 'IEnumerable', 'ICollection', 'Span', 'ReadOnlySpan'], LIST),
    ),
    named: new Map(),
    qualifiers: new Set([
      ...[
        'public',
        'private',
        'protected',
        'internal',
        'static',
        'readonly',
        'const',
        'volatile',
        'ref',
        'required',
      ],
    ]),
    deduced: new Set(['var']),
    untyped: false,
    fills: 'never',
    refuses: { overflow: true },
    admits: (given, store) =>
      store === null ||
      given === 'int' ||
      (given === 'float32' && store.dtype !== 'int') ||
      store.dtype === 'float64',
    declare: declareTypeFirst,
  },
};
