import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dialectOf } from '../../../src/core/literal/dialect/registry';
import { type Source, sourceOf } from '../../../src/core/literal/lexer/source';
import { Kind } from '../../../src/core/literal/lexer/tokens';
import { readArrays } from '../../../src/core/literal/read';
import { pagesOf } from '../../../src/core/literal/text/pages';
import { readSelections } from '../../../src/core/literal/selection/selections';
import type { ArrayLiteral } from '../../../src/core/literal/literal';
import type { Range } from '../../../src/core/result';
import { nested, pieces, readOne } from './helpers';

/** A text whose lists are read at once, or number by number. */
function source(text: string, language: string, cuts: readonly number[] | null): Source {
  return sourceOf(text, dialectOf(language), { from: 0, to: text.length, marks: [], cuts });
}

function blocksIn({ tokens }: Source): number {
  return Array.from({ length: tokens.count }, (_, index) => tokens.kind(index)).filter(
    (kind) => kind === Kind.block,
  ).length;
}

function plain(text: string, literal: ArrayLiteral): unknown {
  const { name, tensor, dtype, range } = literal;
  return { name, shape: tensor.shape, data: [...tensor.data], dtype, range, pieces: pieces(text, literal) };
}

/** What a selection comes to when each number is read by itself. */
function oneByOne(text: string, language: string, range: Range): unknown {
  const pages = pagesOf(text, language, { from: 0, to: text.length, marks: [], cuts: null });
  const found = readSelections(pages, [range]);
  return found.ok ? found.value.map((literal) => plain(text, literal)) : found.error.message;
}

function atOnce(text: string, language: string, range: Range): unknown {
  const found = readArrays(text, language, { kind: 'selections', ranges: [range] });
  return found.ok ? found.value.map((literal) => plain(text, literal)) : found.error.message;
}

const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 1, maxLength: 20 });

/** Plain decimals of every kind, as text. */
const decimals = fc
  .tuple(
    fc.constantFrom('', '', '-', '+'),
    digits.map((text) => text.replace(/^0+(?=\d)/, '')),
    fc.oneof(
      fc.constant(''),
      fc.constant('.'),
      digits.map((text) => `.${text}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: -350, max: 350 }).map((power) => `e${power}`),
      fc.integer({ min: 0, max: 30 }).map((power) => `E+${power}`),
    ),
  )
  .map((parts) => parts.join(''));

const gaps = fc.constantFrom(' ', '', '\n  ', '\r\n\t', '  ');

/** A list long enough to be read at once. */
const list = fc
  .tuple(
    fc.constantFrom([80], [9, 8], [1, 70], [3, 4, 6], [70, 1], [2, 3, 4, 5]),
    fc.array(decimals, { minLength: 10, maxLength: 20 }),
    gaps,
    fc.boolean(),
  )
  .map(([shape, numbers, gap, trails]) => {
    let next = 0;
    const print = (axis: number): string => {
      if (axis === shape.length) return numbers[next++ % numbers.length] ?? '0';
      const items = Array.from({ length: shape[axis] ?? 0 }, () => print(axis + 1));
      return `[${items.join(`,${gap}`)}${trails ? ',' : ''}${gap}]`;
    };
    return print(0);
  });

const contexts: readonly (readonly [language: string, before: string, after: string])[] = [
  ['python', 'x = ', ''],
  ['python', 'y = [1, 2]\nx = np.array(', ', dtype=np.float32)  # end'],
  ['python', 'x = -np.array(', ').T\nz = [[3, 4]]'],
  ['python', 'x = np.array([', ']).reshape(-1)'],
  ['python', 'x = [np.nan, ', ']'],
  ['python', 'x = torch.tensor(', ', dtype=torch.int8)'],
  ['python', 'f(', ', 3)'],
  ['javascript', 'const x: number[][] = ', ' as const;'],
  ['javascript', 'x = Float32Array.of(', ')'],
  ['json', '{"x": ', ', "eps": 1e-5}'],
  ['plaintext', 'the array x ', ' of words'],
];

const texts = fc
  .tuple(fc.constantFrom(...contexts), list)
  .map(([[language, before, after], written]) => ({ language, text: before + written + after }));

const edits = fc.array(
  fc.record({
    at: fc.nat(2000),
    cut: fc.nat(2),
    put: fc.constantFrom('', '[', ']', ',', '.', '-', ' ', '7', 'e', '_', '#', ' 0'),
  }),
  { maxLength: 3 },
);

describe('a list read at once', function () {
  this.timeout(60_000);

  it('is read so where it holds plain numbers only', () => {
    const row = `[${Array.from({ length: 80 }, (_, k) => k / 4).join(', ')}]`;
    assert.equal(blocksIn(source(`x = np.array([${row}, ${row}])`, 'python', [])), 1);
    assert.equal(blocksIn(source(`x = [[np.nan], ${row}]`, 'python', [])), 1);
    assert.equal(blocksIn(source(`x = [${row}, ${row}]`, 'python', [100])), 1);
    for (const odd of ['x', '0x1', '1_0', '012', '1 2', '-0', '1-2', '[1]', '# c\n1', '1.2.3', '"1"', '- 1'])
      assert.equal(blocksIn(source(`x = [${row.slice(1, -1)}, ${odd}]`, 'python', [])), 0, odd);
  });

  it('gives what its numbers give one by one, through edits of any kind', () => {
    fc.assert(
      fc.property(texts, edits, ({ text, language }, changes) => {
        let edited = text;
        for (const { at, cut, put } of changes) {
          const place = at % (edited.length + 1);
          edited = edited.slice(0, place) + put + edited.slice(place + cut);
        }
        const range = [0, edited.length] as const;
        assert.deepEqual(atOnce(edited, language, range), oneByOne(edited, language, range));
      }),
      { numRuns: 400 },
    );
  });

  it('gives what its numbers give one by one, whatever part of it is selected', () => {
    const ends = fc.tuple(fc.nat(), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(texts, ends, ({ text, language }, [a, b, snaps]) => {
        const edges = [...text.matchAll(/(?<=\[)|(?=\])|(?=\[)|(?<=\])/g)].map(({ index }) => index);
        const offset = (n: number): number =>
          snaps ? (edges[n % edges.length] ?? 0) : n % (text.length + 1);
        const [start, end] = [offset(a), offset(b)].sort((m, n) => m - n);
        const range = [start ?? 0, end ?? 0] as const;
        assert.deepEqual(atOnce(text, language, range), oneByOne(text, language, range));
      }),
      { numRuns: 400 },
    );
  });

  it('has every number correctly rounded', () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 64, maxLength: 80 }), (numbers) => {
        const { tensor } = readOne(`x = [${numbers.map((text) => `${text},`).join('')}0.5]`, 'javascript');
        assert.deepEqual([...tensor.data], [...numbers.map(Number), 0.5]);
      }),
    );
  });

  it('is read anew for what selects a part of it, without a change to what was read before', () => {
    const text = `x = [${Array.from({ length: 30 }, (_, k) => `[${k}, ${k + 0.5}, 1e3]`).join(',\n')}]`;
    const whole = readOne(text);
    const negative = readOne(text.replace('x = ', 'x = -np.array(') + ')');
    assert.deepEqual(
      [...negative.tensor.data],
      [...whole.tensor.data].map((value) => -value),
    );
    const start = text.indexOf('[7,');
    const rows = readOne(text, 'python', { kind: 'selections', ranges: [[start, text.indexOf('[9,')]] });
    assert.deepEqual(nested(rows), [
      [7, 7.5, 1000],
      [8, 8.5, 1000],
    ]);
  });
});
