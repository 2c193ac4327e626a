import assert from 'node:assert/strict';
import type { Where } from '../../../src/core/literal/literal';
import { readArrays, readAround } from '../../../src/core/literal/read';

/** The processor time that reading takes, the lesser of two runs: other programs do not count. */
function milliseconds(text: string, language: string): number {
  const places: Where[] = [
    { kind: 'document' },
    { kind: 'selections', ranges: [[3, text.length - 3]] },
    { kind: 'cursor', offset: text.length >> 1 },
  ];
  let least = Infinity;
  for (let run = 0; run < 2; run++) {
    const before = process.cpuUsage();
    for (const where of places) readArrays(text, language, where);
    readAround(text, language, text.length >> 1, () => true);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

const UNITS = [
  ...[
    '[',
    '(',
    '{',
    'np.array(',
    'f(',
    'f(x=',
    'f([1,',
    '\nx=[',
    '[1,\n',
    "'",
    "\\'",
    '"',
    '/',
    '/[',
    '`${',
    '-',
    '[1 -2',
    '2**',
  ],
  ...[
    '1+',
    'a:',
    '{a:',
    ']',
    '[1] ',
    '# a\n',
    '"""',
    '...',
    'x, ',
    '/*',
    'a.',
    '(1,',
    'x = 1\n',
    '[[1 2]\n',
    '[1 -2]\n',
    '{["a":',
  ],
  ...[
    'f(a)[0]\n',
    '[1] as ',
    '=',
    'f(x=[1],',
    '\ny = (',
    'return [1] ',
    'x = [[1, 2], [3, 4]]\n',
    '[1 -2],',
    'a, b = ',
  ],
];

describe('the time that reading takes', function () {
  this.timeout(300_000);

  for (const language of ['python', 'typescript', 'json', 'plaintext']) {
    it(`grows with the length and not with its square, in ${language}`, () => {
      for (const unit of UNITS) {
        const short = milliseconds(unit.repeat(Math.ceil(1_000 / unit.length)), language);
        const long = milliseconds(unit.repeat(Math.ceil(31_000 / unit.length)), language);
        // Sixteen times the length takes sixteen times as long, or 256 times were it quadratic.
        assert.ok(long < 64 * Math.max(short, 3), `${JSON.stringify(unit)}: ${short} ms, then ${long} ms`);
      }
    });
  }

  it('is short for a nested list of a million numbers', () => {
    const row = `[${new Array(16).fill('-0.12345678').join(', ')}]`;
    const text = `x = [${new Array(62_500).fill(row).join(',\n ')}]`;
    const before = process.cpuUsage();
    const result = readArrays(text, 'python', { kind: 'document' });
    const { user } = process.cpuUsage(before);
    assert.ok(result.ok && result.value[0]?.tensor.data.length === 1_000_000);
    assert.ok(user < 20_000_000, `${user / 1000} ms`);
  });
});
