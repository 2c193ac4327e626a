import { JULIA_MATRICES } from '../matrix/languages/julia';
import { type Dialect, FLOAT32, FLOAT64, INTEGER, unsigned } from './dialect';
import { singleOf } from '../expression/exact';
import { hexadecimal } from './hexadecimal';
import { scalarsOf } from './matrices';

export const JULIA: Dialect = {
  name: 'Julia',
  lexicon: {
    lineComments: ['#'],
    blockComments: [['#=', '=#']],
    plainLists: -1,
    tripleQuotes: true,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    elementwise: true,
    exponents: 'f',
    longStrings: true,
    operators: new Set([
      ...['.+', '.-', '.*', './', '.^', '.\\', './/', '//', '++', '--', '&&', '||', '->', '|>', '<|', '=>'],
      ...[
        '==',
        '!=',
        '<=',
        '>=',
        '===',
        '!==',
        '.==',
        '.!=',
        '.<',
        '.>',
        '.<=',
        '.>=',
        '::',
        '<:',
        '>:',
        '<<',
        '>>',
      ],
      ...['+=', '-=', '*=', '/=', '^=', '.=', '.+=', '.-=', '.*=', './=', ':=', '|=', '&=', '%='],
    ]),
  },
  lineEnds: true,
  tuples: true,
  blocks: false,
  prints: false,
  prose: false,
  whole: INTEGER,
  arithmetic: null,
  constants: scalarsOf(JULIA_MATRICES),
  notNumbers: new Set(['true', 'false', 'nothing', 'missing', 'im', 'undef']),
  calls: new Map(),
  methods: new Map(),
  stores: new Map(),
  typeWords: new Set(),
  statementWords: new Set([
    ...[
      'function',
      'while',
      'using',
      'import',
      'export',
      'module',
      'struct',
      'mutable',
      'const',
      'let',
      'begin',
    ],
    ...['return', 'end', 'try', 'catch', 'elseif', 'macro', 'abstract', 'global', 'local'],
  ]),
  joiningWords: new Set(['for', 'if', 'in', 'isa', 'where']),
  leadingWords: new Set(['for', 'if', 'elseif', 'while', 'in', 'return', 'end', 'else']),
  headWords: new Set(['for', 'if', 'elseif', 'while']),
  matrix: JULIA_MATRICES,
  oddNumber: juliaNumber,
  doubled: () => new Set(),
  printWhole: 'with show(stdout, array)',
};

/** 1_000, 1f0 in single precision, and 0x1F, which is an unsigned integer with room for its digits. */
function juliaNumber(text: string): ReturnType<Dialect['oddNumber']> {
  const bare = text.replace(/(?<=[\da-fA-F])_(?=[\da-fA-F])/g, '');
  if (/^\d+$/.test(bare)) return { number: Number(bare), store: INTEGER };
  if (/^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(bare)) return { number: Number(bare), store: FLOAT64 };
  if (/^(?:\d+\.?\d*|\.\d+)f[+-]?\d+$/.test(bare)) {
    return { number: singleOf(bare.replace('f', 'e')), store: FLOAT32 };
  }
  const bits = /^0x[\da-fA-F]+$/.test(bare)
    ? (bare.length - 2) * 4
    : /^0b[01]+$/.test(bare)
      ? bare.length - 2
      : 0;
  const size = [8, 16, 32].find((candidate) => candidate >= bits);
  if (bits > 0 && size !== undefined) return { number: Number(bare), store: unsigned(size) };
  const float = /p/.test(bare) ? hexadecimal(bare) : null;
  if (float !== null) return { number: float, store: FLOAT64 };
  if (/^[\d._]+(?:[eEf][+-]?\d+)?im$/.test(text)) {
    return { code: 'not-numeric', reason: 'a complex number, which cannot be checked' };
  }
  const isProduct = /^[\d._]+[\p{L}_]/u.test(text);
  return {
    code: 'not-a-number',
    reason: isProduct ? 'a product without its sign: write the number' : 'not a number in Julia',
  };
}
