/** Why an element does not fit beside those before it: "has 3 elements", where they "have 2 elements". */
export interface Misfit {
  readonly got: string;
  readonly expected: string;
}

/** How the shape of a literal follows from its brackets. */
export interface Nest {
  /** How many lists are open. */
  depth: number;
  /** The shape, once the outermost list is closed. */
  readonly shape: number[];
  readonly holdsNumbers: boolean;
  /** A list opens in the innermost open list. */
  open(): Misfit | null;
  /** A number stands in the innermost open list. */
  number(): Misfit | null;
  /** A whole array stands in the innermost open list. */
  array(shape: readonly number[]): Misfit | null;
  /** How many zeros stand for the numbers that the innermost open list leaves out. */
  missing(): number;
  /** The innermost open list closes with this many elements. */
  close(length: number): Misfit | null;
}

/**
 * The shape of nested lists, learnt while they are read: every list at a depth has the length of the first one there,
 * and all numbers stand at one depth.
 */
export class Nesting implements Nest {
  depth = 0;
  private readonly lengths: number[] = [];
  private numbersAt = -1;

  get shape(): number[] {
    return this.lengths.slice(0, Math.max(0, this.numbersAt));
  }

  get holdsNumbers(): boolean {
    return this.numbersAt >= 0;
  }

  open(): Misfit | null {
    const misfit = this.numbersAt >= 0 && this.depth >= this.numbersAt;
    return misfit ? { got: 'is a list', expected: 'are numbers' } : null;
  }

  number(): Misfit | null {
    if (this.numbersAt === this.depth) return null;
    if (this.numbersAt < 0 && this.lengths.length <= this.depth) {
      this.numbersAt = this.depth;
      return null;
    }
    return { got: 'is a number', expected: 'are lists' };
  }

  array(shape: readonly number[]): Misfit | null {
    if (shape.length === 0) return this.number();
    for (const [axis, length] of shape.entries()) {
      const misfit = this.list(this.depth + axis, length);
      if (misfit !== null) return misfit;
    }
    const depth = this.depth + shape.length;
    if (this.numbersAt >= 0 && this.numbersAt !== depth) return { got: 'is an array', expected: 'are not' };
    this.numbersAt = depth;
    return null;
  }

  missing(): number {
    return 0;
  }

  close(length: number): Misfit | null {
    this.depth--;
    return this.list(this.depth, length);
  }

  private list(depth: number, length: number): Misfit | null {
    if (this.numbersAt >= 0 && depth >= this.numbersAt) return { got: 'is a list', expected: 'are numbers' };
    const expected = this.lengths[depth];
    if (expected === undefined) this.lengths[depth] = length;
    else if (expected !== length)
      return { got: `has ${elements(length)}`, expected: `have ${elements(expected)}` };
    return null;
  }
}

function elements(count: number): string {
  return count === 1 ? '1 element' : `${count} elements`;
}
