import { exactArithmetic } from '../expression/typed-arithmetic';
import { declareTypeLast } from '../typing/declare';
import { type Callee, type Dialect, FLOAT32, FLOAT64, INTEGER, type Method, type Store } from './dialect';
import {
  INT16,
  INT32,
  INT64,
  INT8,
  MAX_FLOAT32,
  OPERATORS,
  SQUARE_ROOT,
  TYPED,
  UINT16,
  UINT32,
  UINT64,
  UINT8,
  each,
  typedCallee,
} from './typed';
import { typedNumber } from './typed-numbers';

/** Go, whose constants are exact until they are stored, and whose arrays fill up with zeros. */

/** More digits than the calculations that are read here can tell from the number itself. */
const DIGITS = new Map([
  ['math.Pi', '3.14159265358979323846264338327950288419716939937510582097494459'],
  ['math.E', '2.71828182845904523536028747135266249775724709369995957496696763'],
  ['math.Phi', '1.61803398874989484820458683436563811772030917980576286213544862'],
  ['math.Sqrt2', '1.41421356237309504880168872420969807856967187537694807317667974'],
  ['math.Ln2', '0.693147180559945309417232121458176568075500134360255254120680009'],
]);

const CONSTANTS = new Map<string, number>([
  ...[...DIGITS].map(([name, digits]): [string, number] => [name, Number(digits)]),
  ['math.NaN()', NaN],
  ['math.MaxFloat64', Number.MAX_VALUE],
  ['math.SmallestNonzeroFloat64', Number.MIN_VALUE],
  ['math.MaxFloat32', MAX_FLOAT32],
  ['math.SmallestNonzeroFloat32', 2 ** -149],
]);

const INTEGERS: readonly (readonly [string, Store])[] = [
  ['int8', INT8],
  ['int16', INT16],
  ...each(['int32', 'rune'], INT32),
  ...each(['int', 'int64'], INT64),
  ...each(['uint8', 'byte'], UINT8),
  ['uint16', UINT16],
  ['uint32', UINT32],
  ...each(['uint', 'uint64'], UINT64),
];

const SCALARS = new Map<string, Store>([...INTEGERS, ['float32', FLOAT32], ['float64', FLOAT64]]);

const CALLS = new Map<string, Callee>([
  ['float64', typedCallee('scalar', FLOAT64)],
  ['math.Sqrt', SQUARE_ROOT],
  ['math.Inf', { ...typedCallee('scalar', FLOAT64), applies: (sign) => (sign >= 0 ? Infinity : -Infinity) }],
  ['mat.NewDense', { ...typedCallee('list'), shape: 'before' }],
  ['mat.NewVecDense', { ...typedCallee('list'), shape: 'before' }],
]);

export const GO: Dialect = {
  ...TYPED,
  name: 'Go',
  lexicon: { ...TYPED.lexicon, templates: true, operators: new Set([...OPERATORS, ':=', '&^', '<-']) },
  whole: INTEGER,
  arithmetic: exactArithmetic(DIGITS),
  constants: CONSTANTS,
  calls: CALLS,
  methods: new Map<string, Method>([['T', 'transpose']]),
  leadingWords: new Set(['return', 'range']),
  oddNumber: typedNumber({
    separator: '_',
    repeats: false,
    suffixes: new Map(),
    wholeWithSuffix: false,
    leadingZero: 'octal',
    bases: new Map([
      ['0x', 16],
      ['0o', 8],
      ['0b', 2],
    ]),
    hexFloats: true,
    whole: INTEGER,
  }),
  types: {
    lists: '{',
    scalars: SCALARS,
    containers: new Map(),
    named: new Map(),
    qualifiers: new Set(['var', 'const']),
    deduced: new Set(),
    untyped: false,
    fills: 'zeros',
    refuses: { overflow: true },
    roundsOnce: 'constants',
    admits: (given, store) => store?.dtype !== 'int' || given === 'int',
    declare: declareTypeLast,
  },
};
