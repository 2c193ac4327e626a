import assert from 'node:assert/strict';
import { readArrays } from '../../../src/core/literal/read';
import { goldenFile, assertNoFaults, readCount } from './interpreted';
import { atCursor, everything, failure, named, read, readOne } from './helpers';

describe('MATLAB beside Octave', function () {
  this.timeout(60_000);
  const golden = goldenFile('octave.json');

  it('gives the same shapes and values, bit for bit, or refuses', () => {
    assert.ok(golden.read.length > 250 && readCount(golden, 'matlab') > 500);
    assertNoFaults(golden, 'matlab');
  });
});

describe('R beside Rscript', function () {
  this.timeout(60_000);
  const golden = goldenFile('r.json');

  it('gives the same shapes and values, bit for bit, or refuses', () => {
    assert.ok(golden.read.length > 200 && readCount(golden, 'r') > 1000);
    assertNoFaults(golden, 'r');
  });
});

/** By the manual of Julia: shape and values. */
const JULIA: [text: string, shape: number[], values: number[]][] = [
  ['[1 2; 3 4]', [2, 2], [1, 2, 3, 4]],
  ['[1.0 2.0\n 3.0 4.0]', [2, 2], [1, 2, 3, 4]],
  ['[1, 2, 3]', [3], [1, 2, 3]],
  ['[\n 1,\n 2,\n]', [2], [1, 2]],
  ['[1 2 3]', [1, 3], [1, 2, 3]],
  ['[1; 2]', [2], [1, 2]],
  ['[1\n2\n]', [2], [1, 2]],
  ['[[1,2],[3,4]]', [2, 2], [1, 2, 3, 4]],
  ['[[1,2] [3,4]]', [2, 2], [1, 3, 2, 4]],
  ['[[1,2]; [3,4]]', [4], [1, 2, 3, 4]],
  ['[[1 2]; [3 4]]', [2, 2], [1, 2, 3, 4]],
  ['[1 -2]', [1, 2], [1, -2]],
  ['[1 - 2]', [1], [-1]],
  ['[1 -2 + 3]', [1, 2], [1, 1]],
  ["[1 2; 3 4]'", [2, 2], [1, 3, 2, 4]],
  ["[1, 2]'", [1, 2], [1, 2]],
  ['transpose([1 2])', [2, 1], [1, 2]],
  ['permutedims([1 2 3])', [3, 1], [1, 2, 3]],
  ['reshape([1,2,3,4,5,6], 2, 3)', [2, 3], [1, 3, 5, 2, 4, 6]],
  ['reshape(1:6, :, 2)', [3, 2], [1, 4, 2, 5, 3, 6]],
  ['1:3', [3], [1, 2, 3]],
  ['collect(0:0.1:0.5)', [6], [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  ['range(0, 1, length=5)', [5], [0, 0.25, 0.5, 0.75, 1]],
  ['range(0; step=0.1, length=4)', [4], [0, 0.1, 0.2, 0.3]],
  ['zeros(2, 3)', [2, 3], [0, 0, 0, 0, 0, 0]],
  ['fill(0.5, 2)', [2], [0.5, 0.5]],
  ['hcat([1,2],[3,4])', [2, 2], [1, 3, 2, 4]],
  ['vcat([1 2],[3 4])', [2, 2], [1, 2, 3, 4]],
  ['cat([1 2],[3 4]; dims=3)', [1, 2, 2], [1, 3, 2, 4]],
  ['[1,2] .+ 1', [2], [2, 3]],
  ['2 * [1,2]', [2], [2, 4]],
  ['[1,2] / 2', [2], [0.5, 1]],
  ['1 ./ [1,2]', [2], [1, 0.5]],
  ['[1_000, 2]', [2], [1000, 2]],
  ['[0x1F]', [1], [31]],
  ['[NaN, Inf, -Inf, π]', [4], [NaN, Infinity, -Infinity, Math.PI]],
  ['Float32[0.1 1]', [1, 2], [Math.fround(0.1), 1]],
  ['[1.5f0, 2.5f-1]', [2], [1.5, 0.25]],
  ['Float32.([0.1, 0.2])', [2], [Math.fround(0.1), Math.fround(0.2)]],
];

describe('Julia', () => {
  for (const [text, shape, values] of JULIA) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const { tensor, name } = readOne(`x = ${text}`, 'julia');
      assert.deepEqual([name, tensor.shape, [...tensor.data]], ['x', shape, values]);
    });
  }

  for (const text of [
    ...[
      '[1//3]',
      '[2x, 1]',
      '[true, 1]',
      "['a', 'b']",
      '[1im]',
      '[1, 2; 3]',
      '[1 2, 3]',
      '[1;; 2]',
      '(1, 2)',
    ],
    ...[
      '[1,2] + 1',
      '2 / [1,2]',
      '[i for i in 1:3]',
      'randn(2,3)',
      '[1, 2][1]',
      '[9223372036854775807 * 2]',
      '[1 2; 3]',
    ],
    ...['(0:0.1:0.5) .* 3', '[0.5, 2]^2', '[1 … 3]'],
  ]) {
    it(`refuses ${text}`, () => {
      assert.ok(failure(`x = ${text}`, 'julia').message.length > 10);
    });
  }

  it('names by assignment, type, key and pair, and not by a loop', () => {
    const text =
      'const x = [1, 2]\ny::Vector{Float64} = [3, 4]\na, b = [1], [2]\nd = Dict("w" => [5])\nfor i = 1:3\nend\n';
    assert.deepEqual(named(text, 'julia'), [
      ['x', [1, 2]],
      ['y', [3, 4]],
      ['a', [1]],
      ['b', [2]],
      ['w', [5]],
    ]);
  });
});

