import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conditioning } from '../../../src/core/gradcheck/conditioning';
import { derive } from '../../../src/core/gradcheck/derivation';
import { groupStatistics } from '../../../src/core/gradcheck/statistics';
import { batchNormLayout } from '../../../src/core/layer/layout';
import { evalSteps, trainSteps } from '../../../src/core/layer/batchnorm';
import { routes } from '../../../src/core/layer/route';
import { walkBack } from '../../../src/core/layer/step';
import { presets } from '../../../src/core/problem/preset';
import type { PresetId } from '../../../src/core/problem/preset';
import type { CheckOptions } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { given, problemOf, randomBatch, tensorOf, type Batch } from '../support/batch';
import { course, courseBatch } from '../support/fixtures';

const gradients = ['dx', 'dgamma', 'dbeta'] as const;
type Gradients = Record<(typeof gradients)[number], Float64Array>;

/** What each route computes for a batch. */
function routesOf(batch: Batch, options: Partial<CheckOptions> = {}): Map<string, Gradients> {
  const { runs } = derive(problemOf(batch, { options }), batchNormLayout([batch.N, batch.D]));
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
  for (const id of ['graph', 'paper', 'closed']) {
    it(`${id}: gives the course’s gradients`, () => {
      const found = routesOf(courseBatch).get(id);
      assert.ok(found);
      assertClose(found.dx, course.dx.flat(), 1e-14);
      assertClose(found.dgamma, course.dgamma, 1e-15);
      assertClose(found.dbeta, course.dbeta, 1e-15);
    });
  }

  it('agree with one another within the bounds of the data', function () {
    this.timeout(20000);
    const draw = {
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      N: fc.integer({ min: 1, max: 40 }),
      D: fc.integer({ min: 1, max: 4 }),
      scale: fc.double({ min: -6, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
      offset: fc.double({ min: 0, max: 1e6, noNaN: true }),
      eps: fc.constantFrom(1e-5, 1e-3, 1e-8),
    };
    fc.assert(
      fc.property(fc.record(draw), ({ seed, ...sizes }) => {
        const batch = randomBatch(new RandomState(seed), sizes);
        const layout = batchNormLayout([batch.N, batch.D]);
        const values = { ...batch, running: null };
        const bounds = conditioning(layout, values, groupStatistics(layout, values));
        const found = routesOf(batch);
        for (const [first, second] of [
          ['graph', 'paper'],
          ['paper', 'closed'],
          ['closed', 'graph'],
        ] as const) {
          for (const name of gradients) {
            found.get(first)?.[name].forEach((value, i) => {
              const other = found.get(second)?.[name][i] ?? NaN;
              const bound = 2 * (bounds[name].bound[i] ?? NaN);
              assert.ok(
                Math.abs(value - other) <= bound,
                `${name}[${i}]: ${first} ${value}, ${second} ${other}`,
              );
            });
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the article’s is wrong in dx alone', () => {
    const { dx, dgamma, dbeta } = routesOf(courseBatch).get('article') ?? assert.fail();
    assertClose(dgamma, course.dgamma, 1e-15);
    assertClose(dbeta, course.dbeta, 1e-15);
    assert.throws(() => assertClose(dx, course.dx.flat(), 0.1));
  });

  it('only the article’s says of itself that it is wrong', () => {
    const unsound = Object.values(routes)
      .flat()
      .filter(({ sound }) => !sound);
    assert.deepEqual(
      unsound.map(({ id }) => id),
      ['article'],
    );
  });
});

describe('the routes of evaluation mode', () => {
  const batch: Batch = {
    ...courseBatch,
    N: 2,
    D: 2,
    eps: 0.5,
    x: Float64Array.of(1, 2, 3, 4),
    gamma: Float64Array.of(2, -3),
    beta: Float64Array.of(5, 6),
    dout: Float64Array.of(1, 10, 100, 1000),
  };
  const { runs } = derive(
    problemOf(batch, {
      options: { mode: 'eval' },
      inputs: { running_mean: given(tensorOf([1, -1])), running_var: given(tensorOf([3.5, 15.5])) },
    }),
    batchNormLayout([2, 2]),
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
    const ids = walkBack(trainSteps).map(({ id }) => id);
    // prettier-ignore
    assert.deepEqual(ids, [
      'dbeta', 'dgammax', 'dgamma', 'dxhat', 'dxmu_1', 'dstd', 'dvar', 'dsq', 'dxmu_2', 'dxmu', 'dx_1', 'dmu', 'dx_2', 'dx',
    ]);
  });

  it('of evaluation mode has no path through the statistics', () => {
    assert.deepEqual(
      walkBack(evalSteps)
        .map(({ id }) => id)
        .filter((id) => /mu$|var|dx_/.test(id)),
      ['dxmu'],
    );
  });
});

describe('the running statistics', () => {
  // mean 3, biased variance 14/3, unbiased 7
  const batch: Batch = {
    N: 3,
    D: 1,
    eps: 0,
    x: Float64Array.of(1, 2, 6),
    gamma: Float64Array.of(1),
    beta: Float64Array.of(0),
    dout: Float64Array.of(1, 2, 3),
  };
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
      const { forward } = derive(problemOf(batch, { inputs: old, options }), batchNormLayout([3, 1]));
      assertClose(forward.get('next_running_mean'), [mean], 1e-15);
      assertClose(forward.get('next_running_var'), [variance], 1e-15);
    });
  }

  it('have a convention for every preset', () => assert.deepEqual(Object.keys(after), Object.keys(presets)));
});
