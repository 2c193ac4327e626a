import type { Callee, Dialect, Store } from './dialect';
import { FLOAT64, signed, unsigned } from './dialect';

/** What the languages with declared types have in common. */

export const INT8 = signed(8);
export const INT16 = signed(16);
export const INT32 = signed(32);
export const INT64 = signed(64);
export const UINT8 = unsigned(8);
export const UINT16 = unsigned(16);
export const UINT32 = unsigned(32);
export const UINT64 = unsigned(64);

export function typedCallee(takes: Callee['takes'], stores: Callee['stores'] = 'as-given'): Callee {
  return { takes, stores, isNew: false, dtypeSecond: false, ignores: new Set() };
}

/** Entries for several names of one thing. */
export function each<T>(names: readonly string[], value: T): [string, T][] {
  return names.map((name) => [name, value]);
}

/** `sqrt`, which is rounded once in every language. */
export const SQUARE_ROOT: Callee = {
  ...typedCallee('scalar', FLOAT64),
  applies: (value) => (value >= 0 ? Math.sqrt(value) : null),
};

export const MATH = {
  pi: Math.PI,
  e: Math.E,
  ln2: Math.LN2,
  ln10: Math.LN10,
  log2e: Math.LOG2E,
  log10e: Math.LOG10E,
  sqrt2: Math.SQRT2,
} as const;

export const MAX_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

export const OPERATORS: readonly string[] = [
  ...['==', '!=', '<=', '>=', '&&', '||', '++', '--', '<<', '->', '=>', '??', '?.'],
  ...['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<='],
];

/** Everything but the name, the lexicon, the number rules, and the types. */
export const TYPED: Omit<Dialect, 'name' | 'oddNumber' | 'types' | 'arithmetic'> = {
  lexicon: {
    plainLists: -1,
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    tripleQuotes: false,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    characters: true,
    operators: new Set(OPERATORS),
  },
  lineEnds: false,
  tuples: false,
  blocks: true,
  prints: false,
  prose: false,
  whole: INT32,
  constants: new Map(),
  notNumbers: new Set(['null', 'nullptr', 'NULL', 'nil', 'true', 'false']),
  calls: new Map(),
  methods: new Map(),
  stores: new Map<string, Store>(),
  typeWords: new Set(),
  statementWords: new Set(),
  joiningWords: new Set(),
  leadingWords: new Set(['return', 'throw', 'yield', 'co_return']),
  headWords: new Set(['case', 'default']),
  doubled: () => new Set(),
  printWhole: 'with all its numbers',
};
