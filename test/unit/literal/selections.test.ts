import assert from 'node:assert/strict';
import type { Where } from '../../../src/core/literal/literal';
import { everything, failure, named, pieces, read, readOne, selecting } from './helpers';

const ROWS = 'x = [[1, 2], [3, 4], [5, 6]]';
const HALF = 'x = [[1, 2], [3, 4]';

function selected(text: string, piece: string, language = 'python'): [string | null, unknown][] {
  return named(text, language, selecting(text, piece));
}

describe('reading selections', () => {
  it('reads every array and named scalar in them, in order', () => {
    const text = 'x = [[1, 2]]\neps = 1e-5\ncheck([3], dout=[4], n=2)\nreturn [5]\ny = f(3)\n';
    assert.deepEqual(named(text, 'python', everything(text)), [
      ['x', [[1, 2]]],
      ['eps', 1e-5],
      [null, [3]],
      ['dout', [4]],
      ['n', 2],
      [null, [5]],
    ]);
  });

  it('takes the name from before the selection', () => {
    const cases: [text: string, piece: string, name: string, language?: string][] = [
      ['x = [[1, 2]]', '[[1, 2]]', 'x'],
      ['x = np.array([[1, 2]])', '[[1, 2]]', 'x'],
      ['x = np.array([[1, 2]])', 'array([[1, 2]])', 'x'],
      ['x: np.ndarray = np.array([[1, 2]])', 'ray([[1, 2', 'x'],
      ['f(x=[[1, 2]])', '[[1, 2]])', 'x'],
      ['d = {"x": [[1, 2]]}', '[[1, 2]]', 'x'],
      ['const x: number[][] = [[1, 2]];', '[[1, 2]];', 'x', 'typescript'],
      ['const o = { x: [[1, 2]] };', '[[1, 2]]', 'x', 'typescript'],
      ['{"x": [[1, 2]]}', '[[1, 2]]', 'x', 'json'],
      ['x = [[1, 2]]', 'x', 'x'],
      ['x = [[1, 2]]', 'x = ', 'x'],
    ];
    for (const [text, piece, name, language] of cases) {
      assert.deepEqual(selected(text, piece, language), [[name, [[1, 2]]]], `${piece} of ${text}`);
    }
  });

  it('applies what stands around the selected numbers', () => {
    const text = 'x = -np.array([[0.5, 2]], dtype=np.float32).T';
    assert.deepEqual(selected(text, '[[0.5, 2]]'), [['x', [[-0.5], [-2]]]]);
    const calculated = 'x = 2 * np.array([[1, 2]])[:, ::-1]';
    assert.deepEqual(selected(calculated, '[[1, 2]]'), [['x', [[4, 2]]]]);
    for (const refused of ['x = w * np.array([[1, 2]])', 'x = [[1, 2]] * w', 'x = np.sqrt([[1, 2]])']) {
      assert.equal(failure(refused, 'python', selecting(refused, '[[1, 2]]')).code, 'non-literal', refused);
    }
  });

  it('reads selected rows as an array of these rows', () => {
    const cases: [piece: string, value: unknown][] = [
      [
        '[1, 2], [3, 4]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        '[1, 2], [3, 4],',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        '1, 2], [3, 4',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        '[[1, 2], [3, 4]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        '[3, 4], [5, 6]]',
        [
          [3, 4],
          [5, 6],
        ],
      ],
      ['[3, 4]', [3, 4]],
      ['3, 4', [3, 4]],
      [
        '1, 2], [3, 4], [5, 6',
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ],
      [
        '= [[1, 2], [3, 4], [5, 6]',
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      ],
    ];
    for (const [piece, value] of cases) assert.deepEqual(selected(ROWS, piece), [['x', value]], piece);
    const single = 'x = np.array([[0.1, 2], [3, 4], [5, 6]], dtype=np.float32)';
    const literal = readOne(single, 'python', selecting(single, '[0.1, 2], [3, 4]'));
    assert.deepEqual([...literal.tensor.data], [Math.fround(0.1), 2, 3, 4]);
    assert.deepEqual(pieces(single, literal), ['0.1', '2', '3', '4']);
  });

  it('refuses a selection that can be read in more than one way', () => {
    for (const piece of ['2], [3, 4]', '[5, 6]]', '[[1, 2]', '[[1', '1, 2], [3']) {
      assert.equal(failure(ROWS, 'python', selecting(ROWS, piece)).code, 'unbalanced', piece);
    }
    const text = 'x = [[1, 2], [3, 4]]\ngamma = [5]';
    assert.equal(failure(text, 'python', selecting(text, '[3, 4]]\ngamma = [5]')).code, 'unbalanced');
    const turned = 'x = np.array([[1, 2], [3, 4], [5, 6]]).T';
    assert.equal(failure(turned, 'python', selecting(turned, '[1, 2], [3, 4]')).code, 'non-literal');
  });

  it('mends a bracket at an edge where only one reading exists', () => {
    const cases: [text: string, value: unknown][] = [
      [
        HALF,
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'x = [[1, 2], [3, 4',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'x = np.array([[1, 2], [3, 4]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'x = np.array([[1, 2], [3, 4]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'x = [[1, 2], [3, 4]]]',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        'x = [[1, 2], [3, 4]])',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['x = [1, 2', [1, 2]],
    ];
    for (const [text, value] of cases)
      assert.deepEqual(named(text, 'python', everything(text)), [['x', value]], text);
    const rows = '1, 2], [3, 4]]';
    assert.deepEqual(named(rows, 'python', everything(rows)), [
      [
        null,
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
    for (const text of ['x = [[1, 2]', 'x = [[[1, 2], [3, 4]]', 'x = [1', '1, 2]]']) {
      assert.equal(failure(text, 'python', everything(text)).code, 'unbalanced', text);
    }
  });

  it('never skips an array that it cannot read', () => {
    const text = 'x = [[1, 2]]\ngamma = [a, 2]\nbeta = [[1], [2, 3]]';
    const error = failure(text, 'python', everything(text));
    assert.deepEqual([error.code, error.at], ['non-literal', 'a']);
    for (const broken of [
      'y = [a]',
      'y = a + [1]',
      'y = (a, [1])',
      'y = np.ones([n])',
      'y = ["a"]',
      'y = torch.Tensor(a, [1])',
    ]) {
      const both = `x = [1]\n${broken}`;
      assert.notEqual(failure(both, 'python', everything(both)).code, 'no-array', broken);
    }
  });

  it('passes over subscripts and calls without arrays', () => {
    const text =
      'x = [1]\ny = x[0, 1] + z[[0, 1]] + q[f([1])]\ndef f(a, b): return g(a[0])\nw = ones(3)\nn = "a"';
    assert.deepEqual(named(text, 'python', everything(text)), [['x', [1]]]);
  });

  it('reads an array whose fault lies outside of the selection', () => {
    const text = 'x = [[1, 2], [3, 4], [5]]';
    assert.deepEqual(selected(text, '[1, 2], [3, 4]'), [
      [
        'x',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
    assert.equal(failure(text, 'python', everything(text)).code, 'ragged');
  });

  it('reads several ranges, and an empty range as a cursor', () => {
    const text = 'x = [1]\ny = [2]\nz = [3]';
    assert.deepEqual(named(text, 'python', selecting(text, '[3]', '[1]')), [
      ['x', [1]],
      ['z', [3]],
    ]);
    const where: Where = {
      kind: 'selections',
      ranges: [
        [5, 5],
        [21, 22],
        [21, 22],
        [0, 7],
      ],
    };
    assert.deepEqual(named(text, 'python', where), [
      ['x', [1]],
      ['z', [3]],
    ]);
  });

  it('says when they hold no array', () => {
    const text = 'x = foo(3)  # [1]';
    assert.equal(failure(text, 'python', selecting(text, 'foo(3)')).code, 'no-array');
    assert.equal(failure(text, 'python', { kind: 'selections', ranges: [] }).code, 'no-array');
    assert.equal(failure('x = [1, 2]', 'python', selecting('x = [1, 2]', '2')).code, 'unbalanced');
    assert.equal(failure('x', 'python', { kind: 'selections', ranges: [[-5, 100]] }).code, 'no-array');
  });

  it('reads half a number as the whole of it', () => {
    assert.deepEqual(selected('x = [1.25, -2.5]', '.25, -2.'), [['x', [1.25, -2.5]]]);
  });

  it('reads named scalars alone', () => {
    assert.equal(read('eps = 1e-5', 'python', everything('eps = 1e-5')).length, 1);
  });
});
