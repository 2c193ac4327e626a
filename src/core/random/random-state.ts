import { sizeOf, type Tensor } from '../tensor/tensor';
import { log } from './log';
import { MersenneTwister } from './mt19937';

/** NumPy's legacy `np.random.RandomState(seed)`: the same numbers in the same order. */
export class RandomState {
  private readonly bits: MersenneTwister;
  private spare: number | null = null;

  constructor(seed: number) {
    this.bits = new MersenneTwister(seed);
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.bits.uint32() >>> 5;
    const low = this.bits.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A whole number in [0, range], range below 2^32 - 1: as many random bits as it has, drawn again where they exceed it. */
  below(range: number): number {
    if (range === 0) return 0;
    const bits = 32 - Math.clz32(range);
    for (;;) {
      const value = this.bits.uint32() % 2 ** bits;
      if (value <= range) return value;
    }
  }

  /** A standard normal number by Marsaglia's polar method, which makes two at a time. */
  normal(): number {
    if (this.spare !== null) {
      const { spare } = this;
      this.spare = null;
      return spare;
    }
    const { first, second, squares } = this.pair();
    const factor = Math.sqrt((-2 * log(squares)) / squares);
    this.spare = factor * first;
    return factor * second;
  }

  /** Passes over normal numbers without working out those that nobody needs; none may be left over from before. */
  skipNormals(count: number): void {
    for (let drawn = 0; drawn + 1 < count; drawn += 2) this.pair();
    if (count % 2 === 1) this.normal();
  }

  /** A random point in the unit circle, its centre left out. */
  private pair(): { first: number; second: number; squares: number } {
    for (;;) {
      const first = 2 * this.uniform() - 1;
      const second = 2 * this.uniform() - 1;
      const squares = first * first + second * second;
      if (squares < 1 && squares !== 0) return { first, second, squares };
    }
  }

  /** `np.random.randn(*shape)` */
  randn(...shape: number[]): Tensor {
    return { shape, data: Float64Array.from({ length: sizeOf(shape) }, () => this.normal()) };
  }
}
