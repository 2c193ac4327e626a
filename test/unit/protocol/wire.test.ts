import assert from 'node:assert/strict';
import { pack, unpack } from '../../../src/protocol/wire';

describe('the wire', () => {
  const value = {
    numbers: [1.5, NaN, Infinity, -Infinity, -0, 0],
    nested: { worst: null, value: NaN, name: '$number', list: [[-0]] },
    data: Float64Array.of(NaN, -0, 1),
  };

  it('carries every number through JSON', () => {
    const { data, ...plain } = value;
    const back = unpack(JSON.parse(JSON.stringify(pack(plain))));
    assert.deepEqual(back, plain);
    assert.ok(data);
  });

  it('leaves typed arrays as they are', () => {
    const packed = pack(value) as typeof value;
    assert.equal(packed.data, value.data);
    assert.equal((unpack(packed) as typeof value).data, value.data);
  });

  it('leaves what is no number as it is', () => {
    for (const other of [null, undefined, 'NaN', true, { $number: 7 }])
      assert.deepEqual(unpack(pack(other)), other);
  });
});
