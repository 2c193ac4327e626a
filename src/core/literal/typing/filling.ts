import type { Misfit, Nest } from '../expression/nesting';
import { type ArrayType, type Level, UNSIZED } from './types';

/** The largest array that missing elements may fill up. */
const MOST_ZEROS = 2 ** 22;

/** Whether lists shorter than a type are filled up with zeros: all its sizes but the first are known. */
export function isFillable({ levels }: ArrayType): boolean {
  const isSized = levels.every(({ size }, axis) => size > 0 || (size === UNSIZED && axis === 0));
  return isSized && levels.some(({ size }) => size > 0);
}

/**
 * The shape of an array whose sizes are declared, with the rules of C: a list that is too short is filled up with zeros,
 * and, where `elides`, inner braces may be missing. All elements stand one behind another, so that a place is a number.
 */
export class Filling implements Nest {
  depth = 0;
  /** How many elements are placed. */
  private at = 0;
  private readonly opened: { readonly level: number; readonly start: number }[] = [];
  /** How many numbers an element of each level holds. */
  private readonly inner: readonly number[];

  constructor(
    private readonly levels: readonly Level[],
    private readonly elides: boolean,
  ) {
    const inner: number[] = [];
    let product = 1;
    for (const { size } of [...levels].reverse()) {
      inner.unshift(product);
      product *= size;
    }
    this.inner = inner;
  }

  get shape(): number[] {
    const [first] = this.inner;
    const sizes = this.levels.map(({ size }, axis) =>
      axis === 0 && size < 0 ? this.at / (first ?? 1) : size,
    );
    return sizes.filter((_, axis) => this.levels[axis]?.kind !== 'wrapper');
  }

  get holdsNumbers(): boolean {
    return this.at > 0;
  }

  open(): Misfit | null {
    const { top } = this;
    if (top === undefined) {
      this.opened.push({ level: 0, start: 0 });
      return null;
    }
    if (this.isFull()) return SURPLUS;
    let level = top.level + 1;
    while (level < this.levels.length && (this.at - top.start) % this.total(level) !== 0) level++;
    if (level >= this.levels.length) return { got: 'is a list', expected: 'are numbers' };
    this.opened.push({ level, start: this.at });
    return null;
  }

  number(): Misfit | null {
    const { top } = this;
    if (top === undefined || this.isFull()) return SURPLUS;
    const isInnermost = top.level === this.levels.length - 1;
    const mayElide = this.elides && this.levels[top.level]?.kind !== 'list';
    if (!isInnermost && !mayElide) return { got: 'is a number', expected: 'are lists' };
    this.at++;
    return null;
  }

  array(): Misfit | null {
    return { got: 'is an array', expected: 'are not' };
  }

  missing(): number {
    const { top } = this;
    if (top === undefined) return 0;
    const total = this.total(top.level);
    const filled = this.at - top.start;
    const missing = total > 0 ? total - filled : (this.step - (filled % this.step)) % this.step;
    return missing > MOST_ZEROS ? Infinity : missing;
  }

  close(): Misfit | null {
    this.at += this.missing();
    this.opened.pop();
    this.depth--;
    return null;
  }

  private get top(): { readonly level: number; readonly start: number } | undefined {
    return this.opened.at(-1);
  }

  private get step(): number {
    return this.inner[0] ?? 1;
  }

  /** How many numbers an array of a level holds; negative where its size is not declared. */
  private total(level: number): number {
    return (this.levels[level]?.size ?? 1) * (this.inner[level] ?? 1);
  }

  private isFull(): boolean {
    const { top } = this;
    const total = top === undefined ? 0 : this.total(top.level);
    return top !== undefined && total > 0 && this.at >= top.start + total;
  }
}

const SURPLUS: Misfit = { got: 'is one too many', expected: 'already fill the declared size' };
