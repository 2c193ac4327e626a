import assert from 'node:assert/strict';
import { around, failure, named, selecting } from './helpers';

const ROWS = [
  [1, 2],
  [3, 4],
  [5, 6],
];

describe('a part of an array', () => {
  const texts = [
    ['lua', 'local x = {{1, 2}, {3, 4}, {5, 6}}', '{3, 4}, {5, 6}', '{{1, 2}, {3, 4}'],
    ['perl', 'my @x = ([1, 2], [3, 4], [5, 6]);', '[3, 4], [5, 6]', '([1, 2], [3, 4]'],
    ['ruby', 'x = [[1, 2], [3, 4], [5, 6]]', '[3, 4], [5, 6]', '[[1, 2], [3, 4]'],
  ] as const;
  for (const [language, text, last, first] of texts) {
    it(`is read as its rows in ${language}`, () => {
      assert.deepEqual(named(text, language), [['x', ROWS]]);
      assert.deepEqual(named(text, language, selecting(text, last)), [['x', ROWS.slice(1)]]);
      assert.deepEqual(named(text, language, selecting(text, first)), [['x', ROWS.slice(0, 2)]]);
    });
  }

  it('is mended in Lua where a brace is missing', () => {
    for (const text of ['{1, 2}, {3, 4}, {5, 6}', '{1, 2}, {3, 4}, {5, 6}}'])
      assert.deepEqual(named(text, 'lua', selecting(text, text)), [[null, ROWS]], text);
  });
});

describe('the arrays of one block', () => {
  it('are found by the keys of a table, a hash or a list of pairs', () => {
    const block = [
      ['x', ROWS],
      ['gamma', [1, 2]],
    ];
    assert.deepEqual(around('t = {x = {{1, 2}, {3, ¦4}, {5, 6}}, gamma = {1, 2}}', 'lua'), block);
    assert.deepEqual(around('h = {x: [[1, 2], [3, ¦4], [5, 6]], "gamma" => [1, 2]}', 'ruby'), block);
    assert.deepEqual(around('my %h = (x => [[1, 2], [3, ¦4], [5, 6]], gamma => [1, 2]);', 'perl'), block);
    assert.deepEqual(around('my @x = ([1, 2], [3, ¦4], [5, 6]);\nmy $gamma = [1, 2];', 'perl'), block);
  });
});

describe('what a language reads otherwise than it looks', () => {
  it('is refused where it is no array', () => {
    assert.equal(failure('x = {"[[1, 2]]", 1}', 'lua').code, 'not-numeric');
    assert.equal(failure('x = 1, 2', 'lua').code, 'non-literal');
    assert.equal(failure('my $x = (1, 2);', 'perl').code, 'no-array');
  });

  it('is a list of one item where Perl assigns to a list', () => {
    assert.deepEqual(named('my @x = [1, 2];', 'perl'), [['x', [[1, 2]]]]);
    assert.deepEqual(named('my @x = (2.0);', 'perl'), [['x', [2]]]);
  });
});
