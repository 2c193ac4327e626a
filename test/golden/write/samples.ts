import type { Precision } from '../../../src/core/problem/problem';
import type { Tensor } from '../../../src/core/tensor/tensor';
import { RandomState } from '../../../src/core/random/random-state';
import { sizeOf } from '../../../src/core/tensor/tensor';

export interface Sample {
  readonly tensor: Tensor;
  readonly precision: Precision;
}

const odd = [NaN, Infinity, -Infinity, -0, 0, 1, -3, 0.1, 1 / 3, 1e21, 1e-7, 5e-324, 1.7976931348623157e308];
const edges = [
  2.2250738585072014e-308, 9007199254740993, 123456789012345680, -1.5, 4.35, 0.3, 1e23, 8.5, 1e22,
];

/** Arrays of every number of axes, with numbers that are hard to write, in both precisions. */
export function samples(): Sample[] {
  const random = new RandomState(7);
  const shapes = [[], [3], [1], [2, 3], [1, 4], [4, 1], [1, 1], [2, 3, 2], [2, 1, 3], [2, 1, 2, 3]];
  const arrays = shapes.map((shape): Tensor => random.randn(...shape));
  const scaled = (shape: number[]): Tensor => {
    const data = Float64Array.from(
      { length: sizeOf(shape) },
      () => random.uniform() * 10 ** Math.floor(40 * (random.uniform() - 0.5)),
    );
    return { shape, data };
  };
  const hard = { shape: [2, 11], data: Float64Array.from([...odd, ...edges]) };
  const doubles = [...arrays, hard, scaled([20, 25]), scaled([4, 5, 6])];
  return doubles.flatMap((tensor): Sample[] => [
    { tensor, precision: 'float64' },
    { tensor: { ...tensor, data: tensor.data.map(Math.fround) }, precision: 'float32' },
  ]);
}
