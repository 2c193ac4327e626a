import assert from 'node:assert/strict';
import { dbetaMistakes, dgammaMistakes } from '../../../src/core/diagnosis/mistakes/parameters';
import { layerIds, type LayerId } from '../../../src/core/layer/form';
import { RandomState } from '../../../src/core/random/random-state';
import { judge } from '../support/judge';
import { plainest, randomSample, settings, type Sample } from '../support/sample';
import { byParameter, plainOutputs, type Group } from '../support/textbook';

const at = (values: readonly number[], k: number): number => values[k] ?? NaN;
const summed =
  (term: (group: Group, k: number) => number) =>
  (sample: Sample): Float64Array =>
    byParameter(sample, (group) => group.x.map((_, k) => term(group, k)));
/** How many elements share a parameter. */
const shared = ({ x, gamma }: Sample): number => x.length / gamma.length;

/** `layers` are those that it is a mistake of; all of them where it does not say. */
type Wrong = readonly [id: string, value: (sample: Sample) => Float64Array, layers?: readonly LayerId[]];
const centredLayers: readonly LayerId[] = ['batchnorm', 'layernorm', 'groupnorm', 'instancenorm'];
const total = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0);
/** The x̂ of other statistics: around a mean, over the root of the mean square of what is left. */
const otherwise = ({ N, x, eps }: Group, mean: number): number[] => {
  const own = x.map((v) => v - mean);
  const root = Math.sqrt(total(own.map((v) => v * v)) / N + eps);
  return own.map((v) => v / root);
};

const dgammas: readonly Wrong[] = [
  ['x-for-xhat', summed(({ dout, x }, k) => at(dout, k) * at(x, k))],
  ['centred-for-xhat', summed(({ dout, centred }, k) => at(dout, k) * at(centred, k)), centredLayers],
  ['std-not-inverted', summed(({ dout, centred, std }, k) => at(dout, k) * at(centred, k) * std)],
  [
    'y-for-xhat',
    summed(({ dout, gamma, xhat, beta }, k) => at(dout, k) * (at(gamma, k) * at(xhat, k) + at(beta, k))),
  ],
  ['mean-for-sum', (sample) => plainOutputs(sample).dgamma.map((v) => v / shared(sample))],
  ['gamma-in-dgamma', summed(({ g, xhat }, k) => at(g, k) * at(xhat, k))],
  ['sign', (sample) => plainOutputs(sample).dgamma.map((v) => -v)],
  ['swapped', (sample) => plainOutputs(sample).dbeta],
  [
    'eps-dropped',
    summed(({ dout, centred, variance }, k) => (at(dout, k) * at(centred, k)) / Math.sqrt(variance)),
  ],
  ['mean-left-in', summed((group, k) => at(group.dout, k) * at(otherwise(group, 0), k)), centredLayers],
  [
    'mean-taken-out',
    summed((group, k) => at(group.dout, k) * at(otherwise(group, total(group.x) / group.N), k)),
    ['rmsnorm'],
  ],
  [
    'evaluation-in-training',
    summed(({ dout, x, eps }, k) => (at(dout, k) * at(x, k)) / Math.sqrt(1 + eps)),
    ['batchnorm'],
  ],
  ['zeros', ({ gamma }) => new Float64Array(gamma.length)],
];

const dbetas: readonly Wrong[] = [
  ['mean-for-sum', (sample) => plainOutputs(sample).dbeta.map((v) => v / shared(sample))],
  ['gamma-in-dbeta', summed(({ g }, k) => at(g, k))],
  ['sign', (sample) => plainOutputs(sample).dbeta.map((v) => -v)],
  ['swapped', (sample) => plainOutputs(sample).dgamma],
  ['zeros', ({ beta }) => new Float64Array(beta.length)],
];

for (const [output, wrong, catalogue] of [
  ['dgamma', dgammas, dgammaMistakes],
  ['dbeta', dbetas, dbetaMistakes],
] as const) {
  describe(`a mistake in ${output}`, () => {
    for (const [id, value, layers] of wrong) {
      for (const layer of layers ?? layerIds.filter((other) => other !== 'dropout')) {
        it(`${id} is found in ${layer}`, () => {
          for (const [seed, offset] of [
            [1, 12],
            [2, -0.5],
          ] as const) {
            const sample = randomSample(new RandomState(seed), plainest(layer), { offset, eps: 1e-3 });
            const { verdict, diagnosis, found } = judge(sample, output, value(sample));
            assert.deepEqual([verdict, diagnosis], ['disagrees', id], found?.message);
          }
        });
      }
    }

    it('is computed here for each that is known', () => {
      const training = catalogue.filter(({ setting }) => setting !== 'constant');
      assert.deepEqual(new Set(wrong.map(([id]) => id)), new Set(training.map(({ id }) => id)));
    });

    it('is none in what is right, in every order of axes', () => {
      for (const setting of settings) {
        const sample = randomSample(new RandomState(3), setting);
        const { verdict, diagnosis } = judge(sample, output, plainOutputs(sample)[output]);
        assert.deepEqual([verdict, diagnosis], ['agrees', null], setting.name);
      }
    });

    it('is the same in evaluation mode', () => {
      const sample = randomSample(new RandomState(4), plainest('batchnorm'));
      for (const id of ['sign', 'zeros']) {
        const factor = id === 'sign' ? -1 : 0;
        const right = judgedRight(sample, output);
        const value = right.map((v) => factor * v);
        assert.equal(judge(sample, output, value, { mode: 'eval' }).diagnosis, id);
      }
    });
  });
}

describe('a dgamma of evaluation mode', () => {
  it('with the statistics of x itself is named', () => {
    const sample = randomSample(new RandomState(4), plainest('batchnorm'));
    const { dgamma } = plainOutputs(sample);
    assert.equal(
      judge(sample, 'dgamma', dgamma, { mode: 'eval' }).diagnosis,
      'batch-statistics-in-evaluation',
    );
  });
});

/** dgamma or dbeta with the statistics of one training batch after zeros, a tenth of the batch’s own. */
function judgedRight(sample: Sample, output: 'dgamma' | 'dbeta'): Float64Array {
  return byParameter(sample, ({ x, dout, mean, variance, eps }) =>
    dout.map((v, k) =>
      output === 'dbeta' ? v : (v * (at(x, k) - 0.1 * mean)) / Math.sqrt(0.1 * variance + eps),
    ),
  );
}
