import assert from 'node:assert/strict';
import { around, aroundFailure, atCursor, failure, named } from './helpers';

function cursor(marked: string, language = 'python'): [string | null, unknown][] {
  const { text, offset } = atCursor(marked);
  return named(text, language, { kind: 'cursor', offset });
}

describe('reading at a cursor', () => {
  it('finds the outermost array from anywhere in its statement', () => {
    const text = 'y = 1\nx = np.array([[1, 2], [3, 4]])\nz = 2';
    for (let offset = text.indexOf('x'); offset <= text.indexOf('\nz'); offset++) {
      assert.deepEqual(
        named(text, 'python', { kind: 'cursor', offset }),
        [
          [
            'x',
            [
              [1, 2],
              [3, 4],
            ],
          ],
        ],
        `at ${offset}`,
      );
    }
  });

  it('stops at braces, calls and statements', () => {
    assert.deepEqual(cursor('d = {"x": [[1, ¦2]], "y": [3]}'), [['x', [[1, 2]]]]);
    assert.deepEqual(cursor('print([[1, ¦2]], [3])'), [[null, [[1, 2]]]]);
    assert.deepEqual(cursor('x = [1]; y = [2¦]'), [['y', [2]]]);
    assert.deepEqual(cursor('x = [1];¦ y = [2]'), [['x', [1]]]);
    assert.deepEqual(cursor('const x = [1];¦', 'javascript'), [['x', [1]]]);
    assert.deepEqual(cursor('[{"x": [[1]¦]}, 2]', 'json'), [['x', [[1]]]]);
  });

  it('says when it is in no array', () => {
    const cases = [
      '¦\nx = [1]',
      'x = [1]\n¦\ny = 1',
      'x = [1]  # ¦',
      'y = f(¦3)',
      'y = x[0, ¦1]',
      's = "[1, ¦2]"',
      'eps = ¦1',
      '',
    ];
    for (const marked of cases) {
      const { text, offset } = marked === '' ? { text: '', offset: 0 } : atCursor(marked);
      assert.equal(failure(text, 'python', { kind: 'cursor', offset }).code, 'no-array', marked);
    }
  });

  it('fails with the array that it is in', () => {
    for (const [marked, code] of [
      ['x = [[1], [2, ¦3]]', 'ragged'],
      ['x = 2.5 * [¦1]', 'non-literal'],
      ['x = y + [¦1]', 'non-literal'],
      ['x = f([¦1])', 'non-literal'],
      ['x = [1, ¦', 'unbalanced'],
      ['x = [1]¦]', 'unbalanced'],
      ['x = [[1, 2], [3, ¦\ny = 5', 'unbalanced'],
    ] as const) {
      const { text, offset } = atCursor(marked);
      assert.equal(failure(text, 'python', { kind: 'cursor', offset }).code, code, marked);
    }
  });
});

