import assert from 'node:assert/strict';
import { dbetaMistakes, dgammaMistakes } from '../../../src/core/diagnosis/mistakes/parameters';
import { layerIds } from '../../../src/core/layer/form';
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

type Wrong = readonly [id: string, value: (sample: Sample) => Float64Array];

const dgammas: readonly Wrong[] = [
  ['x-for-xhat', summed(({ dout, x }, k) => at(dout, k) * at(x, k))],
  ['centred-for-xhat', summed(({ dout, centred }, k) => at(dout, k) * at(centred, k))],
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
    for (const [id, value] of wrong) {
      for (const layer of layerIds.filter((other) => other !== 'dropout')) {
        // RMS norm takes no mean out of x, so that these two come to the same.
        const alike = ['x-for-xhat', 'centred-for-xhat'];
        const expected = layer === 'rmsnorm' && alike.includes(id) ? alike : [id];
        it(`${id} is found in ${layer}`, () => {
          for (const [seed, offset] of [
            [1, 12],
            [2, -0.5],
          ] as const) {
            const sample = randomSample(new RandomState(seed), plainest(layer), { offset, eps: 1e-3 });
            const { verdict, diagnosis, found } = judge(sample, output, value(sample));
            assert.equal(verdict, 'disagrees');
            assert.ok(expected.includes(diagnosis ?? ''), `${diagnosis}: ${found?.message}`);
          }
        });
      }
    }

    it('is computed here for each that is known', () => {
      assert.deepEqual(new Set(wrong.map(([id]) => id)), new Set(catalogue.map(({ id }) => id)));
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

/** dgamma or dbeta with the statistics of one training batch after zeros, a tenth of the batch’s own. */
function judgedRight(sample: Sample, output: 'dgamma' | 'dbeta'): Float64Array {
  return byParameter(sample, ({ x, dout, mean, variance, eps }) =>
    dout.map((v, k) =>
      output === 'dbeta' ? v : (v * (at(x, k) - 0.1 * mean)) / Math.sqrt(0.1 * variance + eps),
    ),
  );
}
