import { fail, ok } from '../../../result';
import type { Scalar } from '../../dialect/dialect';
import type { Failure } from '../../failure';
import { KeptPlaces } from '../../lexer/places';
import type { Finding } from '../finding';
import { Collector } from './collector';
import { scalarOf } from './scalar';

const GOES_ON = 'This text goes on from the line above: begin each item with a dash.';

interface Key {
  readonly name: string;
  readonly start: number;
}

/** A sequence or mapping that is open. */
export interface Container {
  readonly kind: 'sequence' | 'mapping';
  /** Where its items begin on their lines; -1 for one in brackets. */
  readonly column: number;
  readonly start: number;
  /** The array that a sequence is a part of. */
  readonly collector: Collector | null;
  /** The key whose value comes next. */
  key: Key | null;
  /** Whether the current item has its value. */
  filled: boolean;
  /** The numbers of a mapping that have names, which count beside an array. */
  readonly scalars: Finding[];
  holdsArray: boolean;
}

/** The sequences and mappings that are open, and what was found in those that are closed. */
export class Containers {
  private readonly found: Finding[] = [];
  private readonly open: Container[] = [];

  /** `end`: where the last value ended. */
  constructor(
    private readonly text: string,
    private end: number,
  ) {}

  get depth(): number {
    return this.open.length;
  }

  get top(): Container | undefined {
    return this.open[this.open.length - 1];
  }

  get findings(): Finding[] {
    return this.found.sort((a, b) => a.range[0] - b.range[0]);
  }

  push(kind: Container['kind'], column: number, start: number): void {
    const { top } = this;
    const goesOn = top !== undefined && top.filled && top.column >= 0;
    if (goesOn) this.goesOn(top, start, start + 1);
    let collector: Collector | null = null;
    if (kind === 'sequence') {
      collector = top?.collector ?? new Collector(top?.key?.name ?? null, top?.key?.start ?? start, start);
      collector.open(start);
      if (goesOn) collector.fail('not-numeric', GOES_ON, start, start + 1);
    } else if (top?.collector != null) top.collector.holdsMapping = true;
    if (top !== undefined) top.filled = true;
    this.open.push({
      kind,
      column,
      start,
      collector,
      key: null,
      filled: false,
      scalars: [],
      holdsArray: false,
    });
  }

  /** The next item of a sequence begins. */
  next(sequence: Container): void {
    if (!sequence.filled)
      sequence.collector?.refuse('not-numeric', 'nothing stands there, which is null', this.end, this.end);
    sequence.filled = false;
  }

  setKey(key: Key): void {
    const { top } = this;
    if (top === undefined) return;
    top.key = key;
    top.filled = false;
  }

  /** Closes what a line of this indentation is no part of. */
  leave(column: number, isDash: boolean): void {
    let { top } = this;
    while (top !== undefined && top.column >= column) {
      // `x:` and the dashes of its list may stand in one column.
      if (top.column === column && (isDash || top.kind === 'mapping')) return;
      this.pop();
      top = this.top;
    }
  }

  closeTo(depth: number): void {
    while (this.open.length > depth) this.pop();
  }

  /** Closes the innermost container; `end`: after its bracket. */
  pop(end = this.end): void {
    const container = this.open.pop();
    if (container === undefined) return;
    this.end = end;
    const { top } = this;
    const { collector } = container;
    if (collector === null) {
      if (container.holdsArray) this.found.push(...container.scalars);
    } else {
      if (!container.filled && container.column >= 0) this.next(container);
      collector.close(container.start, end);
      const isOutermost = top?.collector !== collector;
      if (isOutermost && !collector.holdsMapping) this.found.push(collector.finding(end));
      if (isOutermost && top !== undefined) top.holdsArray = true;
    }
    if (top !== undefined) this.fill(top, end);
  }

  /** Fails every array that is open beyond a depth, and closes it. */
  abandon(depth: number, message: string): void {
    for (const { collector, start } of this.open.slice(depth))
      collector?.fail('unbalanced', message, start, start + 1);
    this.closeTo(depth);
  }

  /** A scalar as the item of a sequence, or as the value of a key. */
  scalar(start: number, end: number): void {
    const { top, text } = this;
    if (top === undefined) return;
    if (top.filled && top.column >= 0) return this.goesOn(top, start, end);
    const scalar = scalarOf(text.slice(start, end));
    if ('reason' in scalar) top.collector?.refuse('not-numeric', scalar.reason, start, end);
    else if (top.collector !== null) top.collector.add(scalar, start, end);
    else if (top.key !== null) top.scalars.push(scalarFinding(top.key, scalar, start, end));
    this.fill(top, end);
  }

  /** A value that can be no number. */
  refuse(what: string, start: number, end: number): void {
    const { top } = this;
    if (top === undefined) return;
    top.collector?.refuse('not-numeric', `${what} is not a number`, start, end);
    this.fill(top, end);
  }

  /** Refuses the array that just ended. */
  refuseLast(failure: Failure): void {
    this.top?.collector?.fail(failure.code, failure.message, ...failure.range);
    const last = this.found.at(-1);
    if (last === undefined || last.range[1] !== this.end) return;
    this.found[this.found.length - 1] = { ...last, result: fail(failure) };
  }

  private fill(container: Container, end: number): void {
    container.filled = true;
    container.key = null;
    this.end = end;
  }

  /** A scalar that goes on over lines is a text, whatever its first line looked like. */
  private goesOn(top: Container, start: number, end: number): void {
    if (top.kind === 'mapping') top.scalars.pop();
    top.collector?.fail('not-numeric', GOES_ON, start, end);
  }
}

function scalarFinding(
  { name, start: keyStart }: Key,
  { number, store }: Scalar,
  start: number,
  end: number,
): Finding {
  const literal = {
    name,
    tensor: { shape: [], data: Float64Array.of(number) },
    dtype: store.dtype,
    range: [start, end] as const,
    places: new KeptPlaces(Uint32Array.of(start), Uint32Array.of(end)),
  };
  return { name, range: [keyStart, end], rearranged: false, result: ok(literal) };
}
