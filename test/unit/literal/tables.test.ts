import assert from 'node:assert/strict';
import { atCursor, everything, failure, named, pieces, read, readOne, selecting } from './helpers';

const ROWS = [
  [1, 2],
  [3, 4],
];

describe('tables', () => {
  const tables: [language: string, text: string, name: string | null, value: unknown][] = [
    ['csv', '1,2\n3,4\n', null, ROWS],
    ['csv', '\ufeff1 , 2\r\n3,4', null, ROWS],
    ['csv', 'a,b\n1,2\n3,4', null, ROWS],
    ['csv', 'x0,x1\n1,2\n3,4', 'x', ROWS],
    ['csv', 'x\n1,2\n3,4', 'x', ROWS],
    ['csv', 'x\n1\n2', 'x', [[1], [2]]],
    ['csv', '# dout\n1,2 # one\n# two\n3,4\n', 'dout', ROWS],
    ['csv', '"a","b"\n"1","2"\n"3","4"', null, ROWS],
    ['csv', '1,2,\n3,4,\n', null, ROWS],
    ['csv', '"1,234",2', null, [[1234, 2]]],
    ['csv', '"1,234.5","1,234,567"', null, [[1234.5, 1234567]]],
    ['csv', '.5,5.,1e3,-2.5E-3,+1,-0', null, [[0.5, 5, 1000, -0.0025, 1, -0]]],
    [
      'csv',
      '1,,NA\nnan,-inf,Infinity',
      null,
      [
        [1, NaN, NaN],
        [NaN, -Infinity, Infinity],
      ],
    ],
    ['csv', '1e400,1e-400,0.1', null, [[Infinity, 0, 0.1]]],
    ['csv', '\u22121,\uff12\uff0c\uff13', null, [[-1, 2, 3]]],
    [
      'csv',
      '1;2,5\n1.234,5;1,234',
      null,
      [
        [1, 2.5],
        [1234.5, 1.234],
      ],
    ],
    ['csv', 'sep=;\n1;2', null, [[1, 2]]],
    ['csv', '0.5;1.234', null, [[0.5, 1.234]]],
    ['csv', '1.000e+00 2.000e+00\n3 4', null, ROWS],
    ['tsv', '1\t2\n3\t4', null, ROWS],
    [
      'tsv',
      '1,5\t\n2\t3',
      null,
      [
        [1.5, NaN],
        [2, 3],
      ],
    ],
    ['plaintext', 'dx:\n1 2\n3 4\n\nthen', 'dx', ROWS],
    ['plaintext', 'x =\n\n   1.0   2e0\n   3.0   4\n', 'x', ROWS],
    ['plaintext', 'so it is\n1, 2\n3, 4\nend', null, ROWS],
    [
      'plaintext',
      '1;2\n3;4,5',
      null,
      [
        [1, 2],
        [3, 4.5],
      ],
    ],
    ['plaintext', '1\n2\n3', null, [[1], [2], [3]]],
  ];
  for (const [language, text, name, value] of tables) {
    it(`are read in ${language}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(named(text, language), [[name, value]]);
    });
  }

  const refused: [language: string, text: string, code: string, at: string][] = [
    ['csv', '1,2\n3', 'ragged', '3'],
    ['csv', 'a,b,c\n1,2', 'ragged', 'a,b,c'],
    ['csv', ',a\n0,1\n1,2', 'ragged', ',a'],
    ['csv', '1,2\n3,x', 'not-numeric', 'x'],
    ['csv', 'null,1', 'not-numeric', 'null'],
    ['csv', '1,2\na,b\n3,4', 'not-numeric', 'a'],
    ['csv', '1,2\n\n3,x', 'not-numeric', 'x'],
    ['csv', '"1,5",2', 'not-a-number', '1,5'],
    ['csv', '1.234;2', 'not-a-number', '1.234'],
    ['csv', '1,5;2.5', 'not-a-number', '1,5'],
    ['csv', '1,"2', 'not-numeric', '"2'],
    ['tsv', '1,234\t2', 'not-a-number', '1,234'],
    ['tsv', '1 2\t3', 'not-numeric', '1 2'],
    ['csv', 'a,b', 'empty', ''],
    ['csv', '', 'no-array', ''],
    ['plaintext', '1 2\n3 x', 'not-numeric', 'x'],
    ['plaintext', 'x 1 2\n3 4', 'not-numeric', 'x'],
    ['plaintext', '1 2\n3', 'ragged', '3'],
    ['plaintext', '5', 'no-array', '5'],
  ];
  for (const [language, text, code, at] of refused) {
    it(`are refused in ${language}: ${JSON.stringify(text)}`, () => {
      const error = failure(text, language);
      assert.deepEqual([error.code, error.at], [code, at]);
    });
  }

  it('are parted by blank lines, each with its name', () => {
    const text = 'x\n1,2\n3,4\n\ndout\n\n5,6\n';
    assert.deepEqual(named(text, 'csv'), [
      ['x', ROWS],
      ['dout', [[5, 6]]],
    ]);
  });

  it('say how to write a number that can be read in two ways', () => {
    assert.match(failure('1,234', 'tsv').message, /write `1\.234` or `1234`/);
    assert.match(failure('1.234;1', 'csv').message, /write `1,234` or `1234`/);
  });

  it('keep the place of each number', () => {
    const text = 'a,b\n 1 ,"2"\n-3,4e0';
    assert.deepEqual(pieces(text, readOne(text, 'csv')), ['1', '2', '-3', '4e0']);
  });

  it('are read around a cursor and in selections, whole or some rows', () => {
    const { text, offset } = atCursor('1,2\n3,\u00a64\n\n5,6');
    assert.deepEqual(named(text, 'csv', { kind: 'cursor', offset }), [[null, ROWS]]);
    assert.deepEqual(named(text, 'csv', everything(text)).length, 2);
    assert.deepEqual(named(text, 'csv', selecting(text, '3,4')), [[null, [[3, 4]]]]);
    assert.equal(failure(text, 'csv', selecting(text, '2')).code, 'unbalanced');
    assert.equal(failure(text, 'csv', { kind: 'cursor', offset: text.length + 1 }).code, 'no-array');
  });

  it('are told in text from lists in brackets, and stand beside scalars', () => {
    assert.deepEqual(named('x = np.array([\n  1, 2,\n  3, 4\n])\n', 'plaintext'), [['x', [1, 2, 3, 4]]]);
    assert.equal(failure('x = [1, 2,\n3, 4,\n5, 6\n', 'plaintext').code, 'unbalanced');
    assert.deepEqual(named('1 2\n3 4\neps: 1e-5', 'plaintext'), [
      [null, ROWS],
      ['eps', 1e-5],
    ]);
    const comment = '# dx:\n#  1 2\n#  3 4\ny = 1';
    assert.deepEqual(named(comment, 'python', selecting(comment, '# dx:\n#  1 2\n#  3 4')), [['dx', ROWS]]);
  });

  it('in a language of code are read only in comments and strings', () => {
    assert.equal(failure('1 2\n3 4', 'python').code, 'not-a-number');
    assert.equal(read('"""\n1 2\n3 4\n"""', 'python', selecting('"""\n1 2\n3 4\n"""', '1 2\n3 4')).length, 1);
  });
});
