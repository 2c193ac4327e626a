import assert from 'node:assert/strict';
import type { DType } from '../../../src/core/literal/literal';
import { everything, failure, named, nested, pieces, read, readOne } from './helpers';

const f = Math.fround;

describe('Python arrays', () => {
  const values: [text: string, value: unknown, dtype: DType][] = [
    [
      'x = [[1, 2], [3, 4]]',
      [
        [1, 2],
        [3, 4],
      ],
      'int',
    ],
    [
      'x = [[1, 2.5], [3, 4]]',
      [
        [1, 2.5],
        [3, 4],
      ],
      'float64',
    ],
    [
      'x = ((1, 2), (3, 4))',
      [
        [1, 2],
        [3, 4],
      ],
      'int',
    ],
    [
      'x = [(1., 2.), (3., 4.),]',
      [
        [1, 2],
        [3, 4],
      ],
      'float64',
    ],
    ['x = (1,)', [1], 'int'],
    ['x = ([1, 2])', [1, 2], 'int'],
    ['x = [1, 2],', [[1, 2]], 'int'],
    ['x = 1, 2.5', [1, 2.5], 'float64'],
    [
      'x = [1, 2], [3, 4]',
      [
        [1, 2],
        [3, 4],
      ],
      'int',
    ],
    [
      'x = [[[1], [2]], [[3], [4]]]',
      [
        [[1], [2]],
        [[3], [4]],
      ],
      'int',
    ],
    ['x = np.array([[1, 2]])', [[1, 2]], 'int'],
    ['x = numpy.asarray([[1., 2.]])', [[1, 2]], 'float64'],
    ['x = array([1., 2.])', [1, 2], 'float64'],
    ['x = np.array([0.1, 2], dtype=np.float32)', [f(0.1), 2], 'float32'],
    ['x = np.array([0.1], "float32")', [f(0.1)], 'float32'],
    ['x = np.array([0.1], np.float32)', [f(0.1)], 'float32'],
    ['x = np.array([1, 2], dtype=float)', [1, 2], 'float64'],
    ['x = np.array([1.9, -1.9, -0.5], dtype=np.int64)', [1, -1, 0], 'int'],
    ['x = np.float32([0.1, 0.2])', [f(0.1), f(0.2)], 'float32'],
    ['x = [np.float32(0.1), np.float32(0.2)]', [f(0.1), f(0.2)], 'float32'],
    ['x = [np.float64(0.1), np.float64(-0.2)]', [0.1, -0.2], 'float64'],
    ['x = [np.float32(0.1), 0.2]', [f(0.1), 0.2], 'float64'],
    [
      'x = np.array([np.array([1, 2]), np.array([3, 4])])',
      [
        [1, 2],
        [3, 4],
      ],
      'int',
    ],
    ['x = torch.tensor([[0.1, 2]])', [[f(0.1), 2]], 'float32'],
    ['x = torch.tensor([[1, 2]])', [[1, 2]], 'int'],
    ['x = torch.tensor([0.1], dtype=torch.float64, requires_grad=True)', [0.1], 'float64'],
    ['x = torch.tensor(np.array([0.1]))', [0.1], 'float64'],
    ['x = torch.Tensor([[1, 2]])', [[1, 2]], 'float32'],
    ['x = torch.FloatTensor([0.1])', [f(0.1)], 'float32'],
    ['x = torch.DoubleTensor([0.1])', [0.1], 'float64'],
    ['x = nn.Parameter(torch.tensor([0.1]))', [f(0.1)], 'float32'],
    ['torch.set_default_dtype(torch.float64)\nx = torch.tensor([0.1])', [0.1], 'float64'],
    ['x = jnp.array([0.1])', [f(0.1)], 'float32'],
    ['x = jnp.array([0.1], dtype=jnp.float64)', [f(0.1)], 'float32'],
    ['jax.config.update("jax_enable_x64", True)\nx = jnp.array([0.1])', [0.1], 'float64'],
    ['x = tf.constant([0.1, 2])', [f(0.1), 2], 'float32'],
    ['x = tf.constant([0.1], dtype=tf.float64)', [0.1], 'float64'],
    ['x = tf.constant([1, 2])', [1, 2], 'int'],
    [
      'x = np.array([[1, 2], [3, 4], [5, 6]]).T',
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
      'int',
    ],
    ['x = np.array([[[1, 2]], [[3, 4]]]).T', [[[1, 3]], [[2, 4]]], 'int'],
    [
      'x = np.array([1, 2, 3, 4]).reshape(2, 2)',
      [
        [1, 2],
        [3, 4],
      ],
      'int',
    ],
    [
      'x = np.array([1, 2, 3, 4]).reshape((2, -1))',
      [
        [1, 2],
        [3, 4],
      ],
      'int',
    ],
    ['x = np.array([[1, 2], [3, 4]]).reshape(-1)', [1, 2, 3, 4], 'int'],
    ['x = torch.tensor([1., 2.]).view(2, 1)', [[1], [2]], 'float32'],
    ['x = np.array([0.1]).astype(np.float32)', [f(0.1)], 'float32'],
    ["x = np.array([0.1]).astype('float32')", [f(0.1)], 'float32'],
    ['x = np.array([0.1, 2.5]).astype(int).copy()', [0, 2], 'int'],
    ['x = np.array([0.1], dtype=np.float32).tolist()', [f(0.1)], 'float64'],
    ['x = torch.tensor([0.1]).double()', [f(0.1)], 'float64'],
    ['x = torch.tensor([1]).float().to(device).clone().detach()', [1], 'float32'],
    ["x = torch.tensor([0.5]).to('cuda:0').to(torch.float64)", [0.5], 'float64'],
    ['x = -np.array([1., 0.])', [-1, -0], 'float64'],
    ['x = -np.array([[1, 2]]).T', [[-1], [-2]], 'int'],
    ['x = [1, # one, [2]\n  2]', [1, 2], 'int'],
    ['x = [1, \\\n 2]', [1, 2], 'int'],
    ['x: list[list[float]] = [[1.]]', [[1]], 'float64'],
    ['self.x = [1.]', [1], 'float64'],
  ];
  for (const [text, value, dtype] of values) {
    it(`reads ${text}`, () => {
      const literal = readOne(text);
      assert.deepEqual(nested(literal), value);
      assert.equal(literal.dtype, dtype);
      assert.equal(literal.name, 'x');
    });
  }

  const elements: [text: string, value: number][] = [
    ['1/3', 1 / 3],
    ['-2**0.5', -Math.SQRT2],
    ['2**-1**2', 0.5],
    ['2**3**2', 512],
    ['(1 + 2) * 3', 9],
    ['7 // 2', 3],
    ['-7 // 2', -4],
    ['-7 % 3', 2],
    ['7.5 % -2', -0.5],
    ['1 - 2 - 3', -4],
    ['--1', 1],
    ['-+-1', 1],
    ['10**-5', 1e-5],
    ['1.1**2', 1.2100000000000002],
    ['10**20', 1e20],
    ['0**0', 1],
    ['1_000.5', 1000.5],
    ['0x1F', 31],
    ['0b11', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1E+3', 1000],
    ['12345678901234567890.5e-10', 12345678901234567890.5e-10],
    ['0.1234567890123456789', 0.1234567890123456789],
    ['5e-324', 5e-324],
    ['np.pi', Math.PI],
    ['-math.pi', -Math.PI],
    ['np.e', Math.E],
    ['np.inf', Infinity],
    ['-np.inf', -Infinity],
    ['np.nan', NaN],
    ["float('nan')", NaN],
    ['float("inf")', Infinity],
    ['float("-inf")', -Infinity],
    ['math.sqrt(2)', Math.SQRT2],
    ['np.sqrt(4.)', 2],
    ['\u22120.5', -0.5],
    ['-0', 0],
    ['-0.0', -0],
    ['int(2.9)', 2],
  ];
  for (const [text, value] of elements) {
    it(`reads the element ${text}, and its place`, () => {
      const document = `y = [ ${text} , 2]`;
      const literal = readOne(document);
      assert.ok(Object.is(literal.tensor.data[0], value), `${literal.tensor.data[0]}`);
      assert.equal(pieces(document, literal)[0], text);
    });
  }

  it('keeps each number with its text through a transposition', () => {
    const text = 'x = np.array([[1, -2.5], [3e1, 4]]).T';
    assert.deepEqual(pieces(text, readOne(text)), ['1', '3e1', '-2.5', '4']);
  });

  it('ranges over the whole expression', () => {
    const text = 'x = -np.array([[1, 2]]).T  # comment';
    const [start, end] = readOne(text).range;
    assert.equal(text.slice(start, end), '-np.array([[1, 2]]).T');
  });

  it('reads named scalars beside arrays', () => {
    const found = read('x = [1.5]\neps = 1e-5\nmomentum: float = -1/4\nname = "x"');
    assert.deepEqual(
      found.map((literal) => [literal.name, literal.tensor.shape.length, nested(literal)]),
      [
        ['x', 1, [1.5]],
        ['eps', 0, 1e-5],
        ['momentum', 0, -0.25],
      ],
    );
  });

  it('reads unpacked assignments by their names', () => {
    assert.deepEqual(named('x, gamma = [1, 2], np.array([3.])'), [
      ['x', [1, 2]],
      ['gamma', [3]],
    ]);
  });

  it('reads byte order marks, carriage returns, tabs and no-break spaces', () => {
    assert.deepEqual(named('\ufeffx\u00a0=\t[[1,\u00a02],\r\n\t[3, 4]]\r\neps = 1\r\n'), [
      [
        'x',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['eps', 1],
    ]);
  });

  it('is not misled by brackets in strings and comments', () => {
    const text = `"""[[1,\n 2"""\ns = 'it\\'s [1'  # [2\nt = f"{a[0]}["\nr = r'\\['\nx = [[1]]\n# ]`;
    assert.deepEqual(named(text), [['x', [[1]]]]);
  });

  const refused = [
    'x = -[1, 2]',
    'x = np.array([1, 2]).sum()',
    'x = [1, 2].T',
    'x = np.array([1, 2], ndmin=2)',
    'x = np.array([1, 2], dtype=np.float16)',
    'x = np.array([1, 2], dtype=complex)',
    'x = np.array([1, 2], dtype=DTYPE)',
    'x = np.array([1, 2]).reshape(3)',
    'x = np.array([1, 2]).reshape(n, -1)',
    'x = np.array([1, 2]).astype(np.float32, order="F")',
    'x = np.array([1, 2]) @ w',
    'x = np.matrix([[1, 2]])',
    'x = np.sqrt([1, 4])',
    'x = np.exp([1, 4])',
    'x = f([1, 4])',
    'x = np.clip([1, 4], 0, 2)',
    'x = [1, 2] if a else [3, 4]',
    'x = [1, y]',
    'x = [1, *y]',
    'x = [1, y.z]',
    'x = [1, f(2)]',
    'x = [2 * v for v in [1, 2]]',
    'x = [1, 2 for v in w]',
    'x = [1, {2: 3}]',
    'x = [1, 1/0]',
    'x = [1, 1 << 2]',
    'x = [1, 2.0**5000]',
    'x = [1, 2**1025]',
    'x = [1, 9007199254740993 - 9007199254740992]',
    'x += [1, 2]',
    'x[0] = [1, 2]',
    'a, b = [[1, 2], [3, 4]]',
    'x = torch.Tensor(3)\ny = [1]',
    'x = np.array([1, 2]) \\\n  .sum()',
    'x = (np.array([1, 2])\n  .sum())',
    'x = [1, 2] == [1, 2]',
    'x = torch.tensor([1.]).half()',
    'x = torch.tensor([1.]).to(dtype)',
    'x = -np.array([1], dtype=np.uint8)',
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)} rather than drop a part of it`, () => {
      const names = text.includes('\ny') ? ['y'] : [];
      if (names.length > 0)
        return assert.deepEqual(
          read(text).map((literal) => literal.name),
          names,
        );
      assert.equal(failure(text, 'python', everything(text)).code, 'non-literal');
    });
  }

  const notNumeric = ['["a", 1]', '[None]', '[True, 1]', '[1+2j]', '["1.5"]', "[float('x')]", '[(-8)**0.5]'];
  for (const value of notNumeric.slice(0, 6)) {
    it(`says that ${value} is not numeric`, () =>
      assert.equal(failure(`x = ${value}`, 'python', everything(`x = ${value}`)).code, 'not-numeric'));
  }

  it('refuses integers that their type does not hold', () => {
    assert.equal(failure('x = np.array([1, 300], dtype=np.uint8)').at, '300');
    assert.equal(failure('x = np.array([1, np.nan], dtype=int)').at, 'np.nan');
  });
});
