import assert from 'node:assert/strict';
import type { LayerId } from '../../../src/core/layer/form';
import { guessLayer } from '../../../src/core/problem/guess';

/** The layer guessed for the x at the mark in a text. */
function guess(text: string, hasMask = false): LayerId {
  const at = text.indexOf('¦');
  assert.ok(at >= 0, 'no mark in the text');
  return guessLayer(text.replace('¦', 'x'), [at, at + 1], hasMask);
}

describe('the guess of a layer', () => {
  const texts: readonly (readonly [LayerId, string])[] = [
    ['batchnorm', '¦'],
    ['batchnorm', '# batch norm backward\n¦'],
    ['batchnorm', 'out, cache = batchnorm_forward(¦, gamma, beta, bn_param)'],
    ['batchnorm', 'nn.BatchNorm2d(3)\n¦'],
    ['batchnorm', 'running_mean = 0\n¦'],
    ['batchnorm', 'bn1 = 0\n¦'],
    ['layernorm', 'layernorm_backward\n¦'],
    ['layernorm', '# Layer Norm\n¦'],
    ['layernorm', 'ln_param = {}\n¦'],
    ['layernorm', 'nn.LayerNorm(5)\n¦'],
    ['groupnorm', 'spatial_groupnorm_forward\n¦'],
    ['groupnorm', 'F.group_norm(x, 2)\n¦'],
    ['groupnorm', 'gn_param = {}\n¦'],
    ['instancenorm', 'nn.InstanceNorm1d(3)\n¦'],
    ['instancenorm', '# instance norm\n¦'],
    ['rmsnorm', 'class RMSNorm:\n¦'],
    ['rmsnorm', 'def rms_norm(x):\n¦'],
    ['dropout', 'dropout_forward\n¦'],
    ['dropout', '# drop-out? no, Dropout\n¦'],
    ['dropout', 'keep_prob = 0.5\n¦'],
    ['dropout', 'dropout_keep_ratio = 0.25\n¦'],
  ];
  for (const [layer, text] of texts) {
    it(`is ${layer} in ${JSON.stringify(text)}`, () => assert.equal(guess(text), layer));
  }

  it('is the layer that is named nearest, before x or after it', () => {
    assert.equal(guess('batchnorm\nlayernorm\n¦'), 'layernorm');
    assert.equal(guess('layernorm\nbatchnorm\n¦'), 'batchnorm');
    assert.equal(guess('batchnorm, far before\n\n\n\n¦\nlayernorm'), 'layernorm');
    assert.equal(guess('layernorm\n¦\n\n\n\nfar after, batchnorm'), 'layernorm');
  });

  it('is dropout where there is a mask, whatever the text says', () => {
    assert.equal(guess('batchnorm\n¦', true), 'dropout');
  });

  it('does not look further than a cell before x, or a few lines after it', () => {
    assert.equal(guess(`layernorm\n${' '.repeat(1980)}\n¦`), 'layernorm');
    assert.equal(guess(`layernorm\n${' '.repeat(2100)}\n¦`), 'batchnorm');
    assert.equal(guess(`¦\n${' '.repeat(500)}\nlayernorm`), 'layernorm');
    assert.equal(guess(`¦\n${' '.repeat(700)}\nlayernorm`), 'batchnorm');
  });

  it('is not misled by words that contain the names of layers', () => {
    for (const text of ['normal\n¦', 'len_x = 3\n¦', 'align_corners\n¦', 'sign_1\n¦', 'keep\n¦'])
      assert.equal(guess(text), 'batchnorm');
  });
});
