import { rowsOf } from './lists';
import { numberText, type Words } from './numbers';
import { asTheyAre, type Writer } from './writer';

const words: Words = { nan: 'NaN', infinity: 'Inf', pointed: true };

/** Julia: an array of three or more axes is filled with the last axis first, as Julia stores, then turned round. */
export const JULIA: Writer = {
  name: 'Julia',
  sign: null,
  assignment: (name, tensor, precision) => {
    const { shape } = tensor;
    const type = precision === 'float32' ? 'Float32' : '';
    const texts = (row: readonly number[]): string[] =>
      row.map((value) => numberText(value, precision, words));
    const vector = `${type}[${texts([...tensor.data]).join(', ')}]`;
    const [rows = 1, columns = 1] = shape;
    if (shape.length === 0)
      return `${name} = ${type === '' ? vector.slice(1, -1) : `Float32(${vector.slice(8, -1)})`}`;
    if (shape.length === 1) return `${name} = ${vector}`;
    // A matrix of one column would be read as a vector.
    if (shape.length === 2 && columns === 1) return `${name} = reshape(${vector}, ${rows}, 1)`;
    if (shape.length === 2)
      return `${name} = ${type}[\n${rowsOf(tensor)
        .map((row) => `    ${texts(row).join(' ')};\n`)
        .join('')}]`;
    const axes = shape.map((_, axis) => axis + 1).reverse();
    return `${name} = permutedims(reshape(${vector}, ${[...shape].reverse().join(', ')}), (${axes.join(', ')}))`;
  },
  comment: (text) => `# ${text}`,
  prelude: [],
  difference: ({ is, due }) => [
    `difference = abs.(${is} .- ${due})`,
    'largest, at = findmax(difference)',
    `println("largest difference ", largest, " at ${is}", collect(Tuple(at)))`,
  ],
  program: asTheyAre,
};
