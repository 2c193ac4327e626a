import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { checkPart, split } from '../../../src/core/gradcheck/split';
import { RandomState } from '../../../src/core/random/random-state';
import { problemOf } from '../support/batch';
import { dropoutProblem } from '../support/dropout';
import { formOf, plainest, randomSample, settings } from '../support/sample';

const ignore = (): void => undefined;

describe('a check that is divided', () => {
  for (const setting of settings) {
    it(`of ${setting.name} gives the same report to the last bit`, () => {
      const problem = problemOf(randomSample(new RandomState(1), setting));
      const whole = check(problem);
      const groups = whole.tensors.mu?.data.length ?? whole.tensors.ms?.data.length ?? assert.fail();
      const ranges = [
        { from: 0, to: 1 },
        { from: 1, to: groups },
      ].filter(({ from, to }) => to > from);
      const parts = ranges.map((range) => checkPart(problem, range, ignore));
      assert.deepEqual(check(problem, ignore, parts), whole);
      assert.deepEqual(check(problem, ignore, parts.toReversed()), whole);
    });
  }
});

describe('split', () => {
  const large = problemOf(
    randomSample(new RandomState(1), { form: formOf('batchnorm', 'ND'), shape: [2000, 24] }),
  );

  it('divides the groups of a large problem among the workers, each once', () => {
    for (const workers of [2, 3, 40]) {
      const ranges = split(large, workers);
      assert.ok(ranges.length > 1 && ranges.length <= workers);
      assert.deepEqual([ranges[0]?.from, ranges[ranges.length - 1]?.to], [0, 24]);
      ranges.slice(1).forEach(({ from }, k) => assert.equal(from, ranges[k]?.to));
      assert.ok(ranges.every(({ from, to }) => to > from));
    }
  });

  it('does not divide a small problem, nor one for one worker', () => {
    const small = problemOf(randomSample(new RandomState(1), plainest('batchnorm')));
    assert.equal(split(small, 8).length, 1);
    assert.equal(split(large, 1).length, 1);
  });

  it('makes no more parts than there are groups', () => {
    const form = formOf('batchnorm', 'ND');
    const narrow = problemOf(randomSample(new RandomState(1), { form, shape: [6000, 2] }));
    assert.equal(split(narrow, 8).length, 2);
  });

  it('has nothing to divide in dropout', () => assert.deepEqual(split(dropoutProblem(), 8), []));
});
