import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import { referenceKernel as reference } from '../../../src/core/kernel/reference';
import { roundings } from '../../../src/core/gradcheck/statistics';
import { layerOf } from '../../../src/core/layer/layer';
import { normSteps } from '../../../src/core/layer/norm';
import { conventions } from '../../../src/core/layer/running';
import { walkBack } from '../../../src/core/layer/step';
import { presets } from '../../../src/core/problem/preset';
import type { PresetId } from '../../../src/core/problem/preset';
import type { CheckOptions } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { batchOf, given, problemOf, tensorOf, type Batch } from '../support/batch';
import { course, courseBatch } from '../support/fixtures';
import { derivationOf, measuredParts } from '../support/judge';
import { plainest, randomSample, settings, type Sample } from '../support/sample';

const gradients = ['dx', 'dgamma', 'dbeta'] as const;
type Gradients = Record<(typeof gradients)[number], Float64Array>;

/** What each route computes. */
function routesOf(sample: Sample, options: Partial<CheckOptions> = {}): Map<string, Gradients> {
  const { runs } = derivationOf(problemOf(sample, { options }));
  return new Map(
    runs.map(({ route, workspace }) => [
      route.id,
      { dx: workspace.get('dx'), dgamma: workspace.get('dgamma'), dbeta: workspace.get('dbeta') },
    ]),
  );
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  assert.equal(actual.length, expected.length);
  const size = Math.max(...Array.from(expected, Math.abs));
  for (const [i, value] of Array.from(actual).entries()) {
    assert.ok(
      Math.abs(value - (expected[i] ?? NaN)) <= relative * size,
      `${value} for ${expected[i]} at ${i}`,
    );
  }
}

describe('the routes of training mode', () => {
  for (const id of ['graph', 'paper', 'closed', 'projection']) {
    it(`${id}: gives the course’s gradients`, () => {
      const found = routesOf(courseBatch).get(id);
      assert.ok(found);
      assertClose(found.dx, course.dx.flat(), 1e-14);
      assertClose(found.dgamma, course.dgamma, 1e-15);
      assertClose(found.dbeta, course.dbeta, 1e-15);
    });
  }

  it('the article’s is wrong in dx alone', () => {
    const { dx, dgamma, dbeta } = routesOf(courseBatch).get('article') ?? assert.fail();
    assertClose(dgamma, course.dgamma, 1e-15);
    assertClose(dbeta, course.dbeta, 1e-15);
    assert.throws(() => assertClose(dx, course.dx.flat(), 0.1));
  });

  it('only the article’s says of itself that it is wrong', () => {
    for (const setting of settings) {
      const { routes } = layerOf(problemOf(randomSample(new RandomState(1), setting)));
      const wrong = routes.filter(({ sound }) => !sound).map(({ id }) => id);
      const printed = ['batchnorm', 'groupnorm'].includes(setting.form.layer);
      assert.deepEqual(wrong, printed ? ['article'] : [], setting.name);
    }
  });
});

