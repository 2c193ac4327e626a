import assert from 'node:assert/strict';
import { relErrorOfNothing, ulpsOfNothing } from '../../../src/core/report/nothing';
import type { Comparison } from '../../../src/core/report/report';

const row: Comparison = {
  output: 'dx',
  left: 'closed',
  right: 'reference',
  verdict: 'agrees',
  maxAbs: 1e-17,
  relError: 1,
  ulps: 2 ** 60,
  worst: { element: 'dx[0]', index: [0], position: 0, value: 1e-17, expected: 0, bound: 1e-15 },
  wrong: 0,
  severest: [],
  unjudged: 0,
  count: 1,
  reason: null,
};

describe('an error beside a right value of 0', () => {
  it('says nothing where rounding explains it', () => {
    assert.ok(relErrorOfNothing(row));
    assert.ok(ulpsOfNothing(row));
    assert.ok(ulpsOfNothing({ ...row, verdict: 'disagrees', ulps: Infinity }));
  });

  it('is told where the output disagrees, where it is small, and where the right value is no rounding', () => {
    assert.ok(!relErrorOfNothing({ ...row, verdict: 'disagrees' }));
    assert.ok(!relErrorOfNothing({ ...row, relError: 1e-8 }));
    const { worst } = row;
    assert.ok(!relErrorOfNothing({ ...row, worst: worst && { ...worst, expected: 1 } }));
    assert.ok(!ulpsOfNothing({ ...row, verdict: 'disagrees' }));
    assert.ok(!ulpsOfNothing({ ...row, ulps: 100 }));
    assert.ok(!ulpsOfNothing({ ...row, ulps: null }));
  });
});