describe('matrices in an editor', () => {
  it('the cursor finds the statement through reshape and transpose', () => {
    for (const [marked, language, wanted] of [
      [
        "x = reshape([1 2 ¦3 4], 2, 2)';",
        'matlab',
        [
          'x',
          [
            [1, 2],
            [3, 4],
          ],
        ],
      ],
      [
        'x <- matrix(c(1, ¦2, 3, 4), nrow = 2)',
        'r',
        [
          'x',
          [
            [1, 3],
            [2, 4],
          ],
        ],
      ],
      [
        "x = [1 2; 3 ¦4]'",
        'julia',
        [
          'x',
          [
            [1, 3],
            [2, 4],
          ],
        ],
      ],
      ['c(1, 2¦) -> x', 'r', ['x', [1, 2]]],
      ['s.x = [1; ¦2];', 'matlab', ['x', [[1], [2]]]],
    ] as const) {
      const { text, offset } = atCursor(marked);
      assert.deepEqual(named(text, language, { kind: 'cursor', offset }), [wanted], marked);
    }
  });

  it('a selection yields all arrays and named scalars', () => {
    const text = 'x <- matrix(1:4, 2)\neps <- 1e-5\ndout = c(0.5, -1)\n';
    assert.deepEqual(named(text, 'r', everything(text)), [
      [
        'x',
        [
          [1, 3],
          [2, 4],
        ],
      ],
      ['eps', 1e-5],
      ['dout', [0.5, -1]],
    ]);
    const code = 'x = [1 2; 3 4]; eps = 1e-5;\ngamma = [1 1]; % [\n';
    assert.deepEqual(named(code, 'matlab', everything(code)), [
      [
        'x',
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ['eps', 1e-5],
      ['gamma', [[1, 1]]],
    ]);
  });

  it('mends one bracket at the edge of a selection', () => {
    assert.deepEqual(named('x = [1 2; 3 4', 'matlab', everything('x = [1 2; 3 4')), [
      [
        'x',
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ]);
    assert.deepEqual(named('x <- c(1, 2', 'r', everything('x <- c(1, 2')), [['x', [1, 2]]]);
  });

  it('an open bracket does not swallow the next statement', () => {
    assert.deepEqual(named('x = [1 2\ny = [3 4]', 'matlab'), [['y', [[3, 4]]]]);
    assert.deepEqual(named('x <- c(1, 2\ny <- c(3, 4)', 'r'), [['y', [3, 4]]]);
    assert.deepEqual(named('x = [1, 2\ny = [3, 4]', 'julia'), [['y', [3, 4]]]);
  });

  it('comments, strings, loops and transposes are told apart', () => {
    const text = "%{\nx = [1 2]\n%}\nt = 'x'' = [1 2]'; y = [3 4]'; for i = 1:3, z(i) = 2; end % [5 6]\n";
    assert.deepEqual(named(text, 'matlab'), [['y', [[3], [4]]]]);
    const r = 'f <- function(x) { # c(1, 2)\n  s <- "c(3,\n 4)"\n  y <- 2 *\n    c(5, 6)\n  y }\n';
    assert.deepEqual(named(r, 'r'), [['y', [10, 12]]]);
  });

  it('arguments of other calls are named, and columns of a data frame', () => {
    assert.deepEqual(named('p <- list(x = c(1, 2), eps = 1e-5)', 'r'), [
      ['x', [1, 2]],
      ['eps', 1e-5],
    ]);
  });

  it('a semicolon inside a call of R is never passed over', () => {
    assert.ok(!readArrays('x <- c(1;, 2)', 'r', { kind: 'document' }).ok);
  });

  it('says which row differs, and where', () => {
    const { code, message } = failure('x = [1 2\n3 4\n5]', 'matlab');
    assert.equal(code, 'ragged');
    assert.match(message, /Row 3 has 1 column/);
  });

  it('every number keeps its place', () => {
    const text = "x = [1 -2.5; 3e1 4]'";
    const [literal] = read(text, 'matlab');
    assert.ok(literal);
    const pieces = [0, 1, 2, 3].map((k) => text.slice(literal.places.start(k), literal.places.end(k)));
    assert.deepEqual(pieces, ['1', '3e1', '-2.5', '4']);
  });
});
