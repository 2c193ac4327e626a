import assert from 'node:assert/strict';
import fc from 'fast-check';
import { elementName, indexAt, shapeText, sizeOf } from '../../../src/core/tensor/tensor';
import { readWindow } from '../../../src/core/tensor/window';

describe('indexAt', () => {
  it('counts through a shape row by row', () => {
    const positions = Array.from({ length: 12 }, (_, position) => indexAt([2, 3, 2], position).join(''));
    assert.equal(positions.join(' '), '000 001 010 011 020 021 100 101 110 111 120 121');
  });

  it('undoes the row-major position', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, number) => {
        const position = number % sizeOf(shape);
        const index = indexAt(shape, position);
        return (
          index.every((value, axis) => value >= 0 && value < (shape[axis] ?? 0)) &&
          index.reduce((sum, value, axis) => sum * (shape[axis] ?? 0) + value, 0) === position
        );
      }),
    );
  });
});

describe('names and shapes in words', () => {
  it('names an element as NumPy would index it', () => {
    assert.equal(elementName('dx', [2, 1]), 'dx[2,1]');
    assert.equal(elementName('eps', []), 'eps');
  });

  it('writes shapes as NumPy does', () => {
    assert.deepEqual([[4, 5], [5], []].map(shapeText), ['(4, 5)', '(5,)', '()']);
  });
});

describe('readWindow', () => {
  const tensor = { shape: [2, 2, 3], data: Float64Array.from({ length: 12 }, (_, i) => i) };
  const read = (rows: [number, number], columns: [number, number]): number[][] =>
    readWindow(tensor, { rows, columns }).map((row) => [...row]);

  it('takes all axes but the last as rows', () => {
    assert.deepEqual(read([1, 3], [1, 3]), [
      [4, 5],
      [7, 8],
    ]);
  });

  it('leaves out what lies outside', () => {
    assert.deepEqual(read([-5, 1], [-1, 99]), [[0, 1, 2]]);
    assert.deepEqual(read([3, 1e9], [2, 1e9]), [[11]]);
    assert.deepEqual(read([9, 12], [0, 3]), []);
    assert.deepEqual(read([0, 1], [2, 1]), [[]]);
    assert.deepEqual(read([0.9, 1.9], [0.5, 1.5]), [[0]]);
    assert.deepEqual(read([NaN, NaN], [NaN, NaN]), []);
  });

  it('sees a list as one row and a scalar as one number', () => {
    const all = { rows: [0, 9], columns: [0, 9] } as const;
    assert.deepEqual(readWindow({ shape: [2], data: Float64Array.of(1, 2) }, all), [Float64Array.of(1, 2)]);
    assert.deepEqual(readWindow({ shape: [], data: Float64Array.of(7) }, all), [Float64Array.of(7)]);
  });

  it('gives copies, not views', () => {
    const [row] = readWindow(tensor, { rows: [0, 1], columns: [0, 3] });
    assert.notEqual(row?.buffer, tensor.data.buffer);
  });
});
