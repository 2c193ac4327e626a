import assert from 'node:assert/strict';
import { compare, type Side, type Subject } from '../../../src/core/gradcheck/compare';
import { mostSevere, type Comparison, type Source } from '../../../src/core/report/report';

const side = (source: Source, value: readonly number[], bound: number | readonly number[] = 0): Side => ({
  source,
  value: Float64Array.from(value),
  bound: Float64Array.from(typeof bound === 'number' ? value.map(() => bound) : bound),
  limit: `${source} is vague`,
});

function compared(
  left: readonly number[],
  right: readonly number[],
  {
    leftBound = 1e-6,
    rightBound = 0,
    scale = 1,
    tolerance = 0,
    against = 'reference',
  }: {
    leftBound?: number | readonly number[];
    rightBound?: number | readonly number[];
    scale?: number | readonly number[];
    tolerance?: number;
    against?: Source;
  } = {},
): Comparison {
  const subject: Subject = {
    output: 'dx',
    shape: [left.length],
    scale: Float64Array.from(typeof scale === 'number' ? left.map(() => scale) : scale),
    tolerance,
  };
  return compare(subject, side('closed', left, leftBound), side(against, right, rightBound));
}

describe('compare', () => {
  it('agrees where every difference is within the bounds, and shows the one nearest to them', () => {
    const { verdict, worst, wrong, unjudged, count, reason } = compared([1, 2 + 5e-7, 3], [1, 2, 3]);
    assert.deepEqual(
      { verdict, wrong, unjudged, count, reason },
      { verdict: 'agrees', wrong: 0, unjudged: 0, count: 3, reason: null },
    );
    assert.deepEqual(worst, {
      element: 'dx[1]',
      index: [1],
      position: 1,
      value: 2 + 5e-7,
      expected: 2,
      bound: 1e-6,
    });
  });

  it('has no worst element where nothing differs', () => assert.equal(compared([1, 2], [1, 2]).worst, null));

  it('disagrees where one difference exceeds the bounds', () => {
    const { verdict, worst, wrong } = compared([1, 2.1, 3.2], [1, 2, 3]);
    assert.deepEqual([verdict, wrong, worst?.element], ['disagrees', 2, 'dx[2]']);
  });

  it('measures the worst by the bounds, not by its size', () => {
    const { worst } = compared([1.1, 2.2], [1, 2], { leftBound: [1e-6, 1e-3] });
    assert.equal(worst?.element, 'dx[0]');
  });

  it('adds up the bounds of both sides', () => {
    assert.equal(compared([1.0015], [1], { leftBound: 1e-3, rightBound: 1e-3 }).verdict, 'agrees');
    assert.equal(compared([1.0025], [1], { leftBound: 1e-3, rightBound: 1e-3 }).verdict, 'disagrees');
  });

  it('cannot decide where the bounds would hide a mistake of a percent in half the elements', () => {
    const { verdict, reason, unjudged, worst } = compared([1, 2, 3, 4], [1, 2, 3, 4], {
      leftBound: [0.1, 0.1, 0, 0],
    });
    assert.deepEqual(
      [verdict, reason, unjudged, worst?.element],
      ['cannot-decide', 'closed is vague', 2, 'dx[0]'],
    );
  });

  it('agrees where fewer than half the elements are hidden, and says why they are', () => {
    const { verdict, reason, unjudged } = compared([1, 2, 3], [1, 2, 3], { leftBound: [0.1, 0, 0] });
    assert.deepEqual([verdict, reason, unjudged], ['agrees', 'closed is vague', 1]);
  });

  it('names the side whose bound is wider', () => {
    assert.equal(
      compared([1], [1], { leftBound: 0.1, rightBound: 0.2, against: 'numerical' }).reason,
      'numerical is vague',
    );
  });

  it('finds a wrong element among hidden ones', () => {
    assert.equal(compared([1, 2, 5], [1, 2, 3], { leftBound: 0.1 }).verdict, 'disagrees');
  });

  for (const value of [NaN, Infinity, -Infinity]) {
    it(`disagrees where ${value} stands for a finite number`, () => {
      const { verdict, worst, wrong } = compared([1, value, 3], [1, 2, 3]);
      assert.deepEqual([verdict, wrong, worst?.element], ['disagrees', 1, 'dx[1]']);
    });

    it(`cannot decide where the right answer is ${value}`, () => {
      for (const left of [value, 7]) {
        const { verdict, reason, worst } = compared([1, left, 3], [1, value, 3]);
        assert.deepEqual([verdict, reason, worst?.element], ['cannot-decide', 'reference is vague', 'dx[1]']);
      }
    });
  }

  it('still disagrees where another element is wrong beside one without a finite answer', () => {
    assert.equal(compared([5, NaN], [1, NaN]).verdict, 'disagrees');
  });

  it('leaves out elements that a side has no value for', () => {
    const { count, verdict, maxAbs } = compared([1, 99, 3], [1, NaN, 3], {
      rightBound: [0, -1, 0],
      against: 'numerical',
    });
    assert.deepEqual({ count, verdict, maxAbs }, { count: 2, verdict: 'agrees', maxAbs: 0 });
  });

  it('cannot decide where no element has a value on both sides', () => {
    assert.equal(compared([1], [NaN], { rightBound: -1, against: 'numerical' }).verdict, 'cannot-decide');
  });

  it('forgives a relative error as large as the tolerance', () => {
    const off = [
      [1.05, 2],
      [1, 2],
    ] as const;
    assert.equal(compared(...off).verdict, 'disagrees');
    assert.equal(compared(...off, { tolerance: 0.004 }).verdict, 'disagrees');
    assert.equal(compared(...off, { tolerance: 0.06 }).verdict, 'agrees');
  });

  it('cannot decide where less careful arithmetic explains a difference', () => {
    const subject = { output: 'dx', shape: [2], scale: Float64Array.of(1, 1), tolerance: 0 } as const;
    const judged = (off: number, loose: number): Comparison =>
      compare(
        subject,
        {
          ...side('yours', [1 + off, 2], 1e-9),
          loose: { bound: Float64Array.of(loose, loose), limit: 'one pass' },
        },
        side('reference', [1, 2]),
      );
    const careless = judged(1e-6, 1e-5);
    assert.deepEqual(
      [careless.verdict, careless.reason, careless.unjudged],
      ['cannot-decide', 'one pass', 1],
    );
    assert.deepEqual([careless.worst?.position, careless.worst?.bound], [0, 1e-9]);
    assert.equal(judged(1e-10, 1e-5).worst?.bound, 1e-9);
    assert.equal(judged(1e-4, 1e-5).verdict, 'disagrees');
    assert.equal(judged(1e-10, 1e-5).verdict, 'agrees');
  });

  it('takes two zeros for equal where all terms are zero', () => {
    assert.equal(compared([0, 0], [0, -0], { leftBound: 0, scale: 0 }).verdict, 'agrees');
  });

  it('hides nothing where every term is zero, whatever the bound', () => {
    assert.equal(compared([0, 1], [0, 1], { leftBound: 1e-12, scale: [0, 1] }).verdict, 'agrees');
    assert.equal(compared([0], [0], { leftBound: 1e-12, scale: 0 }).verdict, 'agrees');
    assert.equal(compared([1e-3], [0], { leftBound: 1e-12, scale: 0 }).verdict, 'disagrees');
  });

  it('shows the course’s rel_error and the largest difference, NaN if any is', () => {
    const { maxAbs, relError } = compared([3, 1], [1, 1]);
    assert.deepEqual([maxAbs, relError], [2, 0.5]);
    for (const left of [
      [NaN, 1.5],
      [1.5, NaN],
    ]) {
      const found = compared(left, [1, 1]);
      assert.deepEqual([found.maxAbs, found.relError], [NaN, NaN]);
    }
  });

  it('counts units in the last place against the reference only', () => {
    assert.equal(compared([1 + 2 ** -51, 2], [1, 2]).ulps, 2);
    assert.equal(compared([1 + 2 ** -51], [1], { against: 'numerical' }).ulps, null);
  });
});

describe('the severest elements', () => {
  const elements = (...args: Parameters<typeof compared>) =>
    compared(...args).severest.map(({ element }) => element);

  it('are the wrong ones, those furthest beyond their bounds first', () =>
    assert.deepEqual(elements([1, 2.1, 3.2, NaN], [1, 2, 3, 4], { leftBound: [1e-6, 1e-6, 0.1, 1e-6] }), [
      'dx[3]',
      'dx[1]',
      'dx[2]',
    ]));

  it('are no more than are marked', () => {
    const severe = elements(
      Array.from({ length: 200 }, (_, i) => i),
      new Array<number>(200).fill(0),
    );
    assert.equal(severe.length, mostSevere);
    assert.deepEqual([severe[0], severe.at(-1)], ['dx[199]', 'dx[150]']);
  });

  it('are none where nothing is wrong, and beside what is only an approximation', () => {
    assert.deepEqual(elements([1, 2], [1, 2]), []);
    assert.deepEqual(elements([1, 3], [1, 2], { against: 'numerical' }), []);
  });
});
