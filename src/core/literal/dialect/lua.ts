import { CODE } from '../lexer/chars';
import { LUA_ARITHMETIC } from '../expression/arithmetic';
import { type Dialect, FLOAT64, INTEGER } from './dialect';
import { hexadecimal } from './hexadecimal';
import { PLAIN } from './plain';

/** Lua: tables in braces, whose items commas or semicolons separate. */
export const LUA: Dialect = {
  ...PLAIN,
  name: 'Lua',
  lexicon: {
    ...PLAIN.lexicon,
    lineComments: ['--', '#!'],
    longBrackets: true,
    plainLists: CODE.openBrace,
    operators: new Set(['==', '~=', '<=', '>=', '//', '<<', '>>', '..', '::']),
  },
  tables: true,
  tuples: true,
  whole: INTEGER,
  arithmetic: LUA_ARITHMETIC,
  constants: new Map([
    ['math.huge', Infinity],
    ['math.pi', Math.PI],
  ]),
  notNumbers: new Set(['nil', 'true', 'false']),
  statementWords: new Set([
    'local',
    'function',
    'return',
    'if',
    'for',
    'while',
    'repeat',
    'until',
    'end',
    'do',
  ]),
  joiningWords: new Set(['and', 'or', 'not', 'then', 'do']),
  leadingWords: new Set(['return', 'in', 'and', 'or', 'not', 'then', 'do', 'else']),
  oddNumber: luaNumber,
  printWhole: 'in a loop over all its numbers',
};

/** 0x1F wraps around at 64 bits and 0x1p4 is a float; 012 is twelve. */
function luaNumber(text: string): ReturnType<Dialect['oddNumber']> {
  if (/^\d+$/.test(text)) return { number: Number(text), store: INTEGER };
  if (/^\d+\.?\d*(?:[eE][+-]?\d+)?$/.test(text)) return { number: Number(text), store: FLOAT64 };
  const number = hexadecimal(text);
  if (number === null) return { code: 'not-a-number', reason: 'which is not a number' };
  return { number, store: /[.pP]/.test(text) ? FLOAT64 : INTEGER };
}
