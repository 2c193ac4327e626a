import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readArrays, readAround } from '../../../src/core/literal/read';
import { failure, named, nested, pieces, readOne } from './helpers';

type Nest = number | Nest[];

const array: fc.Arbitrary<Nest[]> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }).map((x) => x + 0),
        {
          minLength: columns,
          maxLength: columns,
        },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

function decimal(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function print(nest: Nest, open: string, close: string): string {
  if (typeof nest === 'number') return decimal(nest);
  return open + nest.map((item) => print(item, open, close)).join(', ') + close;
}

const braces = (nest: Nest): string => print(nest, '{', '}');

function columnsFirst(nest: Nest[]): string {
  const rows = nest as number[][];
  const numbers = (rows[0] ?? []).flatMap((_, column) => rows.map((row) => row[column] ?? 0));
  return numbers
    .map((value) =>
      decimal(value)
        .replace(/e/, 'd')
        .replace(/^(-?[\d.]+)$/, '$1d0'),
    )
    .join(', ');
}

const PRINTERS: [language: string, print: (nest: Nest[], rows: number, columns: number) => string][] = [
  ['c', (nest, rows, columns) => `double x[${rows}][${columns}] = ${braces(nest)};`],
  ['cpp', (nest) => `std::vector<std::vector<double>> x = ${braces(nest)};`],
  ['java', (nest) => `double[][] x = ${braces(nest)};`],
  ['csharp', (nest) => `double[,] x = ${braces(nest)};`],
  ['go', (nest) => `x := [][]float64${braces(nest)}`],
  [
    'rust',
    (nest) => `let x: Vec<Vec<f64>> = vec!${print(nest, '[', ']').replace(/(?<=[[,] ?)\[/g, 'vec![')};`,
  ],
  [
    'FortranFreeForm',
    (nest, rows, columns) =>
      `real(8) :: x(${rows},${columns}) = reshape([real(8) :: ${columnsFirst(nest)}], [${rows}, ${columns}])`,
  ],
];

describe('an array printed in a language with types', function () {
  this.timeout(60_000);

  for (const [language, printed] of PRINTERS) {
    it(`is read back in ${language}, each number with its place`, () => {
      fc.assert(
        fc.property(array, (nest) => {
          const rows = nest.length;
          const columns = (nest[0] as Nest[]).length;
          const text = printed(nest, rows, columns);
          const literal = readOne(text, language);
          assert.deepEqual(nested(literal), nest);
          const numbers = pieces(text, literal).map((piece) => Number(piece.replace('d', 'e')));
          assert.deepEqual(numbers, [...literal.tensor.data]);
        }),
        { numRuns: 50 },
      );
    });
  }
});

const SEEDS: [language: string, text: string][] = [
  ['c', '#define N 2\nstatic const float x[N][2] = {{1.f, -2}, {3}}, eps = 1e-5;\nint main() { y = {1}; }'],
  ['cpp', 'std::array<std::array<float, 2>, 2> x = {{{1, 2}, {3, 4}}};\nEigen::MatrixXd m(1,2); m << 1, 2;'],
  ['java', 'class A { double[][] x = new double[][]{{1, 2d}, {3f, 0x4}}; float y[] = {1}; }'],
  ['csharp', 'var x = new[] { new[] { 1.0, 2 } }; double[,] y = { { 1 } }; float[] z = [1f];'],
  ['go', 'var x = [2][2]float32{{1, 2}, {3}}\nfunc f() { a, b := []float64{1}, []float64{2} }'],
  ['rust', "let x: [[f32; 2]; 2] = [[0.5; 2]; 2]; fn f<'a>() { let y = vec![vec![1., 2.]; 3]; }"],
  [
    'FortranFreeForm',
    'real(8) :: x(2,2) = reshape((/ 1d0, 2d0, & ! two\n & 3d0, 4d0 /), [2, 2])\ny = [1, 2]',
  ],
];

const edits = fc.array(
  fc.record({
    at: fc.nat(110),
    cut: fc.nat(5),
    put: fc.string({ maxLength: 3, unit: fc.constantFrom(...Array.from('[](){}<>,:;=.-+*/&!"\'#\n 1edf')) }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('edited text in a language with types', function () {
  this.timeout(60_000);

  for (const [language, seed] of SEEDS) {
    it(`in ${language} never throws, and every answer is sound`, () => {
      fc.assert(
        fc.property(edits, fc.nat(110), (changes, offset) => {
          let text = seed;
          for (const { at, cut, put } of changes) text = text.slice(0, at) + put + text.slice(at + cut);
          const results = [
            readArrays(text, language, { kind: 'document' }),
            readArrays(text, language, { kind: 'cursor', offset: Math.min(offset, text.length) }),
            readArrays(text, language, { kind: 'selections', ranges: [[0, text.length]] }),
            readAround(text, language, Math.min(offset, text.length), () => true),
          ];
          for (const result of results) {
            if (!result.ok) assert.ok(result.error.message.length > 10);
            else
              for (const { tensor, places } of result.value) {
                const size = tensor.shape.reduce((a, b) => a * b, 1);
                assert.deepEqual([tensor.data.length, places.count], [size, size]);
              }
          }
        }),
        { numRuns: 150 },
      );
    });
  }
});

describe('declarations with types', () => {
  it('share a type between names, and name every array of a statement', () => {
    assert.deepEqual(named('float a[2] = {1, 2}, b[3] = {0.5f};', 'c'), [
      ['a', [1, 2]],
      ['b', [0.5, 0, 0]],
    ]);
    assert.deepEqual(named('x, y := []float64{1}, []float64{2}', 'go'), [
      ['x', [1]],
      ['y', [2]],
    ]);
  });

  it('go on over line ends, and end with their statements', () => {
    assert.deepEqual(named('double[,] x = new double[,]\n{\n  { 1.0, 2.0 },\n};\nint n = 1;', 'csharp'), [
      ['x', [[1, 2]]],
      ['n', 1],
    ]);
    const text =
      'real(8) :: x(n, 2), y(1)\nreal, dimension(2) :: g = (/ 0.5, 1.0 /)\nx = reshape([1d0, 2d0], [1, 2])';
    assert.deepEqual(named(text, 'FortranFreeForm'), [
      ['g', [0.5, 1]],
      ['x', [[1, 2]]],
    ]);
  });

  it('name the fields of structures', () => {
    assert.deepEqual(named('struct Case c = { .x = {{1, 2}, {3, 4}}, .eps = 1e-5 };', 'c'), [
      [
        'x',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['eps', 1e-5],
    ]);
    assert.deepEqual(named('var c = new Case { X = new[] {1.0} };', 'csharp'), [['X', [1]]]);
  });

  const refused: [language: string, text: string, code: string][] = [
    ['c', 'double x[N] = {1, 2};', 'non-literal'],
    ['c', 'double x[] = {[1] = 5};', 'non-literal'],
    ['c', 'struct Foo x = {1, 2};', 'non-literal'],
    ['c', 'double x[2] = {1, 2, 3};', 'ragged'],
    ['c', "double x[] = {'a'};", 'not-numeric'],
    ['cpp', 'Eigen::MatrixXd x(n, 2); x << 1, 2;', 'no-array'],
    ['cpp', 'std::vector<int> x{1.5};', 'not-numeric'],
    ['java', 'float[] x = {0.1};', 'not-numeric'],
    ['java', 'double[] x = {1e400};', 'not-a-number'],
    ['go', 'x := map[string][]float32{"a": {0.1}}', 'non-literal'],
    ['rust', 'let x: [f32; 1] = [1.0 / 3.0];', 'non-literal'],
    ['FortranFreeForm', 'x = [[1, 2], [3, 4]]', 'non-literal'],
  ];
  for (const [language, text, code] of refused) {
    it(`refuse ${language}: ${text}`, () =>
      assert.equal(failure(text, language, { kind: 'selections', ranges: [[0, text.length]] }).code, code));
  }
});
