import type { Block } from './block';
import { KeptPlaces, type Places, firstAtLeast, reordered } from './places';

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
    return firstAtLeast(this.count, (index) => this.at(index), value);
  }

  /** Puts item `order[k]` at place k, among the items from an index on. */
  rearrange(from: number, order: Uint32Array): void {
    const items = new Uint32Array(from + order.length);
    items.set(this.items.subarray(0, from));
    order.forEach((index, place) => (items[from + place] = this.items[from + index] ?? 0));
    this.items = items;
    this.count = items.length;
  }
}

/** Elements of arrays in the making: each value with the place of its text. */
export class Elements {
  count = 0;
  private values: Float64Array = NONE;
  private readonly starts = new Uints(0);
  private readonly ends = new Uints(0);
  /** The places of the elements while all of them are one block; they are kept one by one otherwise. */
  private blockPlaces: Places | null = null;
  /** Whether the values are those of the block itself, which others may read again. */
  private borrowed = false;

  push(value: number, start: number, end: number): void {
    if (this.blockPlaces !== null) this.keepPlaces(this.blockPlaces);
    if (this.count === this.values.length) {
      const larger = new Float64Array(Math.max(16, this.count * 2));
      larger.set(this.values);
      this.values = larger;
      this.borrowed = false;
    }
    this.values[this.count++] = value;
    this.starts.push(start);
    this.ends.push(end);
  }

  pushBlock({ data, places }: Block): void {
    if (this.count > 0) {
      data.forEach((value, index) => this.push(value, places.start(index), places.end(index)));
      return;
    }
    this.values = data;
    this.count = data.length;
    this.blockPlaces = places;
    this.borrowed = true;
  }

  /** Replaces every value from an index on by its image; returns the first index that has none, or -1. */
  map(from: number, image: (value: number) => number | null): number {
    this.own();
    for (let index = from; index < this.count; index++) {
      const value = image(this.values[index] ?? 0);
      if (value === null) return index;
      this.values[index] = value;
    }
    return -1;
  }

  /** Forgets the elements from an index on. */
  truncate(count: number): void {
    if (count >= this.count) return;
    this.own();
    if (this.blockPlaces !== null) this.keepPlaces(this.blockPlaces);
    this.count = count;
    this.starts.count = this.count;
    this.ends.count = this.count;
  }

  /** Puts the elements from an index on so many times in place of once. */
  repeat(from: number, times: number): void {
    const { count } = this;
    for (let time = 1; time < times; time++) {
      for (let index = from; index < count; index++)
        this.push(this.values[index] ?? 0, this.startOf(index), this.endOf(index));
    }
  }

  valueOf(index: number): number {
    return this.values[index] ?? 0;
  }

  startOf(index: number): number {
    return this.blockPlaces?.start(index) ?? this.starts.at(index);
  }

  endOf(index: number): number {
    return this.blockPlaces?.end(index) ?? this.ends.at(index);
  }

  /** Puts element `order[k]` at place k, among the elements from an index on; some may come twice, some not at all. */
  rearrange(from: number, order: Uint32Array): void {
    const isPermutation = from === 0 && order.length === this.count;
    if (this.blockPlaces !== null && !isPermutation) this.keepPlaces(this.blockPlaces);
    const values = new Float64Array(from + order.length);
    values.set(this.values.subarray(0, from));
    order.forEach((index, place) => (values[from + place] = this.values[from + index] ?? 0));
    this.values = values;
    this.borrowed = false;
    this.count = values.length;
    if (this.blockPlaces !== null) this.blockPlaces = reordered(this.blockPlaces, order);
    else {
      this.starts.rearrange(from, order);
      this.ends.rearrange(from, order);
    }
  }

  /** The elements [from, to) as they are now. */
  slice(from: number, to: number): { data: Float64Array; places: Places } {
    const [starts, ends] = [this.starts.items.slice(from, to), this.ends.items.slice(from, to)];
    return { data: this.values.slice(from, to), places: new KeptPlaces(starts, ends) };
  }

  /** Joins as many elements from `middle` on with those from `from` on; returns the first without a value, or -1. */
  combine(from: number, middle: number, image: (left: number, right: number) => number | null): number {
    this.own();
    for (let index = from; index < middle; index++) {
      const value = image(this.values[index] ?? 0, this.values[index + middle - from] ?? 0);
      if (value === null) return index;
      this.values[index] = value;
    }
    this.truncate(middle);
    return -1;
  }

  /** The values from an index on. */
  valuesFrom(from: number): Float64Array {
    return this.values.slice(from, this.count);
  }

  /** All elements as they are now. */
  all(): { data: Float64Array; places: Places } {
    const { count, values, blockPlaces } = this;
    if (blockPlaces !== null) return { data: values, places: blockPlaces };
    return this.slice(0, count);
  }

  /** Makes the values our own before they are changed. */
  private own(): void {
    if (this.borrowed) this.values = this.values.slice();
    this.borrowed = false;
  }

  private keepPlaces(places: Places): void {
    this.blockPlaces = null;
    for (let index = 0; index < this.count; index++) {
      this.starts.push(places.start(index));
      this.ends.push(places.end(index));
    }
  }
}
