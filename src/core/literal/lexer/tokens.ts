import type { Block } from './block';
import { Uints } from './buffers';

/** What a token is. Numbers apart: a plain integer, a plain decimal, and whatever else begins like a number. */
export const Kind = {
  integer: 1,
  decimal: 2,
  oddNumber: 3,
  name: 4,
  string: 5,
  open: 6,
  close: 7,
  comma: 8,
  semicolon: 9,
  colon: 10,
  assign: 11,
  sign: 12,
  operator: 13,
  dot: 14,
  ellipsis: 15,
  /** The inside of a list that was read at once: see block.ts. */
  block: 16,
} as const;

/** Whether a token of this kind can be the last one of a value. */
export function endsValue(kind: number): boolean {
  return kind > 0 && (kind <= Kind.string || kind === Kind.close);
}

const KIND = 0x1f;
const HOLDS_COMMA = 0x20;
const AFTER_SPACE = 0x40;
const AFTER_BREAK = 0x80;

/** In `mates`: a closing bracket that closes nothing, or a token that is no bracket. */
export const NO_MATE = -1;

/**
 * The tokens of a text, comments left out. Arrays side by side instead of objects: ten megabytes hold millions.
 * `mate(i)` of a bracket is its partner; `unclosedEnd(i)` tells where an opening bracket without one gives up.
 */
export class Tokens {
  readonly comments = { starts: new Uints(16), ends: new Uints(16) };
  readonly starts: Uints;
  readonly ends: Uints;
  private kinds: Uint8Array;
  private mates: Int32Array = new Int32Array(0);
  private readonly blocks = new Map<number, Block>();

  constructor(
    readonly text: string,
    readonly from: number,
    readonly to: number,
  ) {
    const capacity = Math.min(to - from + 1, 1 << 16);
    this.starts = new Uints(capacity);
    this.ends = new Uints(capacity);
    this.kinds = new Uint8Array(Math.max(16, capacity));
  }

  get count(): number {
    return this.starts.count;
  }

  push(kind: number, start: number, end: number, afterSpace: boolean, afterBreak: boolean): void {
    const index = this.starts.count;
    if (index === this.kinds.length) {
      const larger = new Uint8Array(index * 2);
      larger.set(this.kinds);
      this.kinds = larger;
    }
    this.kinds[index] = kind | (afterSpace ? AFTER_SPACE : 0) | (afterBreak ? AFTER_BREAK : 0);
    this.starts.push(start);
    this.ends.push(end);
  }

  /** A list that was read at once, as three tokens: its brackets and what is between them. */
  pushList(block: Block, open: number, end: number, afterSpace: boolean, afterBreak: boolean): void {
    this.push(Kind.open, open, open + 1, afterSpace, afterBreak);
    this.blocks.set(this.count, block);
    this.push(Kind.block, open + 1, end - 1, false, false);
    this.push(Kind.close, end - 1, end, false, false);
  }

  get hasBlocks(): boolean {
    return this.blocks.size > 0;
  }

  block(index: number): Block | null {
    return this.blocks.get(index) ?? null;
  }

  /** The kind of a token; 0 beyond either end. */
  kind(index: number): number {
    return index < this.count ? (this.kinds[index] ?? 0) & KIND : 0;
  }

  start(index: number): number {
    return index < this.count ? this.starts.at(index) : this.to;
  }

  end(index: number): number {
    return index < this.count ? this.ends.at(index) : this.to;
  }

  /** The first character of a token: which bracket or sign it is. */
  code(index: number): number {
    return this.text.charCodeAt(this.start(index));
  }

  isOpen(index: number, code: number): boolean {
    return this.kind(index) === Kind.open && this.code(index) === code;
  }

  textOf(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** Whether white space, a comment or a line end stands before a token. */
  afterSpace(index: number): boolean {
    return ((this.kinds[index] ?? 0) & (AFTER_SPACE | AFTER_BREAK)) !== 0;
  }

  afterBreak(index: number): boolean {
    return ((this.kinds[index] ?? 0) & AFTER_BREAK) !== 0;
  }

  /** Whether an opening bracket has a comma directly inside. */
  holdsComma(index: number): boolean {
    return ((this.kinds[index] ?? 0) & HOLDS_COMMA) !== 0;
  }

  markComma(open: number): void {
    this.kinds[open] = (this.kinds[open] ?? 0) | HOLDS_COMMA;
  }

  setMates(mates: Int32Array): void {
    this.mates = mates;
  }

  mate(index: number): number {
    const mate = this.mates[index] ?? NO_MATE;
    return mate >= 0 ? mate : NO_MATE;
  }

  /** The token before which an unclosed bracket gives up, or -1 for a bracket with a partner. */
  unclosedEnd(open: number): number {
    const mate = this.mates[open] ?? NO_MATE;
    return mate < NO_MATE ? -2 - mate : -1;
  }

  /** The token after a group: after its closing bracket, or where the unclosed bracket gives up. */
  afterGroup(open: number): number {
    const mate = this.mate(open);
    return mate >= 0 ? mate + 1 : Math.max(open + 1, this.unclosedEnd(open));
  }

  /** How far the first token of a line is indented; a tab goes to the next multiple of eight. */
  column(index: number): number {
    const start = this.start(index);
    let lineStart = start;
    while (lineStart > this.from && !isLineEnd(this.text.charCodeAt(lineStart - 1))) lineStart--;
    let column = 0;
    for (let at = lineStart; at < start; at++) {
      column = this.text.charCodeAt(at) === 0x09 ? column - (column % 8) + 8 : column + 1;
    }
    return column;
  }
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
