import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GroupForward } from '../../../src/core/gradcheck/group-forward';
import { groupStatistics } from '../../../src/core/gradcheck/statistics';
import { groupDifferences } from '../../../src/core/kernel/differences';
import { layoutOf } from '../../../src/core/layer/layout';
import { drawValues } from '../support/kernel';

const spread = (N: number, value: number): Float64Array => new Float64Array(N).fill(value);

describe('the differences kernel', () => {
  it('gives the differences of the plain code, bit for bit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(1e6),
        fc.constantFrom(0, 12, 1e8),
        fc.constantFrom(1e-5, 1e-3, 0.5),
        fc.boolean(),
        fc.infiniteStream(fc.nat(299)),
        fc.nat(9),
        fc.boolean(),
        (N, seed, offset, h, constant, stream, count, row) => {
          // A column beside another is added up one by one, a row pairwise.
          const layout = row
            ? layoutOf([1, N], { normalised: [1], parameters: [1] })
            : layoutOf([N, 2], { normalised: [0], parameters: [1] });
          const running = constant ? { mean: Float64Array.of(0.3, 1), var: Float64Array.of(1.7, 2) } : null;
          const values = { ...drawValues(layout, seed, { offset }), running };
          const plain = new GroupForward(layout, values, groupStatistics(layout, values)[0]!, 0);
          const positions = Uint32Array.from({ length: count }, () => Number(stream.next().value) % N);
          const expected = Array.from(positions, (k) => plain.difference(k, h));
          assert.deepEqual([...groupDifferences(plain.values, h, positions)], expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('divides by the root of the mean square where no mean is to be subtracted', () => {
    const [x, dout, one] = [Float64Array.of(3, 4), Float64Array.of(1, 0), spread(2, 1)];
    const group = {
      x,
      dout,
      gamma: one,
      beta: spread(2, 0),
      eps: 0,
      constants: null,
      centred: false,
      pairwise: false,
    };
    const y = (v: number): number => v / Math.sqrt((v * v + 16) / 2);
    const [found] = groupDifferences(group, 0.5, Uint32Array.of(0));
    assert.equal(found, y(3.5) - y(2.5));
  });

  it('is not a number where the group has one that is none', () => {
    const group = {
      ...{ x: Float64Array.of(1, NaN, 2), dout: spread(3, 1), gamma: spread(3, 1), beta: spread(3, 0) },
      ...{ eps: 1e-5, constants: null, centred: true, pairwise: false },
    };
    assert.ok(groupDifferences(group, 1e-5, Uint32Array.of(0, 1, 2)).every(Number.isNaN));
  });
});
