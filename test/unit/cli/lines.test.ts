import assert from 'node:assert/strict';
import { answerLine } from '../../../src/cli/batch';
import { computeLine } from '../../../src/cli/compute';
import { readLine } from '../../../src/cli/read';

interface Answer {
  readonly id: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}
const answer = (line: string): Answer => JSON.parse(answerLine(line, computeLine)) as Answer;
const told = (line: string): string | undefined => answer(line).error?.message;

describe('a line of JSON', () => {
  for (const word of ['NaN', 'Infinity', '-Infinity']) {
    it(`with a bare ${word} is told what to write`, () => {
      const { id, error } = answer(
        `{"id": 7, "note": "NaN \\" -Infinity", "x": {"shape": [1], "data": [${word}]}}`,
      );
      const message = `This line is not JSON, which has no ${word}: write the string "${word}".`;
      assert.deepEqual([id, error?.code, error?.message], [7, 'json', message]);
    });
  }

  it('that is broken elsewhere is told no more than that', () => {
    for (const line of ['{"x": NaN', '{"x": "NaN}', 'Infinite', '"\\', '{"x": "NaN", }'])
      assert.equal(told(line), 'This line is not JSON.');
  });

  it('is answered at once however long and however broken it is', () => {
    const started = performance.now();
    for (const line of ['"\\'.repeat(1e6), '"\\"'.repeat(1e6), `{"x": "${'a'.repeat(2e7)}`, '['.repeat(1e6)])
      assert.equal(told(line), 'This line is not JSON.');
    assert.ok(performance.now() - started < 10000);
  });

  it('may hold what is nested too deep for an answer', () => {
    const deep = '['.repeat(1e5) + ']'.repeat(1e5);
    assert.equal(answer(`{"id": ${deep}}`).error?.code, 'internal');
    assert.equal(told(`{"id": 1, "op": ${deep}}`)?.endsWith(', not a list.'), true);
  });

  it('is quoted in part where it is long', () => {
    const message = told(`{"op": "${'a'.repeat(1e5)}"}`) ?? '';
    assert.ok(message.endsWith('…".') || message.endsWith('….'));
    assert.ok(message.length < 250);
  });
});

describe('a line of read --batch', () => {
  const text = 'x = [1, 2]';
  it('gives the arrays of a text, or of a part of it', () => {
    const found = {
      ok: true,
      value: { arrays: [{ name: 'x', shape: [2], data: Float64Array.of(1, 2), range: [4, 10] }] },
    };
    for (const more of [{}, { cursor: 6 }, { cursor: null, selection: [0, 99] }, { languageId: 'python' }])
      assert.deepEqual(readLine({ text, ...more }), found);
  });

  for (const [line, message] of [
    [{}, 'text is missing'],
    [{ text: 5 }, 'text must be a string, not 5'],
    [{ text, languageId: 5 }, 'languageId must be a string, not 5'],
    [{ text, cursor: -1 }, 'cursor must be an offset, not -1'],
    [{ text, cursor: 1.5 }, 'cursor must be an offset, not 1.5'],
    [{ text, selection: [5, 2] }, 'selection must be two offsets such as [10, 200], not a list'],
    [{ text, selection: [1, 2, 3] }, 'selection must be two offsets such as [10, 200], not a list'],
    [{ text, selection: 'all' }, 'selection must be two offsets such as [10, 200], not "all"'],
  ] as const) {
    it(`is answered with: the field ${message}`, () => {
      const error = { code: 'field', message: `The field ${message}.`, place: null };
      assert.deepEqual(readLine(line), { ok: false, error });
    });
  }
});
