import assert from 'node:assert/strict';
import { Arena, withArena } from '../../../src/core/kernel/memory';

describe('the memory of the kernels', () => {
  it('grows on demand and keeps what stands in it', () => {
    const arena = new Arena();
    const first = arena.put(Float64Array.of(1, 2, 3));
    const large = arena.reserve(2 ** 24);
    arena.floats(large, 2 ** 21).fill(7);
    assert.deepEqual([...arena.floats(first, 3)], [1, 2, 3]);
    assert.ok(arena.size >= 2 ** 24);
  });

  it('is used again from the bottom by the next call, but not while a call uses it', () => {
    const address = withArena((arena) => arena.put(Uint32Array.of(1, 2)));
    withArena((arena) => {
      assert.equal(arena.reserve(8), address);
      assert.notEqual(
        withArena((other) => other),
        arena,
      );
    });
  });

  it('gives a huge call’s memory back', () => {
    const huge = withArena((arena) => {
      arena.reserve(2 ** 27);
      return arena;
    });
    withArena((arena) => assert.notEqual(arena, huge));
  });

  it('has room for zeros where other values stood', () => {
    withArena((arena) => void arena.put(new Float64Array(8).fill(1)));
    withArena((arena) => assert.ok(arena.floats(arena.zeros(64), 8).every((value) => value === 0)));
  });
});
