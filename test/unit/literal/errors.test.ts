import assert from 'node:assert/strict';
import { everything, failure } from './helpers';

describe('errors of the literal reader', () => {
  const cases: [code: string, text: string, at: string, language?: string][] = [
    ['ragged', 'x = [[1, 2],\n     [3, 4, 5]]', '[3, 4, 5]'],
    ['ragged', 'x = [[1, 2], 3]', '3'],
    ['ragged', 'x = [1, [2]]', '[2]'],
    ['ragged', 'x = [1, [2', '['],
    ['ragged', 'x = [[1, 2], []]', '[]'],
    ['ragged', 'x = [[[1], [2]], [[3]]]', '[[3]]'],
    ['ragged', 'x = [np.array([1, 2]), np.array([3])]', 'np.array([3])'],
    ['ragged', 'x = [[1. 2.]\n [3.]]', '[3.]'],
    ['ragged', '{"x": [[1, 2], [3]]}', '[3]', 'json'],
    ['empty', 'x = []', '[]'],
    ['empty', 'x = [[]]', '[]'],
    ['empty', 'x = np.array([])', '[]'],
    ['empty', 'x = np.array()', '()'],
    ['not-a-number', 'x = [1, 1.2.3]', '1.2.3'],
    ['not-a-number', 'x = [1, 2e]', '2e'],
    ['not-a-number', 'x = [1, 012]', '012'],
    ['not-a-number', 'x = [1, 2 +]', '+'],
    ['not-a-number', 'x = [1, 2 * , 3]', '*'],
    ['not-a-number', 'x = [1, 2 3]', '3'],
    ['not-a-number', 'x = [1, 2; 3, 4]', ';'],
    ['not-a-number', 'const x = [1__0, 2]', '1__0', 'javascript'],
    ['non-literal', 'x = [1, foo]', 'foo'],
    ['non-literal', 'x = [1, np.foo(2)]', 'np.foo'],
    ['non-literal', 'x = [1, 2].sum()', '.sum'],
    ['non-literal', 'x = [1, *y]', '*'],
    ['elided', 'x = [1, ..., 2]', '...'],
    ['unbalanced', 'x = [[1, 2], [3, 4]', '['],
    ['unbalanced', 'x = [[1, 2], [3, 4)]', ')'],
    ['unbalanced', 'x = [[1, 2], [3, 4]]]', ']'],
    ['unbalanced', 'x = np.array([1, 2]', '('],
    ['unbalanced', 'x = [[1, 2], [3, 4]\ny = 5', '['],
    ['unbalanced', 'const x = [1, 2\nconst y = 5', '[', 'javascript'],
    ['not-numeric', 'x = [1, "a"]', '"a"'],
    ['not-numeric', 'x = [1, None]', 'None'],
    ['not-numeric', 'x = [1, 2j]', '2j'],
    ['not-numeric', 'x = [ True False]', 'True'],
    ['too-deep', `x = ${'['.repeat(33)}1${']'.repeat(33)}`, '['],
    ['too-deep', `x = ${'['.repeat(100_000)}`, '['],
    ['too-deep', `x = ${'('.repeat(100_000)}1`, '('],
    ['too-deep', `x = [1, ${'-'.repeat(100_000)}1]`, '-'],
    ['hole', 'const x = [1, , 2]', ',', 'javascript'],
    ['hole', 'x = [, 1]', ','],
    ['hole', 'x = [[1, 2],, [3, 4]]', ','],
    ['no-array', 'x = foo(3)\ny = z', 'x = foo(3)\ny = z'],
    ['no-array', '', ''],
  ];
  for (const [code, text, at, language] of cases) {
    it(`${code}: ${JSON.stringify(text.slice(0, 60))}`, () => {
      for (const where of [{ kind: 'document' } as const, everything(text)]) {
        const mends = where.kind === 'selections' && code === 'unbalanced' && /\]$/.test(text);
        if (mends || (where.kind === 'selections' && text === 'x = [1, [2')) continue;
        const error = failure(text, language ?? 'python', where);
        assert.equal(error.code, code, error.message);
        assert.equal(error.at, at);
        assert.match(error.message, /^[^a-z].*[.]$/s);
      }
    });
  }

  it('tell the line, the column and the row', () => {
    const error = failure('y = 1\r\nx = [[1, 2],\r\n     [3, 4, 5]]');
    assert.deepEqual(error.place, { range: [26, 35], line: 3, column: 6 });
    assert.equal(
      error.message,
      'Row [1] has 3 elements, but those before it have 2 elements: give every row the same length.',
    );
  });

  it('reads lists up to 32 deep', () => {
    const text = `x = ${'['.repeat(32)}1${']'.repeat(32)}`;
    assert.throws(() => failure(text), /read without an error/);
  });
});
