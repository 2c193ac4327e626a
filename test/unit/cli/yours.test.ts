import assert from 'node:assert/strict';
import { yoursOf } from '../../../src/cli/yours';
import { checkLine } from '../../../src/cli/compute';
import type { LayerId } from '../../../src/core/layer/form';

const two = { shape: [2], data: [1, 2] };

describe('what a line brings to be judged', () => {
  it('keeps its numbers, and half a unit of the last digit that is said of them', () => {
    const found = yoursOf({ yours: { y: two, dx: two }, digits: { dx: 2, y: null } }, 'batchnorm');
    assert.ok(found.ok);
    assert.deepEqual(Object.keys(found.value), ['y', 'dx']);
    assert.deepEqual([...(found.value.dx?.rounding ?? [])], [0.005, 0.005]);
    assert.deepEqual([...(found.value.y?.rounding ?? [])], [0, 0]);
  });

  it('is nothing where it is left out', () => {
    for (const line of [{}, { yours: null }, { yours: null, digits: {} }])
      assert.deepEqual(yoursOf(line, 'batchnorm'), { ok: true, value: {} });
  });

  it('may be a dbeta of an RMS norm without a beta', () => {
    const line = { op: 'rmsnorm', x: { shape: [1, 2], data: [1, 2] }, dout: { shape: [1, 2], data: [3, 5] } };
    const answer = checkLine({ ...line, yours: { dbeta: { shape: [2], data: [3, 5] } } });
    assert.equal(answer.ok && (answer.value as { verdict: string }).verdict, 'agrees');
  });

  const wrong: readonly (readonly [name: string, layer: LayerId, line: object, message: string])[] = [
    [
      'a name that is no output',
      'batchnorm',
      { yours: { dX: two } },
      'yours.dX is no output of batch norm; there are y, dx, dgamma, dbeta',
    ],
    [
      'a wrong name beside a right one',
      'layernorm',
      { yours: { dx: two, dgama: two } },
      'yours.dgama is no output of layer norm; there are y, dx, dgamma, dbeta',
    ],
    [
      'a name that every object has',
      'batchnorm',
      { yours: { constructor: two } },
      'yours.constructor is no output of batch norm; there are y, dx, dgamma, dbeta',
    ],
    [
      'an output that the layer does not have',
      'dropout',
      { yours: { dx: two, dbeta: two } },
      'yours.dbeta is no output of dropout; there are y, dx',
    ],
    ['nothing', 'dropout', { yours: {} }, 'yours is empty; it must have one or more of y, dx'],
    [
      'null for an array',
      'groupnorm',
      { yours: { dx: null } },
      'yours.dx must be {"shape": [...], "data": [...]}, not null',
    ],
    [
      'digits of a name that is no output',
      'batchnorm',
      { yours: { dx: two }, digits: { dX: 4 } },
      'digits.dX is no output of batch norm; there are y, dx, dgamma, dbeta',
    ],
    [
      'digits of what is not brought',
      'batchnorm',
      { yours: { dx: two }, digits: { dx: 4, y: 4 } },
      'digits.y is about nothing: yours has no y',
    ],
    ['digits of nothing', 'batchnorm', { digits: { dx: 4 } }, 'digits.dx is about nothing: yours has no dx'],
    ...[-1, 1.5, 101, Infinity, '4', true, [4]].map(
      (digits) =>
        [
          `${JSON.stringify(digits)} digits`,
          'batchnorm',
          { yours: { dx: two }, digits: { dx: digits } },
          `digits.dx must be a whole number of decimals from 0 to 100, not ${Array.isArray(digits) ? 'a list' : typeof digits === 'string' ? '"4"' : String(digits)}`,
        ] as const,
    ),
  ];
  for (const [name, layer, line, message] of wrong) {
    it(`is refused where it is ${name}`, () => {
      const error = { code: 'field', message: `The field ${message}.`, place: null };
      assert.deepEqual(yoursOf(line, layer), { ok: false, error });
    });
  }
});
