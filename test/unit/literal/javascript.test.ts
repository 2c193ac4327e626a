import assert from 'node:assert/strict';
import type { DType } from '../../../src/core/literal/literal';
import { everything, failure, named, nested, readOne } from './helpers';

const f = Math.fround;

describe('JavaScript and TypeScript arrays', () => {
  const values: [text: string, value: unknown, dtype: DType][] = [
    [
      'const x = [[1, 2], [3, 4]];',
      [
        [1, 2],
        [3, 4],
      ],
      'float64',
    ],
    [
      'let x: number[][] = [[1, 2,], [3, 4,],]',
      [
        [1, 2],
        [3, 4],
      ],
      'float64',
    ],
    ['const x: [number, number] = [1, 2];', [1, 2], 'float64'],
    ['const x: Array<{ a: [number] }> = [1]', [1], 'float64'],
    ['export const x = [1, 2] as const;', [1, 2], 'float64'],
    ['export const x: number[] = [1, 2];', [1, 2], 'float64'],
    ['const x = [1, 2] satisfies readonly number[];', [1, 2], 'float64'],
    ['const x = [1, 2 as number];', [1, 2], 'float64'],
    ['const x = new Float32Array([0.1, 2]);', [f(0.1), 2], 'float32'],
    ['const x = new Float64Array([0.1]);', [0.1], 'float64'],
    ['const x = new Int32Array([1.9, -1.9]);', [1, -1], 'int'],
    ['const x = Float32Array.of(0.1, 2,);', [f(0.1), 2], 'float32'],
    ['const x = Float64Array.from([0.1, 2]);', [0.1, 2], 'float64'],
    ['const x = [new Float32Array([0.1]), Float32Array.of(0.2)];', [[f(0.1)], [f(0.2)]], 'float32'],
    [
      'const x = Array.of([1, 2], [3, 4]);',
      [
        [1, 2],
        [3, 4],
      ],
      'float64',
    ],
    ['const x = [NaN, -Infinity, Math.PI, -Math.SQRT2];', [NaN, -Infinity, Math.PI, -Math.SQRT2], 'float64'],
    ['const x = [1_000.5, 0xff, 0o17, 0b11, .5, 5., 1e3];', [1000.5, 255, 15, 3, 0.5, 5, 1000], 'float64'],
    [
      'const x = [1 / 3, -7 % 3, (-2) ** 2, 2 ** -1, 1 / 0, -0];',
      [1 / 3, -1, 4, 0.5, Infinity, -0],
      'float64',
    ],
    ['const x = [1, // one ]\n 2 /* ] */];', [1, 2], 'float64'],
    ['const x =\n  [1]', [1], 'float64'],
    ['this.x = [1];', [1], 'float64'],
    ['class A { x = [1]; }', [1], 'float64'],
    ['class A { private x?: number[] = [1] }', [1], 'float64'],
    ['const o = { x: [1] };', [1], 'float64'],
    ['const o = { "x": [1] };', [1], 'float64'],
    ['function g(a) { const x = [1]; return x }', [1], 'float64'],
    ['const g = () => { const x = [1]\n return x }', [1], 'float64'],
  ];
  for (const [text, value, dtype] of values) {
    it(`reads ${text}`, () => {
      const literal = readOne(text, 'typescript');
      assert.deepEqual(nested(literal), value);
      assert.equal(literal.dtype, dtype);
      assert.equal(literal.name, 'x');
    });
  }

  it('is not misled by templates, regular expressions and strings', () => {
    const text =
      "const a = `${`[${b[0]}`} [`; const r = /[/'\"]+[/; const s = 'it\\'s ['; const t = a / 2 / [];\nconst x = [[1]];";
    assert.deepEqual(named(text, 'javascript', { kind: 'cursor', offset: text.length - 4 }), [['x', [[1]]]]);
  });

  it('ends statements at line ends where the next line cannot go on', () => {
    assert.deepEqual(named('const x = [1]\nconst y = [2]\nlet eps = 1e-5\nfoo()', 'javascript'), [
      ['x', [1]],
      ['y', [2]],
      ['eps', 1e-5],
    ]);
  });

  const refused = [
    'const x = [1, 2]\n  .map(f)',
    'const x = [1, 2].flat()',
    'const x = [...y, 1]',
    'const x = [1, ...y]',
    'const x = -[1]',
    'const x = new Float32Array(4), y = [z]',
    'const x = new Float32Array([[1], [2]])',
    'const x = Float32Array.from([1, 2], (v) => v * 2)',
    'const x = Float32Array([1])',
    'const x = Float32Array.of([1, 2])',
    'const x = tf.tensor([[1, 2]])',
    'const x = [-2 ** 2]',
    'const x = [1, a]',
    'const x = [1, a ? 1 : 2]',
    'const x = () => [1]',
    'const x = [1, 2] as number[] * 2',
  ];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)}`, () =>
      assert.equal(failure(text, 'javascript', everything(text)).code, 'non-literal'));
  }

  it('finds holes', () => {
    const error = failure('const x = [1, , 2]', 'javascript');
    assert.equal(error.code, 'hole');
    assert.deepEqual(error.place, { range: [14, 15], line: 1, column: 15 });
  });

  it('says that null, true, strings and BigInts are not numeric', () => {
    for (const value of ['null', 'true', '"1"', '1n', '`1`']) {
      const text = `const x = [${value}]`;
      assert.equal(failure(text, 'javascript', everything(text)).code, 'not-numeric', value);
    }
  });
});

describe('JSON arrays', () => {
  it('reads keyed arrays and the scalars beside them, at any depth', () => {
    const text =
      '{\n "x": [[1, 2], [3, 4.5]], "eps": 1e-5,\n "more": {"gamma": [1, NaN], "n": 2}, "m": {"only": 3}}';
    assert.deepEqual(named(text, 'json'), [
      [
        'x',
        [
          [1, 2],
          [3, 4.5],
        ],
      ],
      ['eps', 1e-5],
      ['gamma', [1, NaN]],
      ['n', 2],
    ]);
  });

  it('reads a document that is one array', () => {
    assert.deepEqual(named('[[1, 2], [3, 4]]', 'json'), [
      [
        null,
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
  });

  it('reads comments, trailing commas, -Infinity and -0', () => {
    const text = '{ // [\n "x": [1, -Infinity, /* ] */ -0,], }';
    assert.deepEqual(named(text, 'jsonc'), [['x', [1, -Infinity, -0]]]);
  });

  it('reads every line of JSON lines', () => {
    assert.deepEqual(named('{"x": [1]}\n{"x": [2]}\n[3]\n', 'jsonl'), [
      ['x', [1]],
      ['x', [2]],
      [null, [3]],
    ]);
  });

  it('reads arrays in objects in a list', () => {
    assert.deepEqual(named('[{"x": [1]}, {"x": [2]}]', 'json'), [
      ['x', [1]],
      ['x', [2]],
    ]);
  });

  it('refuses arithmetic and separators of other languages', () => {
    assert.equal(failure('{"x": [1, 1/3]}', 'json').code, 'non-literal');
    assert.equal(failure('{"x": [1 2]}', 'json').code, 'not-a-number');
    assert.equal(failure('{"x": [1, null]}', 'json').code, 'not-numeric');
  });

  it('reads on after a list that is left open before the next key', () => {
    assert.deepEqual(named('{"gamma": [1, 2\n "x": [[3]]}', 'json'), [['x', [[3]]]]);
  });
});
