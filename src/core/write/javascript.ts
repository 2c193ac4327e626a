import { nestedLists } from './lists';
import { numberText, type Words } from './numbers';
import { asTheyAre, type Compared, type Writer } from './writer';

const words: Words = { nan: 'NaN', infinity: 'Infinity', pointed: false };

export const JAVASCRIPT: Writer = {
  name: 'JavaScript',
  sign: null,
  assignment: (name, tensor, precision) => {
    // JavaScript's own numbers are doubles: a row in single precision is a typed array.
    const text = (value: number): string => numberText(value, precision, words);
    const single = precision === 'float32' ? ({ row: ['new Float32Array([', '])'] } as const) : {};
    const brackets = { open: '[', close: ']', indent: '  ', ...single };
    const list = nestedLists(tensor, brackets, text);
    const rounded = precision === 'float32' && tensor.shape.length === 0;
    return `const ${name} = ${rounded ? `Math.fround(${list})` : list};`;
  },
  comment: (text) => `// ${text}`,
  prelude: [],
  difference: (compared) =>
    lines(
      compared,
      'const flat = (list) => (typeof list === "number" ? [list] : Array.from(list).flatMap(flat));',
    ),
  program: asTheyAre,
};

export const TYPESCRIPT: Writer = {
  ...JAVASCRIPT,
  name: 'TypeScript',
  difference: (compared) =>
    lines(
      compared,
      'const flat = (list: unknown): number[] =>',
      '  typeof list === "number" ? [list] : Array.from(list as ArrayLike<unknown>).flatMap(flat);',
    ),
};

function lines({ is, due, shape }: Compared, ...flat: string[]): string[] {
  return [
    ...flat,
    `const expected = flat(${due});`,
    `const differences = flat(${is}).map((value, i) => Math.abs(value - (expected[i] ?? NaN)));`,
    'const worst = differences.reduce((at, value, i) => (value <= (differences[at] ?? 0) ? at : i), 0);',
    'const index = [];',
    'let rest = worst;',
    `for (const length of ${JSON.stringify([...shape].reverse())}) {`,
    '  index.unshift(rest % length);',
    '  rest = Math.floor(rest / length);',
    '}',
    `console.log('largest difference', differences[worst], 'at ${is}', JSON.stringify(index));`,
  ];
}
