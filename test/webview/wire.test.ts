import assert from 'node:assert/strict';
import { pack, unpack } from '../../src/protocol/wire';

describe('Messages on the wire', () => {
  it('keep the numbers that JSON has not', () => {
    const message = { id: 1, values: [NaN, Infinity, -Infinity, -0, 0, 1.5], none: null, text: 'NaN' };
    assert.deepEqual(unpack(JSON.parse(JSON.stringify(pack(message)))), message);
  });

  it('leave typed arrays as they are', () => {
    const values = Float64Array.of(NaN, 1);
    const packed = pack({ reply: [values] }) as { readonly reply: readonly Float64Array[] };
    assert.equal(packed.reply[0], values);
    assert.deepEqual(unpack(packed), { reply: [values] });
  });
});
