import assert from 'node:assert/strict';
import { RandomState } from '../../../src/core/random/random-state';
import { ulp } from '../../../src/core/tensor/measure';
import { course } from '../support/fixtures';
import { runWithNumPy } from '../support/python';

/** uniforms and normals of RandomState(seed), each a fresh stream, as float64 bytes */
const numpyScript = `
import sys, numpy
for seed in sys.argv[2:]:
    count = int(sys.argv[1])
    for draw in ('random_sample', 'standard_normal'):
        sys.stdout.buffer.write(getattr(numpy.random.RandomState(int(seed)), draw)(count).astype('<f8').tobytes())
`;

const count = 20000;
const seeds = [0, 1, 231, 123456789, 2 ** 31, 2 ** 32 - 1];

describe('RandomState', () => {
  it('draws the data of the course’s cell from seed 231, bit for bit', () => {
    const random = new RandomState(231);
    assert.deepEqual(
      [...random.randn(4, 5).data].map((value) => 5 * value + 12),
      course.x.flat(),
    );
    assert.deepEqual([...random.randn(5).data], course.gamma);
    assert.deepEqual([...random.randn(5).data], course.beta);
    assert.deepEqual([...random.randn(4, 5).data], course.dout.flat());
  });

  it('passes over numbers as if it had drawn them', () => {
    for (const count of [0, 1, 2, 7, 20]) {
      const [drawn, skipped] = [new RandomState(5), new RandomState(5)];
      drawn.randn(count);
      skipped.skipNormals(count);
      assert.deepEqual(skipped.randn(5), drawn.randn(5));
    }
  });

  it('shapes what it draws', () => {
    const random = new RandomState(1);
    assert.deepEqual(random.randn(2, 3).shape, [2, 3]);
    assert.equal(random.randn(4).data.length, 4);
  });

  describe('beside NumPy itself', () => {
    let numpy: Float64Array;
    const drawn = (seed: number, kind: 'uniform' | 'normal'): Float64Array =>
      numpy.subarray(
        ...[0, 1].map((end) => (2 * seeds.indexOf(seed) + (kind === 'normal' ? 1 : 0) + end) * count),
      );

    before(function () {
      this.timeout(30000);
      const bytes = runWithNumPy(numpyScript, [count, ...seeds].map(String));
      numpy = new Float64Array(new Uint8Array(bytes).buffer);
      assert.equal(numpy.length, 2 * seeds.length * count);
    });

    for (const seed of seeds) {
      it(`seed ${seed} gives ${count} equal uniforms`, () => {
        const random = new RandomState(seed);
        const ours = Float64Array.from({ length: count }, () => random.uniform());
        assert.deepEqual(ours, new Float64Array(drawn(seed, 'uniform')));
      });

      it(`seed ${seed} gives ${count} normals, at least 999 in 1000 equal and the rest within two units`, () => {
        const random = new RandomState(seed);
        const theirs = drawn(seed, 'normal');
        let different = 0;
        for (const expected of theirs) {
          const ours = random.normal();
          if (ours !== expected) different++;
          // Where C's log is a unit off, and ours is not, the normal number made of it is at most two.
          assert.ok(Math.abs(ours - expected) <= 2 * ulp(expected), `${ours} for ${expected}`);
        }
        assert.ok(different <= count / 1000, `${different} of ${count} differ`);
      });
    }
  });
});
