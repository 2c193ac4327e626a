const size = 624;
const shift = 397;

/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded by one 32-bit integer
 * with their 2002 initialisation, as `numpy.random.seed(int)` does.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(size);
  private next = size;

  constructor(seed: number) {
    const { state } = this;
    state[0] = seed >>> 0;
    for (let i = 1; i < size; i++) {
      const previous = state[i - 1]!;
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /** The next 32 random bits, as an integer in [0, 2^32). */
  uint32(): number {
    if (this.next >= size) this.refill();
    let bits = this.state[this.next++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    bits ^= bits >>> 18;
    return bits >>> 0;
  }

  private refill(): void {
    const { state } = this;
    for (let i = 0; i < size; i++) {
      const mixed = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff);
      state[i] = state[(i + shift) % size]! ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.next = 0;
  }
}
