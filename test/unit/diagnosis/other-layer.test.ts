import assert from 'node:assert/strict';
import { dxMistakes } from '../../../src/core/diagnosis/mistakes/dx';
import { outputMistakes } from '../../../src/core/diagnosis/mistakes/output';
import { dbetaMistakes, dgammaMistakes } from '../../../src/core/diagnosis/mistakes/parameters';
import { worded, wordedTex } from '../../../src/core/diagnosis/wording';
import { RandomState } from '../../../src/core/random/random-state';
import { judge } from '../support/judge';
import { formOf, randomSample, type Sample } from '../support/sample';
import { plainOutputs } from '../support/textbook';

const outputs = ['y', 'dx', 'dgamma'] as const;
const batch = randomSample(
  new RandomState(3),
  { form: formOf('batchnorm', 'ND'), shape: [6, 4] },
  { scale: 2, offset: 1, eps: 1e-3 },
);
const layer: Sample = { ...batch, form: formOf('layernorm', 'ND') };

describe('statistics over the wrong axis', () => {
  it('are named as the layer that takes them so', () => {
    for (const [asked, brought, message] of [
      [batch, layer, 'over axis 1 of x, as layer norm does; here every column has its own.'],
      [layer, batch, 'over axis 0 of x, as batch norm does; here every row has its own.'],
    ] as const) {
      for (const output of outputs) {
        const { diagnosis, found } = judge(asked, output, plainOutputs(brought)[output]);
        assert.deepEqual(
          [diagnosis, found?.message],
          ['other-axes', `The statistics are taken ${message}`],
          output,
        );
      }
    }
  });

  it('are named where x has more axes', () => {
    const image = randomSample(new RandomState(3), {
      form: formOf('batchnorm', 'NCHW'),
      shape: [3, 2, 2, 4],
    });
    const instance = { ...image, form: formOf('instancenorm', 'NCHW') };
    const { diagnosis, found } = judge(image, 'y', plainOutputs(instance).y);
    assert.equal(diagnosis, 'other-axes');
    assert.match(found?.message ?? '', /over axes 2, 3 of x; here every channel has its own/);
  });
});

describe('what is said of RMS norm', () => {
  const { form } = { ...layer, form: formOf('rmsnorm', 'ND') };
  const about = [...dxMistakes, ...outputMistakes, ...dgammaMistakes, ...dbetaMistakes].filter(
    ({ setting, layers }) => setting !== 'constant' && (layers?.includes('rmsnorm') ?? true),
  );

  it('is of a mean square and one sum, never of a variance, a centred x or S0', () => {
    assert.ok(about.length > 50);
    for (const { id, message, terms } of about) {
      const text = worded(message, form);
      assert.doesNotMatch(
        text,
        /\bvar\b|varian|x − mu|\bmu\b|S0|deviation|sums|statistics/i,
        `${id}: ${text}`,
      );
      const tex = terms ? wordedTex(terms.is + terms.due, form) : '';
      assert.doesNotMatch(tex, /\\sigma|\\mu/, id);
    }
  });

  it('is in the words of the mistake elsewhere', () => {
    for (const { message } of about) assert.equal(worded(message, batch.form), message);
  });
});
