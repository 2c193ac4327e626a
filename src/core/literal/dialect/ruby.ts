import { RUBY_ARITHMETIC } from '../expression/arithmetic';
import { type Callee, type Dialect, INTEGER } from './dialect';
import { zeroIsOctal } from './numbers';
import { PLAIN } from './plain';

const ITEMS: Callee = {
  takes: 'items',
  isNew: false,
  stores: 'as-given',
  dtypeSecond: false,
  ignores: new Set(),
};

/** Ruby, with its matrices. */
export const RUBY: Dialect = {
  ...PLAIN,
  name: 'Ruby',
  lexicon: {
    ...PLAIN.lexicon,
    scopes: true,
    octalZeros: true,
    lineBlocks: [
      [/=begin\b/y, /^=end\b.*$/gm],
      [/__END__$/my, null],
    ],
    operators: new Set([
      ...['**', '==', '===', '!=', '<=', '>=', '<=>', '=>', '=~', '!~', '&&', '||', '<<', '>>', '&.', '->'],
      ...['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '**=', '&&=', '||=', '<<=', '>>='],
    ]),
  },
  lineEnds: true,
  commasJoinLines: true,
  tuples: true,
  sigils: true,
  fatCommas: true,
  whole: INTEGER,
  arithmetic: RUBY_ARITHMETIC,
  constants: new Map([
    ['Float::INFINITY', Infinity],
    ['Float::NAN', NaN],
    ['Float::EPSILON', Number.EPSILON],
    ['Float::MAX', Number.MAX_VALUE],
    ['Math::PI', Math.PI],
    ['Math::E', Math.E],
  ]),
  notNumbers: new Set(['nil', 'true', 'false']),
  bracketCalls: new Map(['Array', 'Matrix', 'Vector'].map((name) => [name, ITEMS])),
  keptBy: new Set(['freeze', 'dup', 'clone', 'to_a']),
  statementWords: new Set([
    ...[
      'def',
      'class',
      'module',
      'return',
      'require',
      'require_relative',
      'while',
      'until',
      'begin',
      'puts',
      'p',
      'end',
    ],
  ]),
  joiningWords: new Set(['and', 'or', 'if', 'unless', 'then', 'do', 'rescue', 'in']),
  leadingWords: new Set([
    'return',
    'puts',
    'p',
    'pp',
    'print',
    'in',
    'and',
    'or',
    'not',
    'then',
    'do',
    'else',
  ]),
  headWords: new Set(['if', 'unless', 'case', 'when', 'while', 'until', 'for', 'else', 'elsif']),
  oddNumber: zeroIsOctal(INTEGER),
  printWhole: 'with p array',
};
