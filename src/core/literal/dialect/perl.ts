import { CODE } from '../lexer/chars';
import { PERL_ARITHMETIC } from '../expression/arithmetic';
import { type Dialect, FLOAT64, INTEGER } from './dialect';
import { hexadecimal } from './hexadecimal';
import { zeroIsOctal } from './numbers';
import { PLAIN } from './plain';

const octal = zeroIsOctal(INTEGER);

/** Perl: `@x = ([1, 2], [3, 4])`, `$x = [[1, 2], [3, 4]]` and `%h = (x => [1, 2])`. */
export const PERL: Dialect = {
  ...PLAIN,
  name: 'Perl',
  lexicon: {
    ...PLAIN.lexicon,
    octalZeros: true,
    lineBlocks: [
      [/=[a-z]/iy, /^=cut\b.*$/gm],
      [/__(?:END|DATA)__$/my, null],
    ],
    operators: new Set([
      ...[
        '**',
        '==',
        '!=',
        '<=',
        '>=',
        '<=>',
        '=>',
        '=~',
        '!~',
        '&&',
        '||',
        '//',
        '<<',
        '>>',
        '->',
        '::',
        '++',
        '--',
      ],
      ...[
        '..',
        '+=',
        '-=',
        '*=',
        '/=',
        '%=',
        '.=',
        'x=',
        '&=',
        '|=',
        '^=',
        '**=',
        '&&=',
        '||=',
        '//=',
        '<<=',
        '>>=',
      ],
    ]),
  },
  sigils: true,
  listSigil: CODE.at,
  fatCommas: true,
  whole: INTEGER,
  arithmetic: PERL_ARITHMETIC,
  notNumbers: new Set(['undef']),
  statementWords: new Set([
    'my',
    'our',
    'local',
    'use',
    'sub',
    'package',
    'return',
    'foreach',
    'while',
    'print',
    'say',
  ]),
  joiningWords: new Set(['and', 'or', 'if', 'unless', 'for', 'foreach', 'while', 'x', 'eq', 'ne', 'cmp']),
  leadingWords: new Set(['return', 'print', 'say', 'and', 'or', 'not']),
  oddNumber(text) {
    const number = /p/i.test(text) ? hexadecimal(text.replaceAll('_', '')) : null;
    return number === null ? octal(text) : { number, store: FLOAT64 };
  },
  printWhole: 'with Data::Dumper',
};
