import { CODE } from '../lexer/chars';
import type { Dialect } from './dialect';
import { FLOAT64 } from './dialect';
import { oddNumber } from './numbers';

/** Lists and numbers and nothing else: what the small dialects begin from. */
export const PLAIN: Dialect = {
  name: 'Plain',
  lexicon: {
    lineComments: ['#'],
    blockComments: [],
    tripleQuotes: false,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    plainLists: CODE.openBracket,
    operators: new Set(),
  },
  lineEnds: false,
  tuples: false,
  blocks: false,
  prints: false,
  prose: false,
  whole: FLOAT64,
  arithmetic: null,
  constants: new Map(),
  notNumbers: new Set(),
  calls: new Map(),
  methods: new Map(),
  stores: new Map(),
  typeWords: new Set(),
  statementWords: new Set(),
  joiningWords: new Set(),
  leadingWords: new Set(),
  headWords: new Set(),
  oddNumber: oddNumber(FLOAT64),
  doubled: () => new Set(),
  printWhole: 'with all its numbers',
};
