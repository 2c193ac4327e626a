import { nestedLists } from './lists';
import { numberText, type Words } from './numbers';
import { asTheyAre, type Writer } from './writer';

const words: Words = { nan: 'np.nan', infinity: 'np.inf', pointed: true };

export const NUMPY: Writer = {
  name: 'Python with NumPy',
  sign: /^\s*(?:import|from)\s+numpy\b/m,
  assignment: (name, tensor, precision) => {
    const brackets = { open: '[', close: ']', indent: '    ' };
    const list = nestedLists(tensor, brackets, (value) => numberText(value, precision, words));
    if (tensor.shape.length === 0)
      return `${name} = ${precision === 'float32' ? `np.float32(${list})` : list}`;
    return `${name} = np.array(${list}${precision === 'float32' ? ', dtype=np.float32' : ''})`;
  },
  comment: (text) => `# ${text}`,
  prelude: ['import numpy as np'],
  difference: ({ is, due }) => [
    `difference = np.abs(${is} - ${due})`,
    'index = np.unravel_index(np.argmax(difference), difference.shape)',
    `print('largest difference', difference.max(), 'at ${is}', [int(i) for i in index])`,
  ],
  program: asTheyAre,
};
