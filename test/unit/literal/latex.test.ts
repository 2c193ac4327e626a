import assert from 'node:assert/strict';
import { atCursor, failure, named, pieces, readOne, selecting } from './helpers';

const matrix = (inside: string, name = 'bmatrix'): string => `\\begin{${name}}${inside}\\end{${name}}`;
const ROWS = [
  [1, 2],
  [3, 4],
];
const PLAIN = matrix('1 & 2 \\\\ 3 & 4');

describe('LaTeX', () => {
  const formulas: [text: string, name: string | null, value: unknown][] = [
    [PLAIN, null, ROWS],
    ...['pmatrix', 'vmatrix', 'Bmatrix', 'matrix', 'smallmatrix'].map((name): [string, string, unknown] => [
      `$x = ${matrix('1&2\\\\[2pt]\n3&4\\\\', name)}$`,
      'x',
      ROWS,
    ]),
    [`x = \\left[\\begin{array}{c|c} 1 & 2 \\\\ \\hline 3 & 4 \\end{array}\\right]`, 'x', ROWS],
    [
      `X := ${PLAIN}^{\\top}`,
      'X',
      [
        [1, 3],
        [2, 4],
      ],
    ],
    [
      `\\mathbf{x} = \\frac{1}{2}${PLAIN}`,
      'x',
      [
        [0.5, 1],
        [1.5, 2],
      ],
    ],
    [
      `\\gamma = -${PLAIN},`,
      'gamma',
      [
        [-1, -2],
        [-3, -4],
      ],
    ],
    [
      `\\hat{x} &= 10^{-1} \\cdot \\left(${PLAIN}\\right) \\\\`,
      'xhat',
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
    ],
    [`\\frac{\\partial L}{\\partial \\gamma} = ${PLAIN}`, 'dgamma', ROWS],
    [`x^T = ${PLAIN}`, null, ROWS],
    [`where $x_{1} = ${PLAIN}$.`, 'x_1', ROWS],
    [`x = ${PLAIN} \\in \\mathbb{R}^{2 \\times 2}`, 'x', ROWS],
    [`x = ${PLAIN}\n\nNext.`, 'x', ROWS],
    [matrix('\\frac12 & -\\frac{1}{3} & \\tfrac{2}{3}'), null, [[0.5, -1 / 3, 2 / 3]]],
    [matrix('1{,}5 & 1\\,000 & 1{,}234{,}567'), null, [[1.5, 1000, 1234567]]],
    [matrix('1.1 \\cdot 10^{-3} & 2 \\times 10^3 & \\num{1e3}'), null, [[0.0011, 2000, 1000]]],
    [
      matrix('\\sqrt2 & \\frac{1}{\\sqrt{2}} & 2\\sqrt{3}'),
      null,
      [[Math.SQRT2, Math.SQRT1_2, Math.sqrt(12)]],
    ],
    [matrix('\\infty & -\\infty & 10^{400}'), null, [[Infinity, -Infinity, Infinity]]],
    [matrix('\u22121 % one\n & \\phantom{-}2 & \\mathbf{3} & {4}'), null, [[-1, 2, 3, 4]]],
    [
      '\\begin{tabular}{lr}\\toprule a & b \\\\ \\midrule 1 & 2 \\\\ 3 & 4 \\\\ \\bottomrule\\end{tabular}',
      null,
      ROWS,
    ],
    ['x = [1, 2]', 'x', [1, 2]],
    ['$x = \\left[\\frac12, 2\\right]$', 'x', [0.5, 2]],
    ['\\begin{verbatim}\nx = [1 2]\n\\end{verbatim}', 'x', [1, 2]],
  ];
  for (const [text, name, value] of formulas) {
    it(`is read: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(named(text, 'latex'), [[name, value]]);
      assert.deepEqual(named(text, 'tex'), [[name, value]]);
    });
  }

  const refused: [text: string, code: string, at: string][] = [
    [matrix('1 & \\cdots & 3'), 'elided', '\\cdots'],
    [matrix('1 & a'), 'non-literal', 'a'],
    [matrix('1 & \\text{one}'), 'non-literal', '\\text{one}'],
    [matrix('1 & \\pi'), 'non-literal', '\\pi'],
    [matrix('1 & 2\\frac{1}{2}'), 'non-literal', '2\\frac{1}{2}'],
    [matrix('1 & 2 3'), 'non-literal', '2 3'],
    [matrix('1 & 2,5'), 'not-a-number', '2,5'],
    [matrix('1 & 2{,}345'), 'not-a-number', '2{,}345'],
    [matrix('1 & '), 'hole', ''],
    [matrix('1 & 2 \\\\ 3'), 'ragged', '3'],
    [matrix(`${PLAIN} & 2`), 'non-literal', '\\begin'],
    ['\\begin{bmatrix} 1 & 2', 'unbalanced', ''],
    [`A ${PLAIN}`, 'non-literal', '\\begin{bmatrix}'],
    [`x = ${PLAIN}^{-1}`, 'non-literal', '^'],
    [`x = ${PLAIN} + y`, 'non-literal', ' '],
    [`x = ${PLAIN} ${PLAIN}`, 'non-literal', ' '],
    ['x = (1, 2)^T', 'non-literal', '^'],
    ['y = 2x + 1', 'no-array', 'y = 2x + 1'],
  ];
  for (const [text, code, at] of refused) {
    it(`is refused: ${JSON.stringify(text)}`, () => {
      const error = failure(text, 'latex');
      assert.deepEqual([error.code, error.at], [code, at]);
    });
  }

  it('names every array of an aligned block, and numbers beside them', () => {
    const text = `\\begin{align}\n x &= ${PLAIN}, \\\\\n dx &= ${PLAIN} \n\\end{align}\nwith $\\epsilon = 10^{-5}$ and`;
    assert.deepEqual(named(text, 'latex'), [
      ['x', ROWS],
      ['dx', ROWS],
      ['epsilon', 1e-5],
    ]);
  });

  it('keeps the place of each number', () => {
    const text = `x = ${matrix(' 1 & -2.50 % c\n \\\\ \\frac12 & 4e-1 ')}`;
    assert.deepEqual(
      pieces(text, readOne(text, 'latex')).map((piece) => piece.replace(/\s*%.*$/s, '')),
      ['1', '-2.50', '\\frac12', '4e-1'],
    );
  });

  it('is read around a cursor and in selections', () => {
    const { text, offset } = atCursor(`$x = ${matrix('1 & \u00a62')}$, $y = ${matrix('3')}$`);
    assert.deepEqual(named(text, 'latex', { kind: 'cursor', offset }), [['x', [[1, 2]]]]);
    assert.deepEqual(named(text, 'latex', selecting(text, '3')), [['y', [[3]]]]);
    const rows = `x = ${PLAIN}`;
    assert.deepEqual(named(rows, 'latex', selecting(rows, '3 & 4')), [['x', [[3, 4]]]]);
  });
});
