import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readArrays } from '../../../src/core/literal/read';
import { everything, failure, named, readOne, selecting } from './helpers';
import { type GoldenFile, goldenFile } from './interpreted';

/** Prints that are no array by themselves, or a table with names as any other text has it. */
const OTHERS = /^x = \S+\s*$|^\s*(?:n1|a b)|^\s+a b\nr1/;

function wrongPrints({ prints }: GoldenFile): string[] {
  return prints
    .filter(({ text }) => !OTHERS.test(text))
    .flatMap(({ text, shape, values, expression }) => {
      const result = readArrays(text, 'plaintext', { kind: 'document' });
      if (!result.ok) return [`${expression}: ${result.error.message}`];
      const [literal, ...more] = result.value;
      if (literal === undefined || more.length > 0) return [`${expression}: ${result.value.length} arrays`];
      const wanted = (values ?? []).map((value) => Number(value.replace('Inf', 'Infinity')));
      const largest = Math.max(...wanted.filter(Number.isFinite).map(Math.abs));
      const isClose = wanted.every((value, index) => {
        const read = literal.tensor.data[index] ?? NaN;
        return (
          Object.is(read, value) ||
          (Number.isNaN(read) && Number.isNaN(value)) ||
          Math.abs(read - value) <= 1e-4 * largest
        );
      });
      return isClose && literal.tensor.shape.join() === shape?.join() ? [] : [`${expression}: ${text}`];
    });
}

describe('prints of matrices', () => {
  it('of Octave are read, in blocks of columns, pages and both formats', () => {
    assert.deepEqual(wrongPrints(goldenFile('octave.json')), []);
  });

  it('of R are read, in wrapped lines, blocks of columns and slices', () => {
    assert.deepEqual(wrongPrints(goldenFile('r.json')), []);
  });

  it('of MATLAB carry a common factor, columns and pages', () => {
    const text =
      'x =\n\n   1.0e+03 *\n\n    0.0010    1.2346\n   -2.0000    0.5000\n\n\ny =\n\n  Columns 1 through 2\n\n     1     2\n\n  Column 3\n\n     3\n';
    assert.deepEqual(named(text, 'plaintext'), [
      [
        'x',
        [
          [1, 1234.6],
          [-2000, 500],
        ],
      ],
      ['y', [[1, 2, 3]]],
    ]);
    const pages =
      '\nx(:,:,1) =\n\n     1     2\n     3     4\n\n\nx(:,:,2) =\n\n     5     6\n     7     8\n';
    assert.deepEqual(named(pages, 'plaintext'), [
      [
        'x',
        [
          [
            [1, 5],
            [2, 6],
          ],
          [
            [3, 7],
            [4, 8],
          ],
        ],
      ],
    ]);
  });

  it('of Julia are read by their heads', () => {
    assert.deepEqual(named('x = 2×3 Matrix{Float64}:\n 1.0  2.0  3.0\n 4.0  5.0  -6.5e-5\n', 'plaintext'), [
      [
        'x',
        [
          [1, 2, 3],
          [4, 5, -6.5e-5],
        ],
      ],
    ]);
    assert.deepEqual(named('3-element Vector{Int64}:\n 1\n 2\n 3\n', 'plaintext'), [[null, [1, 2, 3]]]);
    const slices = '2×1×2 Array{Float64, 3}:\n[:, :, 1] =\n 1.0\n 2.0\n\n[:, :, 2] =\n 3.0\n 4.0\n';
    assert.deepEqual(named(slices, 'plaintext'), [[null, [[[1, 3]], [[2, 4]]]]]);
    assert.equal(readOne('1×1 Matrix{Float32}:\n 0.1\n', 'plaintext').tensor.data[0], Math.fround(0.1));
  });

  it('that leave numbers out are refused, with a way to print them whole', () => {
    for (const text of [
      '100×2 Matrix{Float64}:\n 1.0  2.0\n ⋮    \n 3.0  4.0\n',
      '2×9 Matrix{Float64}:\n 1.0  2.0  …  3.0\n 4.0  5.0  …  6.0\n',
      '[1] 1 2 3\n [ reached getOption("max.print") -- omitted 5 entries ]\n',
      '     [,1] [,2]\n[1,]    1    3\n [ reached getOption("max.print") -- omitted 1 rows ]\n',
    ]) {
      const { code, message } = failure(text, 'plaintext');
      assert.equal(code, 'elided', text);
      assert.match(message, /whole, with/);
    }
  });

  it('that are not whole are refused', () => {
    for (const text of [
      'x =\n\n  Columns 9 through 10:\n\n   1   2\n',
      'x =\n\n  Columns 1 through 3:\n\n   1   2\n',
      'x =\n\nans(:,:,2) =\n\n   1   2\n',
      '     [,1] [,2]\n[2,]    1    3\n',
      '[1] 1 2\n[4] 3 4\n',
      '2×2 Matrix{Float64}:\n 1.0  2.0\n',
      '[1]  TRUE FALSE\n',
      '     [,1]  [,2]\n[1,] TRUE FALSE\n',
    ]) {
      assert.equal(failure(text, 'plaintext').code, 'not-a-number', text);
    }
  });

  it('are read where they stand in comments', () => {
    const r = 'x <- matrix(0, 2, 2)\n#      [,1] [,2]\n# [1,]  1.5    3\n# [2,]    2    4\n';
    const comment = r.slice(r.indexOf('#'));
    assert.deepEqual(named(r, 'r', selecting(r, comment)), [
      [
        null,
        [
          [1.5, 3],
          [2, 4],
        ],
      ],
    ]);
  });
});

