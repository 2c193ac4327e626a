const EMPTY = new Uint32Array(0);
const NONE = new Float64Array(0);

/** A growing list of unsigned integers; a typed array, because a document may hold millions. */
export class Uints {
  items: Uint32Array;
  count = 0;

  constructor(capacity: number) {
    this.items = capacity === 0 ? EMPTY : new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.count === this.items.length) {
      const larger = new Uint32Array(Math.max(16, this.items.length * 2));
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.count++] = value;
  }

  at(index: number): number {
    return this.items[index] ?? 0;
  }

  firstAtLeast(value: number): number {
    return firstAtLeast(this.items, value, this.count);
  }
}

/** The first index whose item is at least `value`, where items ascend. */
export function firstAtLeast(items: Uint32Array, value: number, count = items.length): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Elements of arrays in the making: each value with the place of its text. */
export class Elements {
  private values = NONE;
  private readonly starts = new Uints(0);
  private readonly ends = new Uints(0);

  get count(): number {
    return this.starts.count;
  }

  push(value: number, start: number, end: number): void {
    const index = this.starts.count;
    if (index === this.values.length) {
      const larger = new Float64Array(Math.max(16, index * 2));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[index] = value;
    this.starts.push(start);
    this.ends.push(end);
  }

  /** Replaces every value from an index on by its image; returns the first index that has none, or -1. */
  map(from: number, image: (value: number) => number | null): number {
    for (let index = from; index < this.count; index++) {
      const value = image(this.values[index] ?? 0);
      if (value === null) return index;
      this.values[index] = value;
    }
    return -1;
  }

  startOf(index: number): number {
    return this.starts.at(index);
  }

  endOf(index: number): number {
    return this.ends.at(index);
  }

  /** Puts element `order[k]` at place k, among the elements from an index on. */
  permute(from: number, order: Uint32Array): void {
    const { data, starts, ends } = this.copy(from);
    order.forEach((source, place) => {
      this.values[from + place] = data[source] ?? 0;
      this.starts.items[from + place] = starts[source] ?? 0;
      this.ends.items[from + place] = ends[source] ?? 0;
    });
  }

  copy(from: number): { data: Float64Array; starts: Uint32Array; ends: Uint32Array } {
    const { count } = this;
    return {
      data: this.values.slice(from, count),
      starts: this.starts.items.slice(from, count),
      ends: this.ends.items.slice(from, count),
    };
  }
}
