import { fail, ok } from '../../../result';
import type { Scalar } from '../../dialect/dialect';
import { raggedMessage } from '../../expression/lists';
import { type Misfit, Nesting } from '../../expression/nesting';
import { Mixture } from '../../expression/values';
import type { Failure } from '../../failure';
import { Elements } from '../../lexer/buffers';
import type { LiteralErrorCode } from '../../literal';
import type { Finding } from '../finding';

const DEEPEST = 32;

/** The numbers of one sequence that stands in no other, as they are read; after a failure, nothing is added. */
export class Collector {
  private readonly elements = new Elements();
  private readonly nesting = new Nesting();
  private readonly mixture = new Mixture();
  /** How many items the open sequences have so far. */
  private readonly counts: number[] = [];
  private failure: Failure | null = null;
  /** Whether it holds a mapping, so that it was never meant as an array. */
  holdsMapping = false;

  constructor(
    private readonly name: string | null,
    private readonly nameStart: number,
    private readonly start: number,
  ) {}

  open(start: number): void {
    const misfit = this.nesting.open();
    if (misfit !== null) this.ragged(misfit, start, start + 1);
    if (this.nesting.depth >= DEEPEST)
      this.fail(
        'too-deep',
        `This is nested more than ${DEEPEST} deep: an array has only a few axes.`,
        start,
        start + 1,
      );
    this.nesting.depth++;
    this.counts.push(0);
  }

  close(start: number, end: number): void {
    const count = this.counts.pop() ?? 0;
    if (count === 0) this.fail('empty', 'There are no numbers in this list.', start, end);
    const misfit = this.nesting.close(count);
    if (misfit !== null) this.ragged(misfit, start, end);
    this.count();
  }

  add({ number, store }: Scalar, start: number, end: number): void {
    const misfit = this.nesting.number();
    if (misfit !== null) return this.ragged(misfit, start, end);
    if (this.failure === null) this.elements.push(number, start, end);
    this.mixture.add(store);
    this.count();
  }

  /** An element that is no number. */
  refuse(code: LiteralErrorCode, reason: string, start: number, end: number): void {
    this.fail(code, `Element ${this.place}: ${reason}.`, start, end);
    this.count();
  }

  fail(code: LiteralErrorCode, message: string, start: number, end: number): void {
    this.failure ??= { code, message, range: [start, end] };
  }

  /** What the sequence came to, once it is closed. */
  finding(end: number): Finding {
    const { failure, name, start, nesting, mixture } = this;
    const { data, places } = this.elements.all();
    const literal = {
      name,
      tensor: { shape: nesting.shape, data },
      dtype: mixture.store.dtype,
      range: [start, end] as const,
      places,
    };
    const result = failure === null ? ok(literal) : fail(failure);
    return { range: [this.nameStart, end], name, result, rearranged: false };
  }

  private get place(): string {
    return this.counts.map((count) => `[${count}]`).join('');
  }

  private count(): void {
    const last = this.counts.length - 1;
    if (last >= 0) this.counts[last] = (this.counts[last] ?? 0) + 1;
  }

  private ragged(misfit: Misfit, start: number, end: number): void {
    this.fail('ragged', raggedMessage(`Row ${this.place}`, misfit), start, end);
  }
}
