import assert from 'node:assert/strict';
import { fixOf } from '../../../src/core/literal/fix';
import { failure } from './helpers';

/** A text after the fix of what is wrong with its array; null where there is none. */
function fixed(text: string, language = 'python'): string | null {
  const { place } = failure(text, language);
  assert.ok(place);
  const fix = fixOf(text, language, place.range);
  return fix && text.slice(0, fix.range[0]) + fix.replacement + text.slice(fix.range[1]);
}

describe('fixOf', () => {
  for (const [what, text, mended, language] of [
    ['removes a bracket that closes nothing', 'x = [[1, 2], [3, 4]]]', 'x = [[1, 2], [3, 4]]'],
    ['replaces a bracket of the wrong kind', 'x = [[1, 2], [3, 4)]', 'x = [[1, 2], [3, 4]]'],
    ['adds a comma between two numbers', 'x = [[1, 2 5], [3, 4, 6]]', 'x = [[1, 2 , 5], [3, 4, 6]]'],
    ['removes a comma too many', 'const x = [1, , 2]', 'const x = [1,  2]', 'javascript'],
    ['closes what is left open', 'x = [[1, 2],\n     [3, 4]\n\ny = 5', 'x = [[1, 2],\n     [3, 4]]\n\ny = 5'],
  ] as const) {
    it(what, () => assert.equal(fixed(text, language), mended));
  }

  for (const [where, text] of [
    ['a row is of another length', 'x = [[1, 2], [3]]'],
    ['a comma too many leaves rows of different lengths', 'x = [[1, , 2], [3, 4, 5]]'],
    ['a number is none', 'x = [1, 1.2.3]'],
  ] as const) {
    it(`has nothing to offer where ${where}`, () => assert.equal(fixed(text), null));
  }
});
