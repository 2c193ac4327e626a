import assert from 'node:assert/strict';
import { readNamed } from '../../../src/core/literal/read';
import { isRecognised } from '../../../src/core/problem/arrays';

function found(text: string, which: 'all' | 'last' = 'all', language = 'python'): string[] {
  return readNamed(text, language, isRecognised, which).map(({ name, range, literal }) => {
    const what = literal.ok ? `(${literal.value.tensor.shape.join()})` : literal.error.code;
    return `${name} ${what}: ${text.slice(...range).split('\n')[0]}`;
  });
}

describe('readNamed', () => {
  it('finds the arrays and scalars of recognised names, wherever they are assigned', () => {
    const text = 'colours = [1, 2]\nx = [[1, 2], [3, 4]]\ndef f():\n    gamma = [1, 2]\neps = 1e-3\n';
    assert.deepEqual(found(text), [
      'x (2,2): x = [[1, 2], [3, 4]]',
      'gamma (2): gamma = [1, 2]',
      'eps (): eps = 1e-3',
    ]);
  });

  it('passes over what is computed', () =>
    assert.deepEqual(found('x = f([1, 2])\nx = a + b\nx = None\n'), []));

  it('tells of what is meant as an array and is none', () => {
    assert.deepEqual(found('x = [[1, 2], [3]]\ndout = [1, 2]]\n'), [
      'x ragged: x = [[1, 2], [3]]',
      'dout unbalanced: dout = [1, 2]',
    ]);
  });

  it('gives what the names hold at the end, and nothing of blocks', () => {
    const text = 'x = [1, 2]\nx = [3, 4, 5]\ndef f():\n    gamma = [1]\nf(beta=[1])\n';
    assert.deepEqual(found(text, 'last'), ['x (3): x = [3, 4, 5]']);
  });

  it('finds the keys of an object', () => {
    assert.deepEqual(found('{"x": [1, 2], "step": [3]}', 'all', 'json'), ['x (2): "x": [1, 2]']);
  });
});
