import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import type { ArrayLiteral } from '../../../src/core/literal/literal';
import { readArrays, readAround } from '../../../src/core/literal/read';
import { everything, nested, pieces, readOne } from './helpers';

type Nest = number | Nest[];

const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer().map((n) => n / 16),
);

/** A rectangular array of one to four axes. */
const array: fc.Arbitrary<Nest> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => {
    const size = shape.reduce((a, b) => a * b, 1);
    return fc.array(finite, { minLength: size, maxLength: size }).map((values) => {
      let level: Nest[] = values;
      for (const length of [...shape].reverse()) {
        const rows: Nest[] = [];
        for (let at = 0; at < level.length; at += length) rows.push(level.slice(at, at + length));
        level = rows;
      }
      return level[0] ?? 0;
    });
  });

function decimal(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.`;
}

function print(nest: Nest, separator: string, number: (value: number) => string, depth = 1): string {
  if (typeof nest === 'number') return number(nest);
  const between = Array.isArray(nest[0]) ? `${separator}\n${' '.repeat(depth)}` : `${separator} `;
  return `[${nest.map((item) => print(item, separator, number, depth + 1)).join(between)}]`;
}

function leaves(nest: Nest): number[] {
  return typeof nest === 'number' ? [nest] : nest.flatMap(leaves);
}

function check(text: string, language: string, nest: Nest, number: (value: number) => string): void {
  const literal = readOne(text, language);
  assert.deepEqual(nested(literal), nest);
  assert.deepEqual(pieces(text, literal), leaves(nest).map(number));
}

/** Whether a print leaves open if two numbers are one difference: no row then tells which. */
function isClear(nest: Nest): boolean {
  if (!Array.isArray(nest)) return false;
  const isRow = nest.every((item) => typeof item === 'number');
  if (!isRow) return nest.length > 1 || nest.some(isClear);
  return (
    nest.length === 1 || nest.slice(1).some((item) => !Object.is(Math.sign(item), -1) && !Object.is(item, -0))
  );
}

const json = (value: number): string => (Object.is(value, -0) ? '-0' : JSON.stringify(value));

describe('printing an array and reading it back is the identity', function () {
  this.timeout(60_000);

  it('in Python', () => {
    fc.assert(
      fc.property(array, (nest) =>
        check(`x = np.array(${print(nest, ',', decimal)})`, 'python', nest, decimal),
      ),
    );
  });

  it('in JavaScript', () => {
    fc.assert(
      fc.property(array, (nest) => check(`const x = ${print(nest, ',', json)};`, 'javascript', nest, json)),
    );
  });

  it('in JSON', () => {
    fc.assert(fc.property(array, (nest) => check(`{"x": ${print(nest, ',', json)}}`, 'json', nest, json)));
  });

  it('in Lua', () => {
    fc.assert(
      fc.property(array, (nest) => {
        const braces = print(nest, ',', decimal).replaceAll('[', '{').replaceAll(']', '}');
        check(`local x = ${braces}`, 'lua', nest, decimal);
      }),
    );
  });

  it('in Ruby', () => {
    const float = (value: number): string => decimal(value).replace(/\.$/, '.0');
    fc.assert(fc.property(array, (nest) => check(`x = ${print(nest, ',', float)}`, 'ruby', nest, float)));
  });

  it('in YAML', () => {
    const dashes = (nest: Nest, indent: string): string =>
      typeof nest === 'number'
        ? decimal(nest)
        : nest.map((item) => `- ${dashes(item, `${indent}  `)}`).join(`\n${indent}`);
    fc.assert(
      fc.property(array, (nest) => {
        check(`x: ${print(nest, ',', decimal)}\nnote: a`, 'yaml', nest, decimal);
        check(`x:\n  ${dashes(nest, '  ')}\nnote: a`, 'yaml', nest, decimal);
        check(dashes(nest, ''), 'yaml', nest, decimal);
      }),
    );
  });

  it('in Perl', () => {
    fc.assert(
      fc.property(array, (nest) => {
        const list = print(nest, ',', decimal);
        check(`my $x = ${list};`, 'perl', nest, decimal);
        check(`my @x = (${list.slice(1, -1)});`, 'perl', nest, decimal);
      }),
    );
  });

  it('as NumPy prints', () => {
    const clear = array.filter((nest) => isClear(nest));
    fc.assert(
      fc.property(clear, (nest) => check(`x = ${print(nest, '', decimal)}`, 'python', nest, decimal)),
    );
    fc.assert(
      fc.property(array, (nest) => check(`x = ${print(nest, '', decimal)}`, 'plaintext', nest, decimal)),
    );
  });

  it('as NumPy prints, in comments', () => {
    fc.assert(
      fc.property(array, (nest) => {
        const text = `x = ${print(nest, '', decimal)}`.replace(/^/gm, '# ');
        assert.deepEqual(nested(readOne(text, 'python', everything(text))), nest);
      }),
    );
  });
});

const SEEDS: [text: string, language: string][] = [
  [
    'x = np.array([[1., -2.5e-3], [3, 4]], dtype=np.float32).T  # [\ngamma = (1, 2)\neps: float = 1e-5\n"""[1 -2]"""',
    'python',
  ],
  [
    'const x: number[][] = [[1, 2], [-3, 0x4]] as const; /* [ */\nconst t = `${[1]}`; f({ gamma: [1, /[/] })',
    'typescript',
  ],
  ['{"x": [[1, 2], [3, -4e5]], "eps": 1e-5, // [\n "gamma": [NaN]}', 'json'],
  [
    'local x <const> = {{1, -2.5e-3}, {0x1p-4, 4;}} --[[ [ ]]\nt = {gamma = {1, 2}; ["beta"] = {3}} eps = 1e-5',
    'lua',
  ],
  [
    'x, y = [[1, -2.5e-3], [3, 4]].freeze, Matrix[[1_0, 2]]\n=begin\n[\n=end\nf gamma: [1], :beta => [2]',
    'ruby',
  ],
  [
    'x: [[1, -2.5e-3], [3, .inf]] # [\neps: 1e-5\ny:\n- - 1\n  - "2"\n-\n  - 3\nz: {gamma: [1], "b": |\n  x',
    'yaml',
  ],
  ['my @x = ([1, -2.5e-3], [3, 4]);\n=pod\n[\n=cut\nmy %h = (gamma => [1, 9**9**9], "beta", 1); # [', 'perl'],
  ["dx = [[ 0.1 -0.2]\n [ 0.3  0.4]], dtype=float32)\nthat's x [1 2], # 3\n", 'plaintext'],
];

const edits = fc.array(
  fc.record({
    at: fc.nat(200),
    cut: fc.nat(6),
    put: fc.string({ maxLength: 3, unit: fc.constantFrom(...Array.from('[](){},:;=.-+*/"\'`#\\\n 1ex$')) }),
  }),
  { minLength: 1, maxLength: 6 },
);