describe('the routes of every layer', function () {
  this.timeout(20000);

  const expected: Readonly<Record<string, readonly string[]>> = {
    batchnorm: ['graph', 'paper', 'closed', 'projection', 'article'],
    layernorm: ['graph', 'paper', 'closed', 'projection'],
    groupnorm: ['graph', 'paper', 'closed', 'projection', 'article'],
    instancenorm: ['graph', 'paper', 'closed', 'projection'],
    rmsnorm: ['graph', 'closed'],
  };
  const draw = {
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    scale: fc.double({ min: -6, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
    offset: fc.double({ min: 0, max: 1e6, noNaN: true }),
    eps: fc.constantFrom(1e-5, 1e-3, 1e-8),
  };

  for (const setting of settings) {
    it(`${setting.name}: agree with one another and with the reference within the bounds`, () => {
      fc.assert(
        fc.property(fc.record(draw), ({ seed, ...sizes }) => {
          const sample = randomSample(new RandomState(seed), setting, sizes);
          const { layout, values, groups, derivation } = measuredParts(sample);
          const bounds = conditioning(layout, values, groups, roundings.float64);
          const right = reference(layout, values);
          const { runs } = derivation;
          assert.deepEqual(
            runs.map(({ route }) => route.id),
            expected[setting.form.layer],
          );
          for (const { route, workspace } of runs.filter((run) => run.route.sound)) {
            for (const name of gradients) {
              workspace.get(name).forEach((value, i) => {
                const bound = bounds[name].bound[i] ?? NaN;
                const error = Math.abs(value - (right[name][i] ?? NaN));
                assert.ok(error <= bound, `${name}[${i}]: ${route.id} ${value}, off by ${error}`);
              });
            }
          }
        }),
        { numRuns: 30 },
      );
    });
  }

  it('of RMS norm have no dbeta where there is no beta', () => {
    const { beta: _, ...inputs } = problemOf(randomSample(new RandomState(1), plainest('rmsnorm'))).inputs;
    const problem = { ...problemOf(randomSample(new RandomState(1), plainest('rmsnorm'))), inputs };
    for (const { workspace } of derivationOf(problem).runs) {
      assert.ok(!workspace.has('dbeta') && workspace.has('dx') && workspace.has('dgamma'));
    }
  });
});

describe('the routes of evaluation mode', () => {
  const batch: Batch = batchOf(2, 2, {
    eps: 0.5,
    x: [1, 2, 3, 4],
    gamma: [2, -3],
    beta: [5, 6],
    dout: [1, 10, 100, 1000],
  });
  const { runs } = derivationOf(
    problemOf(batch, {
      options: { mode: 'eval' },
      inputs: { running_mean: given(tensorOf([1, -1])), running_var: given(tensorOf([3.5, 15.5])) },
    }),
  );

  it('are the graph and the closed form', () =>
    assert.deepEqual(
      runs.map(({ route }) => route.id),
      ['graph', 'closed'],
    ));

  for (const { route, workspace } of runs) {
    it(`${route.id}: takes the running statistics for constants`, () => {
      assert.deepEqual([...workspace.get('y')], [5, 6 - 9 / 4, 7, 6 - 15 / 4]);
      assert.deepEqual([...workspace.get('dx')], [1, -7.5, 100, -750]);
      assert.deepEqual([...workspace.get('dgamma')], [100, (10 * 3 + 1000 * 5) / 4]);
      assert.deepEqual([...workspace.get('dbeta')], [101, 1010]);
    });
  }
});

describe('walkBack', () => {
  it('adds the branches of a node that two steps read, and only there', () => {
    const ids = walkBack(normSteps.centred).map(({ id }) => id);
    // prettier-ignore
    assert.deepEqual(ids, [
      'dbeta', 'dgammax', 'dgamma', 'dxhat', 'dxmu_1', 'dstd', 'dvar', 'dsq', 'dxmu_2', 'dxmu', 'dx_1', 'dmu', 'dx_2', 'dx',
    ]);
  });

  it('of RMS norm has no path through a mean', () => {
    const ids = walkBack(normSteps.uncentred).map(({ id }) => id);
    // prettier-ignore
    assert.deepEqual(ids, [
      'dbeta', 'dgammax', 'dgamma', 'dxhat', 'dx_1', 'drms', 'dms', 'dsq', 'dx_2', 'dx',
    ]);
    assert.ok(!walkBack(normSteps.unshifted).some(({ id }) => id === 'dbeta'));
  });

  it('of evaluation mode has no path through the statistics', () => {
    assert.deepEqual(
      walkBack(normSteps.constant)
        .map(({ id }) => id)
        .filter((id) => /mu$|var|dx_/.test(id)),
      ['dxmu'],
    );
  });
});

describe('the running statistics', () => {
  // mean 3, biased variance 14/3, unbiased 7
  const batch = batchOf(3, 1, { x: [1, 2, 6], gamma: [1], beta: [0], dout: [1, 2, 3], eps: 0 });
  const old = { running_mean: given(tensorOf([10])), running_var: given(tensorOf([20])) };
  const after: Readonly<Record<PresetId, readonly [mean: number, variance: number]>> = {
    cs231n: [0.9 * 10 + 0.1 * 3, 0.9 * 20 + (0.1 * 14) / 3],
    pytorch: [0.9 * 10 + 0.1 * 3, 0.9 * 20 + 0.1 * 7],
    keras: [0.99 * 10 + 0.01 * 3, 0.99 * 20 + (0.01 * 14) / 3],
    flax: [0.99 * 10 + 0.01 * 3, 0.99 * 20 + (0.01 * 14) / 3],
    caffe: [3, 7],
    mxnet: [0.9 * 10 + 0.1 * 3, 0.9 * 20 + (0.1 * 14) / 3],
    paper: [3, 7],
  };
  for (const [preset, [mean, variance]] of Object.entries(after)) {
    it(`${preset}: are updated by its convention`, () => {
      const options = { preset: preset as PresetId };
      const { forward } = derivationOf(problemOf(batch, { inputs: old, options }));
      assertClose(forward.get('next_running_mean'), [mean], 1e-15);
      assertClose(forward.get('next_running_var'), [variance], 1e-15);
    });
  }

  it('have a convention for every preset', () => assert.deepEqual(Object.keys(after), Object.keys(presets)));

  it('follow five conventions of momentum', () => {
    const weights = (momentum: number | null, tracked = 0): unknown =>
      Object.entries(conventions(momentum, tracked)).map(([id, update]) => [
        id,
        update.oldWeight,
        update.unbiasedRunningVar,
      ]);
    assert.deepEqual(weights(0.25, 3), [
      ['cs231n', 0.25, false],
      ['torch', 0.75, true],
      ['decay_unbiased', 0.25, true],
      ['new_biased', 0.75, false],
      ['torch_cumulative', 0.75, true],
    ]);
    assert.deepEqual(weights(null), [
      ['cs231n', 0.9, false],
      ['torch', 0.9, true],
      ['decay_unbiased', 0.9, true],
      ['new_biased', 0.9, false],
      ['torch_cumulative', 0, true],
    ]);
  });
});
