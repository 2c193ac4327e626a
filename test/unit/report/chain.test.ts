import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import { chainsOf } from '../../../src/core/report/chain';
import { problemOf } from '../support/batch';
import { courseBatch } from '../support/fixtures';
import { formOf } from '../support/sample';

describe('chainsOf', () => {
  it('leads from x over the statistics and dout to the element of dx, with the numbers of the report', () => {
    const report = check(problemOf(courseBatch));
    const links = chainsOf(report, 'closed')(7);
    const [row, column] = [1, 2];
    const value = (tensor: string, position: number) => report.tensors[tensor]?.data[position];
    const at = (id: string) => links.find((link) => link.id === id)?.value;
    assert.equal(at('x'), value('x', 5 * row + column));
    assert.equal(at('mu'), value('mu', column));
    assert.equal(at('std'), value('std', column));
    assert.equal(at('gamma'), value('gamma', column));
    assert.deepEqual([links[0]?.id, links.at(-1)?.id], ['x', 'dx']);
    assert.equal(links.at(-1)?.value, value('closed.dx', 7));
    assert.ok(!links.some(({ id }) => id === 'y' || id === 'dgamma'), 'nothing beside the way to dx');
  });

  it('takes the statistics of the row in layer norm, where rows and features are as many', () => {
    const sample = {
      form: formOf('layernorm', 'ND'),
      shape: [2, 2],
      eps: 1e-5,
      x: Float64Array.of(1, 2, 3, 5),
      gamma: Float64Array.of(1, 2),
      beta: Float64Array.of(0, 0),
      dout: Float64Array.of(1, 0, 0, 1),
    };
    const report = check(problemOf(sample));
    const mu = chainsOf(report, 'graph')(2).find(({ id }) => id === 'mu');
    assert.equal(mu?.value, 4);
  });
});