function checkSound(text: string, literals: readonly ArrayLiteral[]): void {
  for (const { tensor, places, range } of literals) {
    const size = tensor.shape.reduce((a, b) => a * b, 1);
    assert.deepEqual([tensor.data.length, places.count], [size, size]);
    assert.ok(range[0] >= 0 && range[0] < range[1] && range[1] <= text.length);
    for (let k = 0; k < size; k++) {
      assert.ok(places.start(k) < places.end(k) && places.end(k) <= text.length);
    }
  }
}

describe('edited text', function () {
  this.timeout(60_000);

  for (const [seed, language] of SEEDS) {
    it(`in ${language} never throws, and every answer is sound`, () => {
      fc.assert(
        fc.property(edits, fc.nat(200), fc.nat(200), (changes, a, b) => {
          let text = seed;
          for (const { at, cut, put } of changes) text = text.slice(0, at) + put + text.slice(at + cut);
          const results = [
            readArrays(text, language, { kind: 'document' }),
            readArrays(text, language, { kind: 'cursor', offset: a }),
            readArrays(text, language, { kind: 'selections', ranges: [[Math.min(a, b), Math.max(a, b)]] }),
            readArrays(text, language, { kind: 'selections', ranges: [[0, text.length]] }),
            readAround(text, language, b, () => true),
          ];
          for (const result of results) {
            if (result.ok) checkSound(text, result.value);
            else {
              assert.ok(result.error.message.length > 10);
              const [start, end] = result.error.place?.range ?? [0, 0];
              assert.ok(start >= 0 && start <= end);
            }
          }
        }),
        { numRuns: 500 },
      );
    });
  }

  /** What an edited text says by its own interpreter: null where it is no such text. */
  const oracles: readonly (readonly [
    language: string,
    before: string,
    after: string,
    run: (text: string) => unknown,
  ])[] = [
    ['json', '{"x": ', ', "eps": 1}', (text) => (JSON.parse(text) as { x?: unknown }).x],
    [
      'javascript',
      'x = ',
      ';',
      (text) => runInNewContext(`var x; ${text}\nx`, {}, { timeout: 1000 }) as unknown,
    ],
  ];
  for (const [language, before, after, run] of oracles) {
    it(`in ${language} is read as its interpreter reads it, or refused`, () => {
      fc.assert(
        fc.property(array, edits, (nest, changes) => {
          let text = before + print(nest, ',', json) + after;
          for (const { at, cut, put } of changes.slice(0, 2)) {
            const place = at % text.length;
            text = text.slice(0, place) + put + text.slice(place + (cut % 2));
          }
          let real: unknown;
          try {
            real = run(text);
          } catch {
            return;
          }
          if (real === undefined) return;
          const found = readArrays(text, language, { kind: 'document' });
          const [x, ...others] = found.ok ? found.value.filter(({ name }) => name === 'x') : [];
          if (x === undefined || others.length > 0) return;
          assert.equal(JSON.stringify(nested(x)), JSON.stringify(real), text);
        }),
        { numRuns: 3000 },
      );
    });
  }
});
