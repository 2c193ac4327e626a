import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readArrays } from '../../../src/core/literal/read';
import { DOCUMENT, nested, read } from './helpers';

/** A text with what its interpreter makes of it, or one that may not be read. */
interface Case {
  readonly text: string;
  readonly arrays: 'refused' | readonly { readonly name: string; readonly values: unknown }[];
}

/** Describes how the texts of test/golden/<language>.json are read. */
export function describeGolden(language: string, languageId = language): void {
  const file = path.join(__dirname, '../../golden', `${language}.json`);
  const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];
  describe(`${language} that its interpreter has read`, () => {
    assert.ok(cases.length > 0);
    for (const { text, arrays } of cases) {
      if (arrays === 'refused') {
        it(`is refused: ${text}`, () => assert.ok(!readArrays(text, languageId, DOCUMENT).ok));
        continue;
      }
      it(`is read as there: ${text}`, () => {
        const found = read(text, languageId).map((literal) => ({
          name: literal.name,
          values: nested(literal),
        }));
        assert.deepEqual(
          found,
          arrays.map(({ name, values }) => ({ name, values: numbers(values) })),
        );
      });
    }
  });
}

/** Numbers are written as text there, because JSON has no NaN and no negative zero. */
function numbers(values: unknown): unknown {
  return Array.isArray(values) ? values.map(numbers) : Number(values);
}
