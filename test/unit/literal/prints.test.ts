import assert from 'node:assert/strict';
import { everything, failure, named, nested, pieces, read, readOne, selecting } from './helpers';

const f = Math.fround;

describe('printed arrays', () => {
  const prints: [text: string, value: unknown][] = [
    [
      '[[1. 2.]\n [3. 4.]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[[ 0.1 -0.2]\n [-3.   4. ]]',
      [
        [0.1, -0.2],
        [-3, 4],
      ],
    ],
    ['[1 2 -3]', [1, 2, -3]],
    ['[nan inf -inf 1.]', [NaN, Infinity, -Infinity, 1]],
    ['[1.e+00 -2.5e-05 3]', [1, -2.5e-5, 3]],
    [
      '[[1, 2]\n [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['[[1]\n [2]]', [[1], [2]]],
    ['[[[1 2]]\n\n [[3 4]]]', [[[1, 2]], [[3, 4]]]],
    [
      '[[1 2], [3 4]]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      '[[1 -2]\n [3 4]]',
      [
        [1, -2],
        [3, 4],
      ],
    ],
    [
      '[[1 -2]\n [3 -4]]',
      [
        [1, -2],
        [3, -4],
      ],
    ],
    [
      'array([[1., 2.],\n       [3., 4.]])',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['array([[0.1, 2.]], dtype=float32)', [[f(0.1), 2]]],
    [
      '[[0.1 2. ]\n [3.  4. ]], dtype=float32)',
      [
        [f(0.1), 2],
        [3, 4],
      ],
    ],
    [
      "tensor([[ 0.1, -0.2]], device='cuda:0', dtype=torch.float64, grad_fn=<NativeBatchNormBackward0>)",
      [[0.1, -0.2]],
    ],
    ['tensor([0.1, 2.0], requires_grad=True)', [f(0.1), 2]],
    [
      'tf.Tensor(\n[[1. 2.]\n [3. 4.]], shape=(2, 2), dtype=float32)',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['Array([[0.5, 1.]], dtype=float32)', [[0.5, 1]]],
  ];
  for (const language of ['python', 'plaintext', 'unknown-language']) {
    for (const [text, value] of prints) {
      it(`are read in ${language}: ${JSON.stringify(text)}`, () => {
        assert.deepEqual(nested(readOne(text, language)), value);
        assert.deepEqual(nested(readOne(`dx = ${text}`, language)), value);
      });
    }
  }

  it('keep the place of each number', () => {
    const text = 'dx = [[ 0.1 -0.2]\n [ 1e-3 nan]]';
    assert.deepEqual(pieces(text, readOne(text)), ['0.1', '-0.2', '1e-3', 'nan']);
  });

  it('are told from arithmetic in code', () => {
    assert.deepEqual(named('x = [1 - 2]'), [['x', [-1]]]);
    assert.deepEqual(named('x = [1-2]'), [['x', [-1]]]);
    assert.deepEqual(named('x = [1 -2, 3]'), [['x', [-1, 3]]]);
    assert.deepEqual(named('x = [(1 -2)]'), [['x', [-1]]]);
  });

  it('are refused in code where they may be arithmetic', () => {
    for (const text of ['x = [1 -2]', 'x = [[1 -2]]', 'x = [[1 -2], [3 -4]]']) {
      const error = failure(text);
      assert.equal(error.code, 'not-numeric');
      assert.match(error.message, /comma/);
    }
  });

  it('are taken as prints in text, comments and strings for people', () => {
    assert.deepEqual(named('dx = [[1 -2]]', 'plaintext'), [['dx', [[1, -2]]]]);
    const comment = '# dx = [1 -2]\ny = 1';
    assert.deepEqual(named(comment, 'python', selecting(comment, '# dx = [1 -2]')), [['dx', [1, -2]]]);
    const text = 'def f():\n  """dx is\n  [1 -2]\n  """\n';
    assert.deepEqual(named(text, 'python', selecting(text, '[1 -2]')), [[null, [1, -2]]]);
  });

  it('are read over several comment lines, each with its mark', () => {
    const python = 'y = 1\n# dx = [[ 0.1 -0.2]\n#        [ 0.3  0.4]]\nz = 2';
    assert.deepEqual(named(python, 'python', selecting(python, '[[ 0.1 -0.2]\n#        [ 0.3  0.4]]')), [
      [
        'dx',
        [
          [0.1, -0.2],
          [0.3, 0.4],
        ],
      ],
    ]);
    const block = '/* dx =\n * [[1 2]\n *  [3 4]]\n */\nconst y = 1;';
    assert.deepEqual(named(block, 'javascript', selecting(block, '[[1 2]\n *  [3 4]]')), [
      [
        'dx',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
    const lines = '// dx: [[1, 2],\n//      [3, 4]]\n';
    assert.deepEqual(named(lines, 'typescript', everything(lines)), [
      [
        'dx',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
  });

  it('take their names from the words beside them in text', () => {
    assert.deepEqual(
      named("dx [[1. 2.]\n [3. 4.]]\ndgamma: [1 2]\nthat's beta = [3 4], isn't it", 'plaintext'),
      [
        [
          'dx',
          [
            [1, 2],
            [3, 4],
          ],
        ],
        ['dgamma', [1, 2]],
        ['beta', [3, 4]],
      ],
    );
    assert.deepEqual(named('dx (mine): [1 2]\ndx tensor([1., 2.])', 'plaintext'), [
      [null, [1, 2]],
      ['dx', [1, 2]],
    ]);
  });

  it('that are abridged say how to print them whole', () => {
    for (const text of [
      'dx = [1. 2. ... 3.]',
      'dx = [[1. 2.]\n ...\n [3. 4.]]',
      'x = [[1, 2], ..., [3, 4]]',
      'x = tensor([1., ..., 2.])',
      'x = [1 2 \u2026 3]',
    ]) {
      const error = failure(text);
      assert.equal(error.code, 'elided', text);
      assert.match(error.at, /^(\.\.\.|\u2026)$/);
      assert.match(error.message, /set_printoptions/);
    }
  });

  it('may not mix separators in one list', () => {
    assert.equal(failure('x = [1 2, 3]').code, 'not-a-number');
    assert.equal(failure('x = [[1 2], [3, 4 5]]').code, 'not-a-number');
  });

  it('are not read in JavaScript and JSON', () => {
    assert.equal(failure('const x = [1 2]', 'javascript').code, 'not-a-number');
    assert.equal(read('{"x": [1, 2]}', 'json').length, 1);
  });

  it('ends where a second dtype follows, which no list is there for', () => {
    const { code, message } = failure('[1 2], dtype=float32, dtype=float64)', 'python');
    assert.deepEqual(code, 'non-literal');
    assert.match(message, /^This dtype stands behind no list/);
  });

  for (const [what, text, advice] of [
    [
      'TensorFlow’s with its shape in it',
      '<tf.Tensor: shape=(1, 2), numpy=\narray([[1., 2.]])>',
      /x\.numpy\(\)/,
    ],
    ['a masked array', 'x = masked_array(data=[1, 2, 3], mask=[0, 1, 0])', /x\.filled/],
    ['a list below a common factor', 'x = 1e+03 *\n[[1. 2.]\n [3. 4.]]', /common factor/],
  ] as const) {
    it(`refuses ${what}: its lists alone would be other numbers`, () => {
      assert.match(failure(text, 'plaintext').message, advice);
    });
  }
});
