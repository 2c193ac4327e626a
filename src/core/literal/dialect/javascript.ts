import { CODE } from '../lexer/chars';
import { JAVASCRIPT_ARITHMETIC } from '../expression/arithmetic';
import { type Callee, type Dialect, FLOAT32, FLOAT64, type Store, signed, unsigned } from './dialect';
import { oddNumber } from './numbers';

/** JavaScript and TypeScript. */

const TYPED_ARRAYS: readonly (readonly [string, Store])[] = [
  ['Float32Array', FLOAT32],
  ['Float64Array', FLOAT64],
  ['Int8Array', signed(8)],
  ['Int16Array', signed(16)],
  ['Int32Array', signed(32)],
  ['Uint8Array', unsigned(8)],
  ['Uint16Array', unsigned(16)],
  ['Uint32Array', unsigned(32)],
];

function callee(takes: Callee['takes'], stores: Callee['stores'], isNew = false): Callee {
  return { takes, stores, isNew, dtypeSecond: false, ignores: new Set() };
}

const CALLS = new Map<string, Callee>([
  ['Array.of', callee('items', 'as-given')],
  ['Array.from', callee('list', 'as-given')],
  ['Object.freeze', callee('list', 'as-given')],
  ['Math.sqrt', { ...callee('scalar', FLOAT64), applies: (value) => (value >= 0 ? Math.sqrt(value) : null) }],
  ['Math.fround', { ...callee('scalar', FLOAT64), applies: Math.fround }],
  ...TYPED_ARRAYS.flatMap(([name, store]): [string, Callee][] => [
    [name, callee('vector', store, true)],
    [`${name}.of`, callee('items', store)],
    [`${name}.from`, callee('vector', store)],
  ]),
]);

const MATH = ['PI', 'E', 'SQRT2', 'SQRT1_2', 'LN2', 'LN10', 'LOG2E', 'LOG10E'] as const;

export const JAVASCRIPT: Dialect = {
  name: 'JavaScript',
  lexicon: {
    lineComments: ['//', '#!'],
    blockComments: [['/*', '*/']],
    tripleQuotes: false,
    templates: true,
    regularExpressions: true,
    apostrophes: false,
    plainLists: CODE.openBracket,
    operators: new Set([
      ...[
        '**',
        '==',
        '===',
        '!=',
        '!==',
        '<=',
        '>=',
        '=>',
        '&&',
        '||',
        '??',
        '?.',
        '++',
        '--',
        '<<',
        '>>',
        '>>>',
      ],
      ...['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '**=', '&&=', '||=', '??=', '<<=', '>>='],
    ]),
  },
  lineEnds: false,
  tuples: false,
  blocks: true,
  prints: false,
  prose: false,
  whole: FLOAT64,
  arithmetic: JAVASCRIPT_ARITHMETIC,
  constants: new Map<string, number>([
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['Number.NaN', NaN],
    ['Number.POSITIVE_INFINITY', Infinity],
    ['Number.NEGATIVE_INFINITY', -Infinity],
    ['Number.EPSILON', Number.EPSILON],
    ['Number.MAX_VALUE', Number.MAX_VALUE],
    ['Number.MIN_VALUE', Number.MIN_VALUE],
    ...MATH.map((name): [string, number] => [`Math.${name}`, Math[name]]),
  ]),
  notNumbers: new Set(['null', 'undefined', 'true', 'false']),
  calls: CALLS,
  methods: new Map(),
  stores: new Map(),
  typeWords: new Set(['as', 'satisfies']),
  statementWords: new Set([
    ...['const', 'let', 'var', 'import', 'export', 'return', 'if', 'for', 'while', 'switch', 'try', 'throw'],
  ]),
  joiningWords: new Set(['as', 'satisfies', 'in', 'of', 'instanceof', 'extends']),
  leadingWords: new Set(['return', 'yield', 'throw', 'await', 'in', 'of', 'export', 'default', 'else']),
  headWords: new Set(['case', 'default']),
  oddNumber: oddNumber(FLOAT64),
  doubled: () => new Set(),
  printWhole: 'with JSON.stringify(array)',
};
