import assert from 'node:assert/strict';
import { layerIds } from '../../../src/core/layer/form';
import { RandomState } from '../../../src/core/random/random-state';
import type { OutputName } from '../../../src/core/problem/problem';
import { judge, type Judged } from '../support/judge';
import { plainest, randomSample, settings, type Setting } from '../support/sample';
import { plainOutputs } from '../support/textbook';

const outputs = ['y', 'dx', 'dgamma'] as const;

/** Judges what comes of one eps where another is given, printed with some decimals. */
function withEps(
  setting: Pick<Setting, 'form' | 'shape'>,
  output: OutputName,
  eps: number,
  { digits, scale = 0.2, seed = 1 }: { digits?: number; scale?: number; seed?: number } = {},
): Judged {
  const sample = randomSample(new RandomState(seed), setting, { scale, offset: 0.5 });
  const value = plainOutputs({ ...sample, eps })[output];
  if (digits === undefined) return judge(sample, output, value);
  const printed = value.map((v) => Number(v.toFixed(digits)));
  return judge(sample, output, printed, { rounding: 0.5 * 10 ** -digits });
}

describe('another eps', () => {
  for (const setting of settings) {
    it(`is named with what is given, in y, dx and dgamma of ${setting.name}`, () => {
      for (const output of outputs) {
        for (const [eps, text] of [
          [1e-3, '0.001'],
          [1e-8, '1e-8'],
        ] as const) {
          const { verdict, diagnosis, found } = withEps(setting, output, eps);
          const message = `It fits eps = ${text} where 1e-5 is given.`;
          assert.deepEqual([verdict, diagnosis, found?.message], ['disagrees', 'other-eps', message]);
        }
      }
    });
  }

  it('is found in a print of 8 decimals', () => {
    for (const layer of layerIds.filter((other) => other !== 'dropout')) {
      for (const output of outputs) {
        const { diagnosis, found } = withEps(plainest(layer), output, 1e-3, { digits: 8 });
        assert.deepEqual(
          [diagnosis, found?.message],
          ['other-eps', 'It fits eps = 0.001 where 1e-5 is given.'],
        );
      }
    }
  });

  it('is fitted where it is none that people write', () => {
    for (const setting of settings.filter(({ form }) => form.layer === 'batchnorm')) {
      for (const output of ['y', 'dx'] as const) {
        const { diagnosis, found } = withEps(setting, output, 3.7e-4);
        assert.deepEqual(
          [diagnosis, found?.message],
          ['other-eps', 'It fits eps = 0.00037 where 1e-5 is given.'],
          setting.name,
        );
      }
    }
  });

  it('that the digits do not tell from none is said to be small or none', () => {
    const { diagnosis, found } = withEps({ form: plainest('batchnorm').form, shape: [30, 8] }, 'dx', 1e-12, {
      digits: 8,
    });
    assert.equal(diagnosis, 'eps-dropped');
    assert.equal(found?.message, 'It fits eps = 0, or any that is far smaller than the 1e-5 that is given.');
  });

  const large = { name: 'a large array', form: plainest('batchnorm').form, shape: [32, 16] };
  for (const setting of [...layerIds.filter((other) => other !== 'dropout').map(plainest), large]) {
    it(`is never told as something else, however few digits are printed, in ${setting.name}`, () => {
      for (const output of outputs) {
        for (const digits of [2, 3, 4, 6]) {
          for (const eps of [1e-1, 1e-3, 1e-8]) {
            const { verdict, diagnosis, found } = withEps(setting, output, eps, { digits });
            const told = ['unknown', 'other-eps', 'eps-dropped', null];
            assert.ok(told.includes(diagnosis), `${digits}, ${eps}, ${output}: ${verdict} ${found?.message}`);
          }
        }
      }
    });
  }
});
