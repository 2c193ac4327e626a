import assert from 'node:assert/strict';
import { readArrays, readAround } from '../../../src/core/literal/read';

/** The processor time that reading a text in every way takes: other programs do not count. */
function milliseconds(text: string, language: string): number {
  const before = process.cpuUsage();
  readArrays(text, language, { kind: 'document' });
  readArrays(text, language, { kind: 'selections', ranges: [[3, text.length - 3]] });
  readAround(text, language, text.length >> 1, () => true);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Sixteen times the length takes sixteen times as long, or 256 times were it quadratic. */
function isLinear(unit: string, language: string): boolean {
  const short = milliseconds(unit.repeat(Math.ceil(1_500 / unit.length)), language);
  const long = milliseconds(unit.repeat(Math.ceil(24_000 / unit.length)), language);
  return long < 64 * Math.max(short, 5);
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
        // The first run may have to compile the code.
        assert.ok(isLinear(unit, language) || isLinear(unit, language), JSON.stringify(unit));
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
