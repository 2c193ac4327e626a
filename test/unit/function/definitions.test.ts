import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { definitionsIn } from '../../../src/core/function/definitions';

const names = (text: string): string[] => definitionsIn(text).map(({ name }) => name);

describe('definitionsIn', () => {
  it('finds the course’s functions, in a file of the course’s', () => {
    const text = readFileSync(path.join(import.meta.dirname, '../../../examples/article_mistake.py'), 'utf8');
    const found = definitionsIn(text);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['batchnorm_forward', 'batchnorm_backward'],
    );
    for (const { name, range, extent } of found) {
      assert.equal(text.slice(...range), `def ${name}`);
      assert.equal(extent[0], range[0]);
    }
    assert.ok(
      text
        .slice(...(found[1]?.extent ?? [0, 0]))
        .trimEnd()
        .endsWith('return dx, dgamma, dbeta'),
    );
    assert.equal(found[1]?.extent[1], text.length);
  });

  it('finds methods of a layer’s class, and no others', () => {
    const text = [
      'class BatchNorm:',
      '    def __init__(self, d): pass',
      '    def forward(self, x): pass',
      '    async def backward(self, dout): pass',
      'class Affine:',
      '    def backward(self, dout): pass',
    ].join('\n');
    assert.deepEqual(names(text), ['BatchNorm.forward', 'BatchNorm.backward']);
  });

  it('knows a pass by its parameters where its name is short', () => {
    assert.deepEqual(names('def forward(x, gamma, beta, bn_param): pass'), ['forward']);
    assert.deepEqual(names('def backward(dout, x, gamma=1, eps=1e-5): pass'), ['backward']);
    assert.deepEqual(names('def bn_bwd(dout, cache): pass'), ['bn_bwd']);
  });

  it('finds nothing in strings, comments, other layers, helpers and functions inside functions', () => {
    const text = [
      '"""',
      'def batchnorm_forward(x): pass',
      '"""',
      '# def batchnorm_backward(dout, cache):',
      'def affine_forward(x, w, b): pass',
      'def rel_error(x, y): pass',
      'def outer():',
      '    def batchnorm_forward(x): pass',
      'def batchnorm_backward',
    ].join('\n');
    assert.deepEqual(names(text), []);
  });

  it('finds a definition in half-typed code', () => {
    assert.deepEqual(names('x = [1, 2\ndef batchnorm_backward(dout, cache):\n  dx = (1 +'), [
      'batchnorm_backward',
    ]);
  });

  it('finds something in nearly every file of the corpus', () => {
    const folder = path.join(import.meta.dirname, '../../../bench/functions/right');
    const files = readdirSync(folder).filter((file) => file.endsWith('.py'));
    const without = files.filter((file) => names(readFileSync(path.join(folder, file), 'utf8')).length === 0);
    assert.ok(files.length > 30 && without.length <= 3, without.join(', '));
  });
});
