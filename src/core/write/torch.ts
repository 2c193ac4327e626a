import { nestedLists } from './lists';
import { numberText, type Words } from './numbers';
import { asTheyAre, type Writer } from './writer';

const words: Words = { nan: "float('nan')", infinity: "float('inf')", pointed: true };

export const TORCH: Writer = {
  name: 'Python with PyTorch',
  sign: /^\s*(?:import|from)\s+torch\b/m,
  assignment: (name, tensor, precision) => {
    const brackets = { open: '[', close: ']', indent: '    ' };
    const list = nestedLists(tensor, brackets, (value) => numberText(value, precision, words));
    return `${name} = torch.tensor(${list}, dtype=torch.${precision})`;
  },
  comment: (text) => `# ${text}`,
  prelude: ['import torch'],
  difference: ({ is, due }) => [
    `difference = (${is} - ${due}).abs()`,
    'at, index = difference.argmax().item(), []',
    'for length in reversed(difference.shape):',
    '    at, i = divmod(at, length)',
    '    index.insert(0, i)',
    `print('largest difference', difference.max().item(), 'at ${is}', index)`,
  ],
  program: asTheyAre,
};