type Row = readonly number[];
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -99, max: 99 }),
);
const matrix: fc.Arbitrary<readonly Row[]> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
const decimal = (value: number): string => (Object.is(value, -0) ? '-0.0' : String(value));
const column = (rows: readonly Row[]): string =>
  (rows[0] ?? []).map((_, k) => rows.map((row) => decimal(row[k] ?? 0)).join(', ')).join(', ');

const WRITERS: [language: string, write: (rows: readonly Row[]) => string][] = [
  ['matlab', (rows) => `x = [${rows.map((row) => row.map(decimal).join(' ')).join('; ')}];`],
  ['matlab', (rows) => `x = [${rows.map((row) => row.map(decimal).join(', ')).join('\n')}\n]`],
  ['matlab', (rows) => `x = reshape([${column(rows)}], ${rows.length}, [])`],
  ['r', (rows) => `x <- matrix(c(${column(rows)}), nrow = ${rows.length})`],
  ['r', (rows) => `x <- rbind(${rows.map((row) => `c(${row.map(decimal).join(', ')})`).join(',\n  ')})`],
  // A single column in brackets would be a vector.
  [
    'julia',
    (rows) =>
      rows[0]?.length === 1
        ? `x = permutedims([${column(rows)}]')`
        : `x = Float64[${rows.map((row) => row.map(decimal).join(' ')).join('; ')}]`,
  ],
  ['julia', (rows) => `x = reshape(Float64[${column(rows)}], ${rows.length}, :)`],
];

describe('writing a matrix and reading it back', function () {
  this.timeout(60_000);

  WRITERS.forEach(([language, write], index) => {
    it(`is the identity in ${language}, form ${index + 1}`, () => {
      fc.assert(
        fc.property(matrix, (rows) => {
          const text = write(rows);
          const { tensor, name, range } = readOne(text, language);
          assert.deepEqual([name, tensor.shape], ['x', [rows.length, rows[0]?.length]]);
          assert.ok(
            [...tensor.data].every((value, k) => Object.is(value, rows.flat()[k])),
            text,
          );
          assert.ok(range[0] > 0 && range[1] <= text.length);
        }),
      );
    });
  });
});

const SEEDS: [language: string, text: string][] = [
  ['matlab', "x = reshape([1 -2; 3 4]', 2, []) * 2; % [\ny = {1, 'a'}; eps = 1e-5; z = 0:0.1:0.5;"],
  [
    'r',
    'x <- matrix(c(1, -2, 3, 4), nrow = 2, byrow = TRUE) / 2 # (\nf <- function(a) { c(a = 1, seq(0, 1, by = 0.5)) -> y }',
  ],
  ['julia', "x = Float32[1 -2; 3 4]' .* 2 # [\ny = reshape(1:6, :, 2); z = [[1, 2], [3, 4]]; t::Int = 1"],
  [
    'plaintext',
    'x =\n\n   1.0e+03 *\n\n  Columns 1 through 2:\n\n   1  2\n\n2×2 Matrix{Float64}:\n 1.0  2.0\n 3.0  4.0\n\n     [,1] [,2]\n[1,] 1 2\n\n, , 1\n\n[1] 3 4\n',
  ],
];
const edits = fc.array(
  fc.record({
    at: fc.nat(170),
    cut: fc.nat(6),
    put: fc.string({ maxLength: 3, unit: fc.constantFrom(...Array.from('[](){},:;=.-+*/"\'%#<>\n 1ex')) }),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('edited matrices', function () {
  this.timeout(60_000);

  for (const [language, seed] of SEEDS) {
    it(`in ${language} never throw, and every answer is sound`, () => {
      fc.assert(
        fc.property(edits, fc.nat(170), (changes, offset) => {
          let text = seed;
          for (const { at, cut, put } of changes) text = text.slice(0, at) + put + text.slice(at + cut);
          for (const where of [{ kind: 'document' }, { kind: 'cursor', offset }, everything(text)] as const) {
            const result = readArrays(text, language, where);
            if (!result.ok) {
              assert.ok(result.error.message.length > 10);
              continue;
            }
            for (const { tensor, places } of result.value) {
              const size = tensor.shape.reduce((a, b) => a * b, 1);
              assert.deepEqual([tensor.data.length, places.count], [size, size], text);
              for (let k = 0; k < size; k++) assert.ok(places.start(k) < places.end(k), text);
            }
          }
        }),
        { numRuns: 1000 },
      );
    });
  }
});
