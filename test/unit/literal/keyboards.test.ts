import assert from 'node:assert/strict';
import { atCursor, named, pieces, readOne } from './helpers';

describe('digits, signs and brackets from other keyboards', () => {
  const rows = [
    [1, 2.5],
    [-3, 4],
  ];

  for (const [language, text] of [
    ['python', 'x ＝ ［［１，２．５］，［－３，４］］'],
    ['python', 'x = [[1、2.5], [−3、4]]'],
    ['javascript', 'const x = ［［1，2.5］，［−3，4］］；'],
    ['json', '{"x": ［［1，2.5］，［－3，4］］}'],
    ['matlab', 'x = ［1 2.5； −3 4］；'],
    ['cpp', 'double x[2][2] = ｛｛1，2.5｝，｛−3，4｝｝；'],
    ['plaintext', 'x = ［［1. 2.5］\n ［−3. 4. ］］'],
  ] as const) {
    it(`are what they stand for: ${text.replace('\n', ' ')}`, () => {
      assert.deepEqual(named(text, language), [['x', rows]]);
    });
  }

  it('read an exponent behind a true minus sign', () => {
    assert.deepEqual(named('x = [1.5e−3, 2E－4]', 'python'), [['x', [0.0015, 0.0002]]]);
  });

  it('stand where they stand: places and cursor are of the text as it is', () => {
    const { text, offset } = atCursor('a = 1  # ［\nx ＝ ［１０，２¦０］');
    const found = readOne(text, 'python', { kind: 'cursor', offset });
    assert.deepEqual(pieces(text, found), ['１０', '２０']);
  });
});
