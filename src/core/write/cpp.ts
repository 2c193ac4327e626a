import type { Precision } from '../problem/problem';
import { nestedLists } from './lists';
import { numberText, type Words } from './numbers';
import type { Writer } from './writer';

function words(precision: Precision): Words {
  return { nan: 'NAN', infinity: 'INFINITY', pointed: true, suffix: precision === 'float32' ? 'f' : '' };
}

function typeOf(precision: Precision): string {
  return precision === 'float32' ? 'float' : 'double';
}

/** C++ and C: plain arrays, which are both. */
export const CPP: Writer = {
  name: 'C++',
  sign: null,
  assignment: (name, tensor, precision) => {
    const brackets = { open: '{', close: '}', indent: '    ' };
    const list = nestedLists(tensor, brackets, (value) => numberText(value, precision, words(precision)));
    return `const ${typeOf(precision)} ${name}${tensor.shape.map((length) => `[${length}]`).join('')} = ${list};`;
  },
  comment: (text) => `// ${text}`,
  prelude: ['#include <math.h>', '#include <stdio.h>'],
  difference: ({ is, due, shape, precision }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const strides = shape.map((_, axis) =>
      shape.slice(axis + 1).reduce((product, length) => product * length, 1),
    );
    const index = shape.map((length, axis) => `worst / ${strides[axis] ?? 1} % ${length}`);
    const type = typeOf(precision);
    return [
      `const ${type} *is = (const ${type} *)${is}, *due = (const ${type} *)${due};`,
      'double largest = 0;',
      'int worst = 0;',
      `for (int i = 0; i < ${size}; i++) {`,
      '    double difference = fabs((double)is[i] - (double)due[i]);',
      '    if (difference <= largest) continue;',
      '    largest = difference;',
      '    worst = i;',
      '}',
      `printf("largest difference %.17g at ${is}${shape.map(() => '[%d]').join('')}\\n", largest, ${index.join(', ')});`,
    ];
  },
  program: (statements) => [
    'int main() {',
    ...statements
      .join('\n')
      .split('\n')
      .map((line) => (line === '' ? '' : `    ${line}`)),
    '}',
  ],
};
