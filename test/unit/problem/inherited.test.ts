import assert from 'node:assert/strict';
import { arraysOf, inherited } from '../../../src/core/problem/arrays';
import { assemble } from '../../../src/core/problem/assemble';
import { defaultOptions } from '../../../src/core/problem/options';

/** The arrays at the cursor in the last of some cells, and what the cells above give to them. */
function notebook(...cells: string[]) {
  const [here = '', ...above] = [...cells].reverse();
  const arrays = arraysOf({
    text: here,
    languageId: 'python',
    where: { kind: 'cursor', offset: here.indexOf('[') + 1 },
  });
  assert.ok(arrays.ok);
  const earlier = above.map((text) => ({ text, languageId: 'python' }));
  return { here, arrays: arrays.value, found: inherited(arrays.value, earlier) };
}

describe('inherited', () => {
  it('takes the nearest earlier array of each role that is free', () => {
    const { found } = notebook(
      'gamma = [1, 2]\ndy = [[9, 9], [8, 8]]',
      'weight = [3, 4]',
      'x = [[1, 2], [3, 5]]',
    );
    assert.ok(found.ok);
    assert.deepEqual(
      found.value.map(({ array, home }) => [
        array.name,
        [...array.tensor.data].slice(0, 2),
        home.text.slice(0, 2),
      ]),
      [
        ['weight', [3, 4], 'we'],
        ['dy', [9, 9], 'ga'],
      ],
    );
  });

  it('leaves to the last cell what it has itself', () => {
    const { found } = notebook('gamma = [1, 2]', 'x = [[1, 2], [3, 5]]\ngamma = [7, 8]');
    assert.ok(found.ok && found.value.length === 0);
  });

  it('fails with an array that cannot be read, and says in which text', () => {
    const { found } = notebook('gamma = [1, [2]]', 'beta = [1, 2]', 'x = [[1, 2], [3, 5]]');
    assert.ok(!found.ok);
    assert.deepEqual([found.error.error.code, found.error.home.text], ['ragged', 'gamma = [1, [2]]']);
  });

  it('gives places in the text that the array stands in', () => {
    const { arrays, found, here } = notebook('\n\ngamma = [1.5, 2.5]', 'x = [[1, 2], [3, 5]]');
    assert.ok(found.ok);
    const homes = new Map(found.value.map(({ array, home }) => [array, home.text]));
    const all = [...arrays, ...homes.keys()];
    const assembled = assemble(all, here, defaultOptions, { textOf: (array) => homes.get(array) ?? here });
    assert.ok(assembled.ok);
    const origin = assembled.value.problem.inputs.gamma?.origin;
    assert.equal(origin?.kind === 'text' && origin.place.line, 3);
  });
});

describe('assemble', () => {
  it('takes the role that somebody gave to an array before its name', () => {
    const text = 'a = [[1, 2], [3, 5]]\nb = [[1, 0], [0, 1]]';
    const arrays = arraysOf({ text, languageId: 'python', where: { kind: 'document' } });
    assert.ok(arrays.ok);
    const assembled = assemble(arrays.value, text, defaultOptions, {
      roleOf: ({ name }) => (name === 'a' ? 'dout' : 'x'),
    });
    assert.ok(assembled.ok);
    assert.equal(assembled.value.literals.get('x')?.name, 'b');
    assert.equal(assembled.value.literals.get('dout')?.name, 'a');
  });
});
