import type { Range } from '../../result';
import { Elements } from '../lexer/buffers';
import type { DType } from '../literal';
import { joined, permuted } from '../matrix/shapes';
import type { Finding } from './finding';
import type { Lines } from './lines';
import type { Print } from './prints';

const NUMBER = /^[-+\u2212]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const WORDS = new Map([
  ['Inf', Infinity],
  ['-Inf', -Infinity],
  ['NaN', NaN],
  ['NA', NaN],
]);

/** The number that a cell of a print shows, times a power of ten; null where it shows none. */
export function printedNumber(cell: string, exponent = 0): number | null {
  const word = WORDS.get(cell);
  if (word !== undefined) return word;
  if (!NUMBER.test(cell)) return null;
  const plain = cell.replace('\u2212', '-');
  if (exponent === 0) return Number(plain);
  return /e/i.test(plain) ? null : Number(`${plain}e${exponent}`);
}

/** A matrix or an array of more axes as R, MATLAB and Julia print it: columns in blocks, and matrices as pages. */
export class Printed {
  private readonly elements = new Elements();
  private blocks: number[][] = [];
  private inRow = 0;
  private rows = 0;
  private width = -1;
  private pageFrom = 0;
  private matrix: readonly number[] | null = null;
  private pages: (readonly number[])[] = [];

  /** Puts the last cells of a line as a row, all of them where no count is given. False where they are no such row. */
  row(lines: Lines, line: number, from: number, count: number, exponent = 0): boolean {
    const [, end] = lines.range(line);
    const cells = [...lines.text.slice(from, end).matchAll(/\S+/g)];
    const kept = count < 0 ? cells : cells.slice(-count);
    for (const cell of kept) {
      const value = printedNumber(cell[0], exponent);
      if (value === null) return false;
      const start = from + cell.index;
      this.elements.push(value, start, start + cell[0].length);
    }
    this.inRow = kept.length;
    if (kept.length === 0 || (count >= 0 && kept.length !== count)) return false;
    if (this.width < 0) this.width = this.inRow;
    this.rows++;
    return this.inRow === this.width;
  }

  /** The rows and columns of the page so far. */
  get columns(): number {
    return this.blocks.reduce((sum, [, width = 0]) => sum + width, 0);
  }

  get rowsInBlock(): number {
    return this.rows;
  }

  /** Ends a block of columns. */
  endBlock(): void {
    if (this.rows > 0) this.blocks.push([this.rows, this.width]);
    [this.rows, this.width] = [0, -1];
  }

  /** Ends a page at this index beyond the second axis. False where it does not fit the pages before it. */
  endPage(index: readonly number[]): boolean {
    this.endBlock();
    const shape = this.blocks.length === 0 ? 0 : joined(this.elements, this.pageFrom, this.blocks, 1);
    if (typeof shape === 'number') return false;
    this.blocks = [];
    this.pageFrom = this.elements.count;
    this.pages.push(index);
    const isSame = this.matrix === null || this.matrix.join() === shape.join();
    this.matrix = shape;
    return isSame;
  }

  /** All rows one after another, as one vector. */
  vector(name: string | null, range: Range): Finding {
    const { data, places } = this.elements.all();
    const literal = {
      name,
      tensor: { shape: [data.length], data },
      dtype: 'float64',
      range,
      places,
    } as const;
    return { range, name, result: { ok: true, value: literal }, rearranged: false };
  }

  /** The array; null where pages are missing. */
  finding(
    name: string | null,
    range: Range,
    dtype: DType = 'float64',
    wanted?: readonly number[],
  ): Finding | null {
    const { matrix, pages } = this;
    const last = pages.at(-1);
    if (matrix === null || last === undefined) return null;
    const isWhole = pages.every((index, page) => index.join() === indexOf(last, page).join());
    if (!isWhole || pages.length !== last.reduce((a, b) => a * b, 1)) return null;
    const axes = [...last].reverse();
    const stacked = [...axes, ...matrix];
    const order = [stacked.length - 2, stacked.length - 1, ...axes.map((_, k) => axes.length - 1 - k)];
    const whole = permuted(this.elements, 0, stacked, order);
    if (wanted !== undefined && wanted.join() !== whole.join()) return null;
    const { data, places } = this.elements.all();
    if (dtype === 'float32') data.forEach((value, at) => (data[at] = Math.fround(value)));
    const literal = { name, tensor: { shape: whole, data }, dtype, range, places };
    // Blocks of columns and pages stand in another order than in the array.
    const rearranged = last.length > 0 || places.written !== places;
    return { range, name, result: { ok: true, value: literal }, rearranged };
  }
}

/** The index of a page, the first axis fastest, from 1 on. */
function indexOf(lengths: readonly number[], page: number): number[] {
  let rest = page;
  return lengths.map((length) => {
    const index = rest % length;
    rest = (rest - index) / length;
    return index + 1;
  });
}

/** A print that is clearly one but is not read; it goes on to the next blank line. */
export function refusedPrint(
  lines: Lines,
  first: number,
  from: number,
  elided: boolean,
  advice: string,
): Print {
  let end = Math.max(from, first + 1);
  while (end < lines.count && !lines.isBlank(end)) end++;
  const range = lines.range(first, end - 1);
  const message = elided
    ? `Numbers are left out of this print: print the array whole, ${advice}.`
    : 'This print of an array is not whole, or holds something else than numbers: copy all of it.';
  const error = { code: elided ? 'elided' : 'not-a-number', message, range } as const;
  return { finding: { range, name: null, result: { ok: false, error }, rearranged: false }, end };
}
