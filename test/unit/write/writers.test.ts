import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readArrays } from '../../../src/core/literal/read';
import { caseCode, tensorCode, variableOf } from '../../../src/core/write/insertion';
import { numberText } from '../../../src/core/write/numbers';
import { writersFor } from '../../../src/core/write/registry';
import { sizeOf, type Tensor } from '../../../src/core/tensor/tensor';
import { failingReport } from '../../golden/write/failing';

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const tensors = shapes.chain((shape) =>
  fc
    .array(fc.double(), { minLength: sizeOf(shape), maxLength: sizeOf(shape) })
    .map((values): Tensor => ({ shape, data: Float64Array.from(values) })),
);

describe('a written array', () => {
  for (const [languageId, text] of [
    ['python', 'import numpy'],
    ['python', 'import torch'],
    ['javascript', ''],
    ['typescript', ''],
  ] as const) {
    const [writer] = writersFor(languageId, text);
    assert.ok(writer);
    for (const precision of ['float64', 'float32'] as const) {
      it(`is read back as it was from ${writer.name} in ${precision}`, () => {
        fc.assert(
          fc.property(tensors, ({ shape, data }) => {
            const tensor = { shape, data: precision === 'float32' ? data.map(Math.fround) : data };
            const code = writer.assignment('a', tensor, precision);
            const read = readArrays(code, languageId, { kind: 'document' });
            assert.ok(read.ok, code);
            const [array] = read.value;
            assert.deepEqual(array?.tensor, tensor, code);
            assert.equal(array.dtype, precision);
          }),
        );
      });
    }
  }

  it('in single precision has the fewest digits that tell it from every other such number', () => {
    const words = { nan: 'nan', infinity: 'inf', pointed: true };
    assert.equal(numberText(Math.fround(0.1), 'float32', words), '0.1');
    assert.equal(numberText(16777216, 'float32', words), '16777216.0');
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        assert.ok(
          Object.is(
            Math.fround(Number(numberText(value, 'float32', { ...words, infinity: 'Infinity' }))),
            value,
          ),
        );
      }),
    );
  });
});

describe('the way to write', () => {
  const names = (languageId: string, text: string) => writersFor(languageId, text).map(({ name }) => name);

  it('is what the text uses already', () => {
    assert.deepEqual(names('python', 'import torch\n'), ['Python with PyTorch']);
    assert.deepEqual(names('python', 'from numpy import array\n'), ['Python with NumPy']);
  });

  it('is asked for where the text uses several or none', () => {
    assert.deepEqual(names('python', ''), ['Python with NumPy', 'Python with PyTorch']);
    assert.equal(names('python', 'import numpy as np\nimport torch').length, 2);
  });

  it('is none in a language that we do not write', () => assert.deepEqual(names('markdown', ''), []));
});

describe('a tensor of a report as code', () => {
  it('is named after its step, and after who computed it where that was no step', () => {
    assert.deepEqual(['xhat', 'closed.dxhat', 'reference.dx', 'yours.dx'].map(variableOf), [
      'xhat',
      'dxhat',
      'dx_reference',
      'dx_yours',
    ]);
  });

  it('can be had of every tensor in every language', () => {
    const report = failingReport();
    for (const languageId of ['python', 'javascript', 'typescript', 'matlab', 'julia', 'r', 'cpp']) {
      const [writer] = writersFor(languageId, '');
      assert.ok(writer);
      for (const [tensor, values] of Object.entries(report.tensors)) {
        assert.ok(tensorCode(report, tensor, values, writer).includes(variableOf(tensor)));
      }
      assert.match(caseCode(report, 'graph', writer), /dx_expected/);
    }
  });

  it('is in Julia a vector, a matrix of rows, or turned round from the order in which Julia stores', () => {
    const [julia] = writersFor('julia', '');
    assert.ok(julia);
    const code = (shape: number[]) =>
      julia.assignment(
        'a',
        { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, k) => k - 0.5) },
        'float32',
      );
    assert.equal(code([2]), 'a = Float32[-0.5, 0.5]');
    assert.equal(code([2, 2]), 'a = Float32[\n    -0.5 0.5;\n    1.5 2.5;\n]');
    assert.equal(code([2, 1]), 'a = reshape(Float32[-0.5, 0.5], 2, 1)');
    assert.equal(code([2, 1, 1]), 'a = permutedims(reshape(Float32[-0.5, 0.5], 1, 1, 2), (3, 2, 1))');
  });
});
