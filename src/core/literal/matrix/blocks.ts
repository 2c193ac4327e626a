import type { Store } from '../dialect/dialect';

/** Values gathered side by side among the elements. While all of them are numbers, they are only counted. */
export class Blocks {
  count = 0;
  readonly stores = new Set<Store>();
  private list: (readonly number[])[] | null = null;

  add(shape: readonly number[], store: Store): void {
    if (this.list === null && shape.length > 0) this.list = new Array<readonly number[]>(this.count).fill([]);
    this.list?.push(shape);
    this.stores.add(store);
    this.count++;
  }

  /** The shapes of the values; null where all are numbers. */
  get shapes(): readonly (readonly number[])[] | null {
    return this.list;
  }

  /** Begins anew, remembering the stores. */
  clear(): void {
    this.count = 0;
    this.list = null;
  }
}
