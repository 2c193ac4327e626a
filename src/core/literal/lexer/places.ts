import { CODE } from './chars';

// In names of this file, because the places of millions of numbers are looked for with them.
const { plus, minus, dot, zero, nine } = CODE;
const letterE = 0x65;

/** Where the elements of an array are written: element k at [start(k), end(k)), UTF-16 offsets into the document. */
export interface Places {
  readonly count: number;
  start(index: number): number;
  end(index: number): number;
  /** The same places in the order of the text. */
  readonly written: Places;
}

/** The first index whose offset is at least `value`, where offsets ascend. */
export function firstAtLeast(count: number, offset: (index: number) => number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offset(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The elements, in the order of the text, that a range touches: [first, end). */
export function elementsIn(places: Places, [start, end]: readonly [number, number]): [number, number] {
  const { written, count } = places;
  return [
    firstAtLeast(count, (index) => written.end(index), start + 1),
    firstAtLeast(count, (index) => written.start(index), end),
  ];
}

/** The places of the elements from `from` on, where elements stand in the order of the text. */
export function someOf(places: Places, from: number, count: number): Places {
  const some: Places = {
    count,
    start: (index) => places.start(from + index),
    end: (index) => places.end(from + index),
    get written() {
      return some;
    },
  };
  return some;
}

/** Places in another order: element k stands where `order[k]` did. */
export function reordered(places: Places, order: Uint32Array): Places {
  return {
    count: order.length,
    start: (index) => places.start(order[index] ?? -1),
    end: (index) => places.end(order[index] ?? -1),
    written: places.written,
  };
}

/** Places that are kept, two numbers for each element. */
export class KeptPlaces implements Places {
  constructor(
    private readonly starts: Uint32Array,
    private readonly ends: Uint32Array,
  ) {}

  get count(): number {
    return this.starts.length;
  }

  get written(): Places {
    const { starts, ends } = this;
    const ascend = starts.every((start, index) => index === 0 || start >= (starts[index - 1] ?? 0));
    return ascend ? this : new KeptPlaces(starts.slice().sort(), ends.slice().sort());
  }

  start(index: number): number {
    return this.starts[index] ?? -1;
  }

  end(index: number): number {
    return this.ends[index] ?? -1;
  }
}

/** How many numbers stand between two whose places are kept. */
export const STRIDE = 64;

/** The places of plain numbers that were read at once: found in the text again when asked for. */
export class ScannedPlaces implements Places {
  /** Where we last looked: most questions are about the next number. */
  private index = 0;
  private offset: number;

  /** `marks`: where every `STRIDE`th number starts. */
  constructor(
    private readonly text: string,
    private readonly marks: Uint32Array,
    readonly count: number,
  ) {
    this.offset = marks[0] ?? 0;
  }

  get written(): Places {
    return this;
  }

  start(index: number): number {
    if (!(index >= 0 && index < this.count)) return -1;
    const marked = index - (index % STRIDE);
    if (index < this.index || marked > this.index) {
      this.index = marked;
      this.offset = this.marks[marked / STRIDE] ?? 0;
    }
    for (; this.index < index; this.index++) {
      this.offset = this.endFrom(this.offset);
      while (!isNumberPart(this.text.charCodeAt(this.offset))) this.offset++;
    }
    return this.offset;
  }

  end(index: number): number {
    const start = this.start(index);
    return start < 0 ? -1 : this.endFrom(start);
  }

  private endFrom(start: number): number {
    let end = start;
    while (isNumberPart(this.text.charCodeAt(end))) end++;
    return end;
  }
}

/** Whether a character belongs to a plain decimal. */
function isNumberPart(code: number): boolean {
  if (code >= zero && code <= nine) return true;
  return code === dot || code === minus || code === plus || (code | 0x20) === letterE;
}
