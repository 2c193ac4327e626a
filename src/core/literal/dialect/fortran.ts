import { singleOf } from '../expression/exact';
import { typedArithmetic } from '../expression/typed-arithmetic';
import { declareFortran, storeOfKind } from '../typing/declare-fortran';
import { type Callee, type Dialect, FLOAT32, FLOAT64, INTEGER } from './dialect';
import { TYPED, typedCallee } from './typed';

/** Fortran, whose arrays are filled column by column; names are the same in capitals and in small letters. */

class Caseless<V> extends Map<string, V> {
  override get(key: string): V | undefined {
    return super.get(key.toLowerCase());
  }

  override has(key: string): boolean {
    return super.has(key.toLowerCase());
  }
}

class CaselessSet extends Set<string> {
  override has(key: string): boolean {
    return super.has(key.toLowerCase());
  }
}

/** `1.0d0`, `1e-5_dp`, `3_8`: without a kind, a decimal is single precision. */
const oddNumber: Dialect['oddNumber'] = (text) => {
  const parts = /^((?:\d+(?:\.\d*)?|\.\d+))(?:([ed])([+-]?\d+))?(?:_([a-z]\w*|\d+))?$/i.exec(text);
  const none = { code: 'not-a-number', reason: 'which is not a number in Fortran' } as const;
  if (parts === null) return none;
  const [, digits = '', letter, power, kind] = parts;
  const body = power === undefined ? digits : `${digits}e${power}`;
  if (letter === undefined && !digits.includes('.')) {
    return { number: Number(digits), store: INTEGER };
  }
  const isDouble = letter?.toLowerCase() === 'd';
  if (isDouble && kind !== undefined) return none;
  const store = isDouble ? FLOAT64 : kind === undefined ? FLOAT32 : storeOfKind(kind);
  if (store === undefined)
    return { code: 'not-a-number', reason: 'whose kind is not known: write 8, dp or real64' };
  const number = store === FLOAT32 ? singleOf(body) : Number(body);
  return Number.isFinite(number) ? { number, store, text: body } : none;
};

const CALLS = new Caseless<Callee>([
  ['reshape', { ...typedCallee('list'), shape: 'after', columns: true }],
  ['transpose', { ...typedCallee('list'), transposes: true }],
  ['dble', typedCallee('scalar', FLOAT64)],
]);

export const FORTRAN: Dialect = {
  ...TYPED,
  name: 'Fortran',
  lexicon: {
    ...TYPED.lexicon,
    lineComments: ['!'],
    blockComments: [],
    exponents: 'dD',
    oddDecimals: true,
    ampersands: true,
    operators: new Set(['**', '//', '==', '/=', '<=', '>=', '=>', '::']),
  },
  lineEnds: true,
  blocks: false,
  whole: INTEGER,
  arithmetic: typedArithmetic(true, true),
  calls: CALLS,
  notNumbers: new CaselessSet(['null']),
  statementWords: new CaselessSet([
    ...[
      'program',
      'subroutine',
      'function',
      'end',
      'if',
      'do',
      'call',
      'real',
      'integer',
      'implicit',
      'print',
      'write',
    ],
    ...['module', 'contains', 'use', 'return', 'double'],
  ]),
  leadingWords: new Set(),
  oddNumber,
  types: {
    lists: '[',
    scalars: new Map(),
    containers: new Map(),
    named: new Map(),
    qualifiers: new Set(),
    deduced: new Set(),
    untyped: true,
    fills: 'never',
    refuses: { overflow: true },
    joins: true,
    // The elements of one constructor have one type, but any type may be assigned to any other.
    admits: (_given, store, all) => store !== null || all.length === 1,
    declare: declareFortran,
  },
};

/** Columns 1 to 6 hold marks for comments and continued lines. */
export const FIXED_FORTRAN: Dialect = { ...FORTRAN, lexicon: { ...FORTRAN.lexicon, columns: true } };
