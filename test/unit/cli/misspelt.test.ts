import assert from 'node:assert/strict';
import { checkLine, computeLine } from '../../../src/cli/compute';

const array = { shape: [2, 1], data: [1, 3] };
const line = { x: array, dout: array };

describe('a field that a line should not have', () => {
  for (const [field, value, meant] of [
    ['epz', 1e-3, 'eps'],
    ['esp', 1e-3, 'eps'],
    ['EPS', 1e-3, 'eps'],
    ['epsilon', 1e-3, 'eps'],
    ['momentm', 0.5, 'momentum'],
    ['normDims', 1, 'norm_dims'],
    ['layer', 'layernorm', 'op'],
    ['opp', 'rmsnorm', 'op'],
    ['precision', 'float32', 'dtype'],
    ['gama', array, 'gamma'],
    ['weight', array, 'gamma'],
    ['runningmean', array, 'running_mean'],
    ['your', { dx: array }, 'yours'],
    ['digit', { dx: 4 }, 'digits'],
  ] as const) {
    it(`is ${field}, which is ${meant} misspelt`, () => {
      const error = { code: 'field', message: `The field ${field} is not known; ${meant} is.`, place: null };
      for (const answer of [checkLine, computeLine])
        assert.deepEqual(answer({ ...line, [field]: value }), { ok: false, error });
    });
  }

  it('is an output beside yours, which nobody would judge', () => {
    const message = 'The field dx is an output: to be judged it must stand in yours.';
    assert.deepEqual(checkLine({ ...line, dx: array }), {
      ok: false,
      error: { code: 'field', message, place: null },
    });
    assert.ok(checkLine({ ...line, dx: array, yours: { dx: array } }).ok);
    assert.ok(computeLine({ ...line, dx: array }).ok);
  });

  it('is none of those that say something about the line itself', () => {
    const notes = {
      id: 'epz',
      note: 'a note',
      model: 'resnet',
      meta: { a: 1 },
      task: 7,
      epz: null,
      group: 'a',
    };
    for (const answer of [checkLine, computeLine]) assert.ok(answer({ ...line, ...notes }).ok);
  });

  it('may be like one that is there', () => {
    assert.ok(
      computeLine({ ...line, eps: 1e-3, epz: 1, gamma: array.data[0] && { shape: [], data: [1] } }).ok,
    );
  });
});
