import assert from 'node:assert/strict';
import { outputMistakes } from '../../../src/core/diagnosis/mistakes/output';
import { layerIds, type LayerId } from '../../../src/core/layer/form';
import { RandomState } from '../../../src/core/random/random-state';
import { judge } from '../support/judge';
import { plainest, randomSample, settings, type Sample } from '../support/sample';
import { byGroup, plainOutputs, type Group } from '../support/textbook';

/** The x̂ that a wrong forward pass makes of the element k of a group; gamma and beta follow. */
type Normalised = (group: Group, k: number) => number;
interface WrongForward {
  readonly id: string;
  readonly how: string;
  readonly y: (sample: Sample) => Float64Array;
  /** The layers that it is a mistake of; all of them where it does not say. */
  readonly layers?: readonly LayerId[];
}
const centredLayers: readonly LayerId[] = ['batchnorm', 'layernorm', 'groupnorm', 'instancenorm'];
const total = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0);
const squares = (values: readonly number[]): number => total(values.map((v) => v * v));

const { sqrt, max } = Math;
const at = (values: readonly number[], k: number): number => values[k] ?? NaN;
const withXhat =
  (xhat: Normalised) =>
  (sample: Sample): Float64Array =>
    byGroup(sample, (group) =>
      group.x.map((_, k) => at(group.gamma, k) * xhat(group, k) + at(group.beta, k)),
    );
const each =
  (y: (group: Group, k: number) => number) =>
  (sample: Sample): Float64Array =>
    byGroup(sample, (group) => group.x.map((_, k) => y(group, k)));

const wrongForwards: readonly WrongForward[] = [
  {
    id: 'eps-outside-root',
    how: 'sqrt(var) + eps',
    y: withXhat(({ centred, variance, eps }, k) => at(centred, k) / (sqrt(variance) + eps)),
  },
  {
    id: 'root-missing',
    how: '(x − mu) / (var + eps)',
    y: withXhat(({ centred, variance, eps }, k) => at(centred, k) / (variance + eps)),
  },
  {
    id: 'eps-dropped',
    how: '(x − mu) / sqrt(var)',
    y: withXhat(({ centred, variance }, k) => at(centred, k) / sqrt(variance)),
  },
  {
    id: 'eps-as-floor',
    how: 'sqrt(max(var, eps))',
    y: withXhat(({ centred, variance, eps }, k) => at(centred, k) / sqrt(max(variance, eps))),
  },
  {
    id: 'unbiased-variance',
    how: 'x.var(ddof=1)',
    y: withXhat(({ N, centred, variance, eps }, k) => at(centred, k) / sqrt((variance * N) / (N - 1) + eps)),
  },
  {
    id: 'mean-not-subtracted',
    how: 'x / std',
    y: withXhat(({ x, std }, k) => at(x, k) / std),
    layers: centredLayers,
  },
  {
    id: 'mean-left-in',
    how: 'RMS norm',
    y: withXhat(({ N, x, eps }, k) => at(x, k) / sqrt(squares(x) / N + eps)),
    layers: centredLayers,
  },
  {
    id: 'mean-taken-out',
    how: 'layer norm',
    y: withXhat(({ N, x, eps }, k) => {
      const own = x.map((v) => v - total(x) / N);
      return at(own, k) / sqrt(squares(own) / N + eps);
    }),
    layers: ['rmsnorm'],
  },
  {
    id: 'evaluation-in-training',
    how: 'running statistics 0 and 1',
    y: withXhat(({ x, eps }, k) => at(x, k) / sqrt(1 + eps)),
    layers: ['batchnorm'],
  },
  { id: 'not-divided', how: 'x − mu', y: withXhat(({ centred }, k) => at(centred, k)) },
  { id: 'gamma-and-beta-missing', how: 'x̂', y: each(({ xhat }, k) => at(xhat, k)) },
  { id: 'beta-missing', how: 'gamma x̂', y: each(({ gamma, xhat }, k) => at(gamma, k) * at(xhat, k)) },
  { id: 'gamma-missing', how: 'x̂ + beta', y: each(({ xhat, beta }, k) => at(xhat, k) + at(beta, k)) },
  {
    id: 'swapped',
    how: 'beta x̂ + gamma',
    y: each(({ gamma, xhat, beta }, k) => at(beta, k) * at(xhat, k) + at(gamma, k)),
  },
];

/** An eps beside which the variance of every second group is small, so that no two uses of it look alike. */
function sampleFor(setting: (typeof settings)[number], seed: number): Sample {
  const sample = randomSample(new RandomState(seed), setting, { scale: 1, offset: 2, eps: 0.7 });
  const x = byGroup(sample, (group, groups) => {
    const factor = groups.indexOf(group) % 2 === 0 ? 1 : 0.1;
    return group.x.map((value) => factor * value);
  });
  return { ...sample, x };
}

describe('a mistake in y', () => {
  for (const { id, how, y, layers } of wrongForwards) {
    for (const layer of layerIds.filter((other) => other !== 'dropout')) {
      if (layers?.includes(layer) === false) continue;
      it(`${id} (${how}) is found in ${layer}`, () => {
        for (const seed of [1, 2]) {
          const sample = sampleFor(plainest(layer), seed);
          const { verdict, diagnosis, found } = judge(sample, 'y', y(sample));
          assert.deepEqual([verdict, diagnosis], ['disagrees', id], found?.message);
        }
      });
    }
  }

  it('is computed here for each that is known', () => {
    const ids = [...wrongForwards.map(({ id }) => id), 'batch-statistics-in-evaluation'];
    assert.deepEqual(new Set(ids), new Set(outputMistakes.map(({ id }) => id)));
  });

  it('is found in every order of axes', () => {
    const swapped = wrongForwards.find(({ id }) => id === 'swapped') ?? assert.fail();
    for (const setting of settings) {
      const sample = randomSample(new RandomState(3), setting);
      assert.equal(judge(sample, 'y', swapped.y(sample)).diagnosis, 'swapped', setting.name);
    }
  });

  it('batch-statistics-in-evaluation is found in evaluation mode', () => {
    const sample = randomSample(new RandomState(4), plainest('batchnorm'));
    const { y } = plainOutputs(sample);
    assert.equal(judge(sample, 'y', y, { mode: 'eval' }).diagnosis, 'batch-statistics-in-evaluation');
  });

  it('is none in a y that is right', () => {
    for (const setting of settings) {
      const sample = randomSample(new RandomState(5), setting);
      const { verdict, diagnosis } = judge(sample, 'y', plainOutputs(sample).y);
      assert.deepEqual([verdict, diagnosis], ['agrees', null], setting.name);
    }
  });
});
