import { R_MATRICES } from '../matrix/languages/r';
import { type Dialect, FLOAT64, INTEGER } from './dialect';
import { hexadecimal } from './hexadecimal';
import { scalarsOf } from './matrices';

export const R: Dialect = {
  name: 'R',
  lexicon: {
    lineComments: ['#'],
    blockComments: [],
    plainLists: -1,
    tripleQuotes: false,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    dottedNames: true,
    longStrings: true,
    assignments: new Set(['<-', '<<-']),
    operators: new Set([
      ...['<-', '<<-', '->', '->>', '<=', '>=', '==', '!=', '&&', '||', '|>', '::', ':::', '**'],
      ...['%%', '%/%', '%*%', '%o%', '%x%'],
    ]),
  },
  lineEnds: true,
  tuples: false,
  blocks: true,
  prints: false,
  prose: false,
  whole: FLOAT64,
  arithmetic: null,
  constants: scalarsOf(R_MATRICES),
  notNumbers: new Set(['TRUE', 'FALSE', 'T', 'F', 'NULL', 'NA_character_', 'NA_complex_']),
  calls: new Map(),
  methods: new Map(),
  stores: new Map(),
  typeWords: new Set(),
  statementWords: new Set(['library', 'require', 'while', 'repeat', 'return', 'next', 'break']),
  joiningWords: new Set(['in', 'else']),
  leadingWords: new Set(['in', 'else', 'return', 'repeat']),
  headWords: new Set(),
  matrix: R_MATRICES,
  oddNumber: rNumber,
  doubled: () => new Set(),
  printWhole: 'with options(max.print = 1e6)',
};

/** 1L is an integer; 0x1p3 is 8; 1i is complex. */
function rNumber(text: string): ReturnType<Dialect['oddNumber']> {
  const decimal = /^((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(L?)$/.exec(text);
  const isLong = text.endsWith('L');
  const bare = isLong ? text.slice(0, -1) : text;
  const number = decimal === null ? hexadecimal(bare) : Number(bare);
  const isWhole = number !== null && Number.isInteger(number) && Math.abs(number) < 2 ** 31;
  if (number !== null && (isWhole || !isLong)) return { number, store: isLong ? INTEGER : FLOAT64 };
  if (/^[\d.]+(?:[eE][+-]?\d+)?i$/.test(text)) {
    return { code: 'not-numeric', reason: 'a complex number, which cannot be checked' };
  }
  return { code: 'not-a-number', reason: 'not a number in R' };
}
