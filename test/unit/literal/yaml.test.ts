import assert from 'node:assert/strict';
import { around, failure, named, readOne, selecting } from './helpers';

const TEXT = [
  'x:',
  '  - [1, 2]',
  '  - [3, 4]',
  '  - [5, 6]',
  '# [[ 1. -2.]',
  '#  [ 3.  4.]]',
  'gamma: [1, 2]',
  'eps: 0.5',
  'name: batch norm',
  'sub:',
  '  beta:',
  '  - 1',
  '  - 2',
  '',
].join('\n');

const X = [
  [1, 2],
  [3, 4],
  [5, 6],
];

describe('YAML', () => {
  it('has its arrays under the keys before them, and the numbers beside them', () => {
    assert.deepEqual(named(TEXT, 'yaml'), [
      ['x', X],
      ['gamma', [1, 2]],
      ['eps', 0.5],
      ['beta', [1, 2]],
    ]);
  });

  it('is read by whole lists or whole rows where a part is selected', () => {
    assert.deepEqual(named(TEXT, 'yaml', selecting(TEXT, '  - [3, 4]\n  - [5, 6]')), [['x', X.slice(1)]]);
    assert.deepEqual(named(TEXT, 'yaml', selecting(TEXT, 'gamma: [1, 2]\neps: 0.5')), [
      ['gamma', [1, 2]],
      ['eps', 0.5],
    ]);
    assert.equal(failure(TEXT, 'yaml', selecting(TEXT, '3, 4]\n  - [5')).code, 'unbalanced');
  });

  it('is read around a cursor, with what has a recognised name', () => {
    const block = [
      ['x', X],
      ['gamma', [1, 2]],
      ['eps', 0.5],
      ['beta', [1, 2]],
    ];
    assert.deepEqual(around(TEXT.replace('3, 4]\n  -', '3, ¦4]\n  -'), 'yaml'), block);
    assert.deepEqual(around(TEXT.replace('  - 2', '  - ¦2'), 'yaml'), block);
  });

  it('has prints in its comments', () => {
    const print = readOne(TEXT, 'yaml', selecting(TEXT, '[[ 1. -2.]\n#  [ 3.  4.]]'));
    assert.deepEqual([...print.tensor.data], [1, -2, 3, 4]);
  });

  it('says what is wrong, and where', () => {
    const cases: [text: string, code: string, at: string][] = [
      ['x: [[1, 2], [3]]', 'ragged', '[3]'],
      ['x:\n- - 1\n  - 2\n- - 3\n', 'ragged', '- 3'],
      ['x: [1, "2"]', 'not-numeric', '"2"'],
      ['x: [1, 017]', 'not-numeric', '017'],
      ['x: [1, , 2]', 'hole', ','],
      ['x: []', 'empty', '[]'],
      ['x: [1, 2', 'unbalanced', '['],
    ];
    for (const [text, code, at] of cases) {
      const found = failure(text, 'yaml');
      assert.deepEqual([found.code, found.at], [code, at], text);
    }
  });

  it('is read in linear time, however deeply it is nested', () => {
    const nest = '- '.repeat(20000);
    assert.equal(failure(`${nest}1`, 'yaml').code, 'too-deep');
    assert.equal(failure('['.repeat(20000), 'yaml').code, 'too-deep');
  });
});
