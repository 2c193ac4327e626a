import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ArrayLiteral } from '../../../src/core/literal/literal';
import { readArrays } from '../../../src/core/literal/read';
import { DOCUMENT } from './helpers';

/** What NumPy and PyTorch made of a text: the values as Python prints them. */
interface Golden {
  readonly text: string;
  readonly shape?: readonly number[];
  readonly values?: readonly string[];
  /** The exception that the text ends with. */
  readonly error?: string;
}

const golden = JSON.parse(readFileSync(path.join(__dirname, '../../golden/python.json'), 'utf8')) as {
  readonly read: readonly Golden[];
  readonly refused: readonly string[];
  readonly either: readonly Golden[];
};

/** The last x of a text; null where it is refused. */
function lastX(text: string): ArrayLiteral | null {
  const result = readArrays(text, 'python', DOCUMENT);
  // A part that is left out makes the last x another one, and a text that is refused has no x at all.
  return result.ok ? (result.value.filter(({ name }) => name === 'x').at(-1) ?? null) : null;
}

function checkValues({ text, shape, values }: Golden, literal: ArrayLiteral): void {
  assert.deepEqual(literal.tensor.shape, shape, text);
  const numbers = (values ?? []).map((value) => Number(value.replace('inf', 'Infinity')));
  literal.tensor.data.forEach((value, index) =>
    assert.ok(Object.is(value, numbers[index]), `${text}: ${value} for ${values?.[index]} at ${index}`),
  );
  assert.equal(literal.tensor.data.length, numbers.length);
}

describe('Python beside NumPy and PyTorch', function () {
  this.timeout(60_000);

  it('gives the same shape and the same values, bit for bit', () => {
    assert.ok(golden.read.length > 900);
    const wrong = golden.read.flatMap((entry) => {
      const literal = lastX(entry.text);
      if (literal === null) return [`refused: ${entry.text}`];
      try {
        checkValues(entry, literal);
        return [];
      } catch (error) {
        return [String(error)];
      }
    });
    assert.deepEqual(wrong, []);
  });

  it('refuses what it does not follow', () => {
    assert.ok(golden.refused.length > 100);
    for (const text of golden.refused) assert.equal(lastX(text), null, text);
  });

  it('never gives other values than they do', () => {
    assert.ok(golden.either.length > 150);
    for (const entry of golden.either) {
      const literal = lastX(entry.text);
      if (literal === null) continue;
      assert.equal(entry.error, undefined, `read, but Python fails: ${entry.text}`);
      checkValues(entry, literal);
    }
  });
});
