import { rowsOf } from './lists';
import { numberText, type Words } from './numbers';
import { asTheyAre, type Writer } from './writer';

const words: Words = { nan: 'NaN', infinity: 'Inf', pointed: false };

/** MATLAB and Octave: an array of one axis is a row, one of three or more is put together from its numbers. */
export const MATLAB: Writer = {
  name: 'MATLAB',
  sign: null,
  assignment: (name, tensor, precision) => {
    const { shape } = tensor;
    const rows = rowsOf(tensor).map((row) =>
      row.map((value) => numberText(value, precision, words)).join(', '),
    );
    const matrix =
      shape.length < 2 ? `[${rows.join('')}]` : `[\n${rows.map((row) => `  ${row};\n`).join('')}]`;
    const value = shape.length === 0 ? rows.join('') : shape.length < 3 ? matrix : arranged(matrix, shape);
    return `${name} = ${precision === 'float32' ? `single(${value})` : value};`;
  },
  comment: (text) => `% ${text}`,
  prelude: [],
  difference: ({ is, due }) => [
    `difference = abs(${is} - ${due});`,
    'difference(isnan(difference)) = Inf;',
    '[largest, at] = max(difference(:));',
    'index = cell(1, ndims(difference));',
    '[index{:}] = ind2sub(size(difference), at);',
    `fprintf('largest difference %.17g at ${is}(%s)\\n', largest, strjoin(cellfun(@num2str, index, 'UniformOutput', false), ','));`,
  ],
  program: asTheyAre,
};

/** Numbers in rows as an array of more axes: filled with the last axis first, as MATLAB stores, then turned round. */
function arranged(rows: string, shape: readonly number[]): string {
  const axes = shape.map((_, axis) => axis + 1).reverse();
  const flat = `reshape(${rows}.', [${[...shape].reverse().join(' ')}])`;
  return `permute(${flat}, [${axes.join(' ')}])`;
}
