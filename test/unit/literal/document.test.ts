import assert from 'node:assert/strict';
import { failure, named } from './helpers';

describe('reading a document', () => {
  it('finds arrays that are assigned, keyed, passed by keyword, or statements of their own', () => {
    const text = [
      'import numpy as np',
      'x = np.array([[1, 2]])',
      'data = {"gamma": [1, 2], beta: [3]}',
      'check(dout=[[4]], eps=1e-5)',
      '[5, 6]',
    ].join('\n');
    assert.deepEqual(named(text), [
      ['x', [[1, 2]]],
      ['gamma', [1, 2]],
      ['beta', [3]],
      ['dout', [[4]]],
      ['eps', 1e-5],
      [null, [5, 6]],
    ]);
  });

  it('passes over code that is no literal', () => {
    const text = [
      'def f(a, b=3, *args):',
      '  names = ["a", [b], None]',
      '  a[0] = [1, 2]',
      '  y = [v * 2 for v in [1, 2]]',
      '  for k in [1, 2]: print([3], k)',
      '  z = np.sum(a, axis=(0, 1)) + a[[0, 1]]',
      '  if a in [1, 2]: return [1, 2]',
      '  w = f([1, 2]) * np.full([3], 1.0)',
      '  return [a, b]',
      'x = [1.5]',
    ].join('\n');
    assert.deepEqual(named(text), [['x', [1.5]]]);
  });

  it('fails with the first broken array only where it finds no other', () => {
    assert.deepEqual(named('x = [[1], [2, 3]]\ny = [1]'), [['y', [1]]]);
    const error = failure('a = foo([1])\nx = [[1], [2, 3]]\ny = [1, , 2]\neps = 1');
    assert.deepEqual([error.code, error.at], ['ragged', '[2, 3]']);
    assert.equal(failure('names = ["a"]\nrows = []\nx = [[1], [2, 3]]').code, 'ragged');
    assert.equal(failure('names = ["a"]').code, 'not-numeric');
  });

  it('says when there is no array', () => {
    for (const text of ['', 'eps = 1e-5', 'x = f(3)', '# [1, 2]', 'x = "[1, 2]"', 'x[[0, 1]]']) {
      assert.equal(failure(text).code, 'no-array', text);
    }
  });

  it('reads on after code that is half typed', () => {
    const cases: [text: string, language: string][] = [
      ['y = foo(\nx = [[1, 2]]\nz = 1', 'python'],
      ['y = [1, 2\nx = [[1, 2]]', 'python'],
      ['y = {"a": [1,\nx = [[1, 2]]', 'python'],
      ['y = np.array([[1, 2], [3, 4]\nx = [[1, 2]]', 'python'],
      ['y = ]\nx = [[1, 2]]', 'python'],
      ['s = "abc [\nx = [[1, 2]]', 'python'],
      ['y =\nx = [[1, 2]]', 'python'],
      ['def f(a, b:\nx = [[1, 2]]', 'python'],
      ['x = [[1, 2]]\ny = np.array([[1, 2]', 'python'],
      ['const y = [1, foo(\nconst x = [[1, 2]];', 'typescript'],
      ["const y = 'abc [\nconst x = [[1, 2]];", 'typescript'],
      ['function f() { const y = [1, \n  const x = [[1, 2]]\n}', 'typescript'],
      ['{"y": [1, 2, \n "x": [[1, 2]]}', 'json'],
      ['{"y": ,\n "x": [[1, 2]]', 'json'],
    ];
    for (const [text, language] of cases) {
      const found = named(text, language).filter(([name]) => name === 'x');
      assert.deepEqual(found, [['x', [[1, 2]]]], text);
    }
  });
});
