import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineChanges } from '../../../src/core/function/changes';
import { applied } from '../../../src/core/function/repair';
import type { Fix } from '../../../src/core/function/report';

const text = 'a = 1\r\n  dx = N * g - xhat * np.sum(g) - s\r\nreturn dx';
const at = text.indexOf('np.sum(g') + 'np.sum(g'.length;
const fix: Fix = { edits: [{ range: [at, at], newText: ' * xhat' }], verified: true };

describe('the changes of a fix', () => {
  it('make the edits in the text and touch nothing else', () => {
    assert.equal(
      applied(text, fix.edits),
      'a = 1\r\n  dx = N * g - xhat * np.sum(g * xhat) - s\r\nreturn dx',
    );
  });

  it('are told line by line, without the line ends', () => {
    assert.deepEqual(lineChanges(text, fix), [
      {
        line: 2,
        before: '  dx = N * g - xhat * np.sum(g) - s',
        after: '  dx = N * g - xhat * np.sum(g * xhat) - s',
      },
    ]);
  });

  it('are one change where two edits stand on one line, whatever their order', () => {
    const one = { range: [0, 1] as const, newText: 'b' };
    const other = { range: [4, 5] as const, newText: '2' };
    assert.deepEqual(lineChanges(text, { edits: [other, one], verified: true }), [
      { line: 1, before: 'a = 1', after: 'b = 2' },
    ]);
  });

  it('of a whole line give the text back with that line replaced', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme' }).map((s) => s.replace(/[\r\n]/g, '')),
          { minLength: 1 },
        ),
        fc.nat(),
        (lines, k) => {
          const index = k % lines.length;
          const before = lines.join('\n');
          const start = lines.slice(0, index).join('\n').length + Number(index > 0);
          const edits = [{ range: [start, start + lines[index]!.length] as const, newText: 'new' }];
          const change = lineChanges(before, { edits, verified: true });
          assert.deepEqual(change, [{ line: index + 1, before: lines[index], after: 'new' }]);
          assert.equal(applied(before, edits), lines.with(index, 'new').join('\n'));
        },
      ),
    );
  });
});
