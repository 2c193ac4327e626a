import { MATLAB_MATRICES } from '../matrix/languages/matlab';
import { type Dialect, FLOAT64, type Scalar, unsigned } from './dialect';
import { scalarsOf } from './matrices';

/** MATLAB and Octave. */
export const MATLAB: Dialect = {
  name: 'MATLAB',
  lexicon: {
    lineComments: ['%', '#'],
    blockComments: [],
    plainLists: -1,
    tripleQuotes: false,
    templates: false,
    regularExpressions: false,
    apostrophes: false,
    elementwise: true,
    exponents: 'dD',
    matlab: true,
    operators: new Set([
      ...['.*', './', '.^', '.\\', ".'", '**', '.**', '++', '--', '&&', '||'],
      ...['==', '~=', '!=', '<=', '>=', '+=', '-=', '*=', '/=', '^=', '|=', '&='],
    ]),
  },
  lineEnds: true,
  tuples: false,
  blocks: false,
  prints: false,
  prose: false,
  whole: FLOAT64,
  arithmetic: null,
  constants: scalarsOf(MATLAB_MATRICES),
  notNumbers: new Set(['true', 'false', 'i', 'j', 'I', 'J']),
  calls: new Map(),
  methods: new Map(),
  stores: new Map(),
  typeWords: new Set(),
  statementWords: new Set([
    ...['function', 'if', 'for', 'parfor', 'while', 'switch', 'case', 'otherwise', 'else', 'elseif', 'end'],
    ...[
      'endif',
      'endfor',
      'endwhile',
      'endfunction',
      'try',
      'catch',
      'return',
      'break',
      'continue',
      'global',
    ],
  ]),
  joiningWords: new Set(),
  leadingWords: new Set([
    'for',
    'parfor',
    'if',
    'elseif',
    'while',
    'switch',
    'case',
    'return',
    'end',
    'else',
  ]),
  headWords: new Set(['for', 'parfor', 'if', 'elseif', 'while', 'switch', 'case']),
  matrix: MATLAB_MATRICES,
  oddNumber: matlabNumber,
  doubled: () => new Set(),
  printWhole: 'with disp(array)',
};

/** 1d3, and 0x1F, which is an unsigned integer of the smallest type that has room for its digits. */
function matlabNumber(text: string): ReturnType<Dialect['oddNumber']> {
  const double = (number: number): Scalar => ({ number, store: FLOAT64 });
  if (/^(?:\d+\.?\d*|\.\d+)(?:[edED][+-]?\d+)?$/.test(text)) return double(Number(text.replace(/d/i, 'e')));
  const [, hexadecimal, binary] = /^0(?:[xX]([\da-fA-F]+)|[bB]([01]+))$/.exec(text) ?? [];
  const bits = hexadecimal === undefined ? (binary ?? '').length : hexadecimal.length * 4;
  const size = [8, 16, 32].find((candidate) => candidate >= bits);
  if (bits > 0 && size !== undefined) return { number: Number(text), store: unsigned(size) };
  if (/^[\d.]+(?:[edED][+-]?\d+)?[ijIJ]$/.test(text)) {
    return { code: 'not-numeric', reason: 'a complex number, which cannot be checked' };
  }
  return { code: 'not-a-number', reason: 'not a number in MATLAB' };
}
