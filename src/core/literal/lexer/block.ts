import { CODE } from './chars';
import { decimalOf } from './decimal';
import { type Places, STRIDE, ScannedPlaces } from './places';

/** The inside of a list that was read at once: plain numbers, or lists of them of which all have one shape. */
export interface Block {
  /** Of the list itself: `shape[0]` is its length. */
  readonly shape: readonly number[];
  readonly data: Float64Array;
  readonly places: Places;
  /** Whether some numbers are written with a point or an exponent, and some without. */
  readonly decimals: boolean;
  readonly wholes: boolean;
}

// In names of this file, because the loops below ask for them at every character.
const { tab, newline, space, comma, plus, minus, dot, zero, nine } = CODE;
const lineReturn = CODE.return;
const letterE = 0x65;
const stride = STRIDE;

/** Shorter lists are read token by token, and so is what is nested more deeply. */
const SMALLEST = 64;
const DEEPEST = 16;

/** By how much the room for numbers grows at most. */
const GROWTH = 64;

/**
 * Reads the list whose bracket stands at an offset in one tight loop, as long as it holds nothing but plain numbers,
 * commas, white space and lists of equal length. `end` is the offset after its closing bracket, or where it turned
 * out to hold something else, or to be short: `block` is null then, and the list is for the ordinary scanner.
 */
export function readBlock(text: string, open: number, to: number): { block: Block | null; end: number } {
  const numbers = new Numbers(text, open, to);
  const opener = text.charCodeAt(open);
  const closer = opener === CODE.openBrace ? CODE.closeBrace : CODE.closeBracket;
  /** How long each closed list of a depth was, and how many elements the lists around the innermost one have so far. */
  const lengths: number[] = [];
  const around: number[] = [];
  let count = 0;
  let depth = 0;
  let numbersAt = -1;
  let expectsValue = true;
  let at = open;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === space || code === newline || code === lineReturn || code === tab) {
      at++;
    } else if (code === comma) {
      if (expectsValue) break;
      expectsValue = true;
      at++;
    } else if (code === opener) {
      if (!expectsValue || depth === numbersAt || depth === DEEPEST) break;
      around[depth++] = count;
      count = 0;
      at++;
    } else if (code === closer) {
      lengths[depth] ??= count;
      if (count === 0 || count !== lengths[depth]) break;
      expectsValue = false;
      count = (around[--depth] ?? 0) + 1;
      at++;
      if (depth === 0) return { block: numbers.block(lengths.slice(1)), end: at };
    } else {
      if (numbersAt < 0 && lengths.length === 0) numbersAt = depth;
      if (!expectsValue || depth !== numbersAt) break;
      const end = numbers.read(at);
      if (end < 0) break;
      expectsValue = false;
      count++;
      at = end;
    }
  }
  return { block: null, end: at };
}

/** The numbers of a list read so far. */
class Numbers {
  private data = new Float64Array(SMALLEST);
  private marks = new Uint32Array(1);
  private count = 0;
  private decimals = false;
  private wholes = false;

  constructor(
    private readonly text: string,
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** Reads the number at an offset and returns its end; -1 where none stands that means the same in every language. */
  read(start: number): number {
    const { text } = this;
    let at = start;
    let code = text.charCodeAt(at);
    const signed = code === minus || code === plus;
    const negative = code === minus;
    if (signed) code = text.charCodeAt(++at);
    const first = at;
    let mantissa = 0;
    let point = -1;
    for (; ; code = text.charCodeAt(++at)) {
      if (code >= zero && code <= nine) mantissa = mantissa * 10 + (code - zero);
      else if (code === dot && point < 0) point = at;
      else break;
    }
    const digits = at - first - (point < 0 ? 0 : 1);
    // 012 is no plain number, nor is a point alone.
    if (digits === 0 || (digits > 1 && text.charCodeAt(first) === zero && point !== first + 1)) return -1;
    let power = point < 0 ? 0 : point + 1 - at;
    const hasExponent = (code | 0x20) === letterE;
    if (hasExponent) {
      const sign = text.charCodeAt(++at);
      if (sign === minus || sign === plus) at++;
      const exponentAt = at;
      let exponent = 0;
      for (code = text.charCodeAt(at); code >= zero && code <= nine; code = text.charCodeAt(++at)) {
        exponent = exponent * 10 + (code - zero);
      }
      if (at === exponentAt) return -1;
      power += sign === minus ? -exponent : exponent;
    }
    const whole = point < 0 && !hasExponent;
    // Whether the integer zero has a sign is for the language to say.
    if (at > this.to || (whole && negative && mantissa === 0)) return -1;
    if (whole) this.wholes = true;
    else this.decimals = true;
    const value = decimalOf(mantissa, power, text, first, at);
    this.push(negative ? -value : value, start);
    return at;
  }

  /** What was read, as the inside of a list of a shape; null where it is short. */
  block(shape: readonly number[]): Block | null {
    const { text, count, marks, decimals, wholes } = this;
    if (count < SMALLEST) return null;
    const wasteful = this.data.length > count * 1.125;
    const data = wasteful ? this.data.slice(0, count) : this.data.subarray(0, count);
    return { shape, data, places: new ScannedPlaces(text, marks, count), decimals, wholes };
  }

  private push(value: number, start: number): void {
    if (this.count === this.data.length) this.grow(start);
    if (this.count % stride === 0) this.marks[this.count / stride] = start;
    this.data[this.count++] = value;
  }

  /** Makes room for as many numbers as the rest of the text may hold, by the measure of those read. */
  private grow(at: number): void {
    const expected = (this.count * (this.to - this.from)) / (at - this.from);
    const room = Math.ceil(Math.min(expected * 1.02 + stride, this.count * GROWTH) / stride) * stride;
    const [{ data }, { marks }] = [this, this];
    this.data = new Float64Array(room);
    this.data.set(data);
    this.marks = new Uint32Array(room / stride);
    this.marks.set(marks);
  }
}
