import { CODE } from '../lexer/chars';
import { type Dialect, FLOAT64 } from './dialect';
import { oddNumber } from './numbers';

/** JSON, JSON with comments and JSON lines; NaN and Infinity are tolerated, as Python writes them. */
export const JSON_DIALECT: Dialect = {
  name: 'JSON',
  lexicon: {
    lineComments: ['//'],
    blockComments: [['/*', '*/']],
    tripleQuotes: false,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    plainLists: CODE.openBracket,
    operators: new Set(),
  },
  lineEnds: true,
  tuples: false,
  blocks: false,
  prints: false,
  prose: false,
  whole: FLOAT64,
  arithmetic: null,
  constants: new Map([
    ['NaN', NaN],
    ['nan', NaN],
    ['Infinity', Infinity],
    ['inf', Infinity],
  ]),
  notNumbers: new Set(['null', 'true', 'false']),
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