describe('reading around a cursor', () => {
  it('adds the recognised arrays and scalars of the same Python block', () => {
    const text = [
      'gamma = [9]',
      'def f(n):',
      '    gamma = [1, 2]',
      '    for i in range(n):',
      '        beta = [7]',
      '    x = np.array([[1, ¦2]])',
      '    eps = 1e-5',
      '    other = [3]',
      '    dout = np.ones(3)',
      'beta = [8]',
    ].join('\n');
    assert.deepEqual(around(text), [
      ['gamma', [1, 2]],
      ['x', [[1, 2]]],
      ['eps', 1e-5],
      ['dout', [1, 1, 1]],
    ]);
  });

  it('stops at cell markers', () => {
    const text = '# %%\ngamma = [1]\n# %% second\nx = [¦2]\nbeta = [3]\n#%%\neps = 1\n';
    assert.deepEqual(around(text), [
      ['x', [2]],
      ['beta', [3]],
    ]);
  });

  it('adds what stands between the same braces in JavaScript', () => {
    const text =
      'const gamma = [0];\n{ const x = [¦1]; { const beta = [7]; } const gamma = [2], eps = 1e-5; }\nconst beta = [3];';
    assert.deepEqual(around(text, 'javascript'), [
      ['x', [1]],
      ['gamma', [2]],
      ['eps', 1e-5],
    ]);
    assert.deepEqual(
      around('const o = { x: [¦1], gamma: [2], p: { beta: [3] } }; const beta = [4];', 'typescript'),
      [
        ['x', [1]],
        ['gamma', [2]],
      ],
    );
  });

  it('adds what stands in the same JSON object', () => {
    const text =
      '[{"x": [1], "gamma": [0]},\n {"gamma": [2], "x": [¦3], "eps": 1e-5, "beta": {"beta": [4]}}]';
    assert.deepEqual(around(text, 'json'), [
      ['gamma', [2]],
      ['x', [3]],
      ['eps', 1e-5],
    ]);
  });

  it('adds the other arguments of the same call', () => {
    assert.deepEqual(around('check(x=[¦1], gamma=[2], n=3)\nbeta = [4]'), [
      ['x', [1]],
      ['gamma', [2]],
    ]);
    assert.deepEqual(around('gamma = [2]\ncheck([¦1])'), [
      ['gamma', [2]],
      [null, [1]],
    ]);
  });

  it('takes the nearest assignment before the cursor, else the first after it', () => {
    const text = 'gamma = [1]\ngamma = [2]\nx = [¦0]\ngamma = [3]\nbeta = [4]\nbeta = [5]\nx = [6]';
    assert.deepEqual(around(text), [
      ['gamma', [2]],
      ['x', [0]],
      ['beta', [4]],
    ]);
    assert.deepEqual(around('gamma = [1]\ngamma = f(gamma)\nx = [¦0]'), [
      ['gamma', [1]],
      ['x', [0]],
    ]);
  });

  it('fails with a recognised array that is broken, and passes over other code', () => {
    for (const [sibling, code] of [
      ['gamma = [[1], [2, 3]]', 'ragged'],
      ['gamma = [1, a]', 'non-literal'],
      ['gamma = np.array([1]) * w', 'non-literal'],
      ['gamma = [1, 2', 'unbalanced'],
      ['eps = 1.2.3', 'not-a-number'],
    ] as const) {
      const error = aroundFailure(`x = [¦0]\n${sibling}`);
      assert.equal(error.code, code);
      assert.equal(error.place?.line, 2);
    }
    for (const sibling of [
      'gamma = np.ones(n)',
      'gamma = np.random.randn(3)',
      'gamma = None',
      'gamma = g',
      'gamma = [g]',
      'delta = [[1], [2, 3]]',
    ]) {
      assert.deepEqual(around(`x = [¦0]\n${sibling}`), [['x', [0]]], sibling);
    }
  });

  it('starts from a recognised scalar as well', () => {
    assert.deepEqual(around('x = [1]\neps = ¦1e-5'), [
      ['x', [1]],
      ['eps', 1e-5],
    ]);
    assert.equal(aroundFailure('x = [1]\nother = ¦1e-5').code, 'no-array');
    assert.equal(aroundFailure('eps = ¦1e-5').code, 'no-array');
    assert.equal(aroundFailure('x = [1]\n¦\n').code, 'no-array');
  });

  describe('in text within code', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ];
    for (const [marked, language] of [
      [
        'def f():\n    """\n    >>> x = np.array([[1, 2],\n    ...               [3¦, 4]])\n    >>> f(x)\n    """',
        'python',
      ],
      ['# x = [[1, ¦2], [3, 4]]\ny = 1', 'python'],
      ['"""\nx = [[1. 2.]\n [3.¦ 4.]]\n"""', 'python'],
      ['// x = [[1, ¦2], [3, 4]]\nlet y = 1', 'javascript'],
    ] as const) {
      it(`finds the array: ${marked.replaceAll('\n', ' ')}`, () => {
        const { text, offset } = atCursor(marked);
        assert.deepEqual(named(text, language, { kind: 'cursor', offset }), [['x', rows]]);
      });
    }

    it('refuses a print in a docstring that leaves numbers out between prompts', () => {
      const { text, offset } = atCursor('"""\n>>> x\narray([[1., 2.],\n       ...,\n       [3., ¦4.]])\n"""');
      assert.equal(failure(text, 'python', { kind: 'cursor', offset }).code, 'elided');
    });

    it('takes a comment in an array for a part of the array', () => {
      const { text, offset } = atCursor('x = [1, # the ¦first\n 2]');
      assert.deepEqual(named(text, 'python', { kind: 'cursor', offset }), [['x', [1, 2]]]);
    });
  });
});
