import assert from 'node:assert/strict';
import { check } from '../../../src/core/gradcheck/check';
import type { Mode, OutputName } from '../../../src/core/problem/problem';
import type { Invariant } from '../../../src/core/report/report';
import { RandomState } from '../../../src/core/random/random-state';
import { brought, problemOf } from '../support/batch';
import { derivationOf } from '../support/judge';
import { parameterShape, plainest, randomSample, settings, type Sample } from '../support/sample';
import { byGroup, plainOutputs } from '../support/textbook';

/** The laws of a report on outputs that are brought. */
function lawsOf(
  sample: Sample,
  outputs: Partial<Record<OutputName, Float64Array>>,
  mode: Mode = 'train',
): readonly Invariant[] {
  const shapeOf = (name: string): readonly number[] =>
    name === 'y' || name === 'dx' ? sample.shape : parameterShape(sample);
  const yours = Object.fromEntries(
    Object.entries(outputs).map(([name, data]) => [name, brought({ shape: shapeOf(name), data })]),
  );
  return check(problemOf(sample, { yours, options: { mode } })).invariants;
}
const held = (laws: readonly Invariant[]): string[] => laws.map(({ id, holds }) => `${id} ${holds}`);

describe('the laws of gradients', () => {
  for (const setting of settings) {
    it(`hold for right outputs of ${setting.name}`, () => {
      const sample = randomSample(new RandomState(1), setting);
      const ofMean = setting.form.layer === 'rmsnorm' ? [] : ['dx-sums-to-zero true'];
      assert.deepEqual(held(lawsOf(sample, plainOutputs(sample))), [
        ...ofMean,
        'dx-orthogonal-to-xhat true',
        'dgamma-is-a-sum true',
        'dbeta-is-a-sum true',
      ]);
    });
  }

  const sample = randomSample(new RandomState(2), plainest('batchnorm'));
  const of = (dx: Float64Array): string[] => held(lawsOf(sample, { dx }));

  it('are broken by the path that is missing', () => {
    const withoutMean = byGroup(sample, ({ N, g, xhat, S1, std }) =>
      g.map((v, i) => (v - ((xhat[i] ?? NaN) * S1) / N) / std),
    );
    assert.deepEqual(of(withoutMean), ['dx-sums-to-zero false', 'dx-orthogonal-to-xhat true']);
    const withoutVariance = byGroup(sample, ({ N, g, S0, std }) => g.map((v) => (v - S0 / N) / std));
    assert.deepEqual(of(withoutVariance), ['dx-sums-to-zero true', 'dx-orthogonal-to-xhat false']);
  });

  it('are those of the outputs that are brought', () => {
    const { dgamma, dbeta } = plainOutputs(sample);
    assert.deepEqual(held(lawsOf(sample, { dgamma: dgamma.map((v) => v + 1), dbeta })), [
      'dgamma-is-a-sum false',
      'dbeta-is-a-sum true',
    ]);
  });

  it('cannot be told of with digits that are too few, or where there is no finite answer', () => {
    const dx = plainOutputs(sample).dx.map(() => 0);
    const yours = { dx: brought({ shape: sample.shape, data: dx }, 10) };
    const { invariants } = check(problemOf(sample, { yours }));
    assert.deepEqual(held(invariants), ['dx-sums-to-zero null', 'dx-orthogonal-to-xhat null']);
    assert.match(invariants[0]?.message ?? '', /: it cannot be told with these digits\.$/);
    const constant = { ...sample, x: sample.x.map(() => 3), eps: 0 };
    assert.deepEqual(held(lawsOf(constant, { dx })), ['dx-sums-to-zero null', 'dx-orthogonal-to-xhat null']);
  });

  it('are not those of dx in evaluation mode, whose statistics are constants', () => {
    const { runs } = derivationOf(problemOf(sample, { options: { mode: 'eval' } }));
    const dx = runs[0]?.workspace.get('dx') ?? assert.fail();
    const dgamma = runs[0]?.workspace.get('dgamma') ?? assert.fail();
    assert.deepEqual(held(lawsOf(sample, { dx, dgamma }, 'eval')), ['dgamma-is-a-sum true']);
  });
});
