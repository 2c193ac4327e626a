import assert from 'node:assert/strict';
import { atCursor, failure, named, pieces, readOne, selecting } from './helpers';

const ROWS = [
  [1, 2],
  [3, 4],
];

describe('Markdown', () => {
  const tables: [text: string, name: string | null, value: unknown][] = [
    ['| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | **4** |\n', null, ROWS],
    ['a | b\n:-:|--:\n1 | `2`\n3 | $4$', null, ROWS],
    ['x:\n\n| | |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |', 'x', ROWS],
    ['| 1 | 2 |\n|---|---|\n| 3 | 4 |', null, ROWS],
    ['| **x** |\n|---|\n| 1 |', 'x', [[1]]],
    ['### dx\n\n| a | b |\n|---|---|\n| 1 | |\n', 'dx', [[1, NaN]]],
    ['```python\nx = np.array([[1, 2], [3, 4]])\n```', 'x', ROWS],
    ['~~~\nx = [[1 2]\n [3 4]]\n~~~', 'x', ROWS],
    ['```csv\n1,2\n3,4\n```', null, ROWS],
    ['```js\nconst x = [[1, 2], [3, 4]];\n```', 'x', ROWS],
    ['$$\nx = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}\n$$', 'x', ROWS],
    ['with $\\gamma = [1, 2]$ and', 'gamma', [1, 2]],
    ['it costs $5 and $6, x = [1, 2]', 'x', [1, 2]],
  ];
  for (const [text, name, value] of tables) {
    it(`is read: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(named(text, 'markdown'), [[name, value]]);
    });
  }

  it('refuses tables that are not all numbers, and passes over those without any', () => {
    const mixed = failure('| a | b |\n|---|---|\n| x | 1 |', 'markdown');
    assert.deepEqual([mixed.code, mixed.at], ['not-numeric', 'x']);
    assert.equal(failure('| a | b |\n|---|---|\n| 1 | 1,234 |', 'markdown').code, 'not-a-number');
    assert.equal(failure('| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |', 'markdown').code, 'ragged');
    assert.equal(failure('| a | b |\n|---|---|\n| x | y |', 'markdown').code, 'no-array');
  });

  it('keeps the place of each number', () => {
    const text = '| a | b |\n|---|---|\n| 1.50 | **-2** |';
    assert.deepEqual(pieces(text, readOne(text, 'markdown')), ['1.50', '-2']);
  });

  it('is read by cursors and selections within its fences, tables and formulas', () => {
    const { text, offset } = atCursor(
      '```python\nx = [[1, \u00a62], [3, 4]]\n```\n\n| y |\n|---|\n| 5 |\n| 6 |\n\n$z = \\begin{bmatrix}7\\end{bmatrix}$\n',
    );
    assert.deepEqual(named(text, 'markdown', { kind: 'cursor', offset }), [['x', ROWS]]);
    assert.deepEqual(named(text, 'markdown', selecting(text, '[3, 4]')), [['x', [3, 4]]]);
    assert.deepEqual(named(text, 'markdown', selecting(text, '| 6 |')), [['y', [[6]]]]);
    assert.deepEqual(named(text, 'markdown', selecting(text, '| 5 |\n| 6 |\n\n$z = \\begin{bmatrix}7')), [
      ['y', [[5], [6]]],
      ['z', [[7]]],
    ]);
  });
});
