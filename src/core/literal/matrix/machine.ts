import type { Scalar, Store } from '../dialect/dialect';
import { type Failure, quoted } from '../failure';
import { Elements } from '../lexer/buffers';
import type { Source } from '../lexer/source';
import { Kind, type Tokens } from '../lexer/tokens';
import type { LiteralErrorCode } from '../literal';
import { Blocks } from './blocks';
import type { MatrixFunction, MatrixLanguage } from './language';

const DEEPEST = 64;
/** How many numbers a text may make up or move about, beyond a few times its own length. */
const ALLOWANCE = 4_000_000;

/** What an expression came to. A word (TRUE, a string, `[]`) is only ever an argument. */
export type Operand =
  (Scalar & { readonly kind: 'scalar' }) | MatrixValue | { readonly kind: 'word'; readonly text: string };

/** An array; its elements are the last ones read, from `from` on. */
export interface MatrixValue {
  readonly kind: 'array';
  readonly store: Store;
  readonly shape: readonly number[];
  readonly from: number;
  /** Julia's ranges of fractions: what is calculated with them is not calculated element by element. */
  readonly lazy?: true;
}

/** Something open around the token that is read. */
export interface Frame {
  readonly kind: 'root' | 'group' | 'rows' | 'call';
  /** The opening bracket; -1 where none is written. */
  readonly open: number;
  /** The code of the bracket that ends the frame; -1 where the last token does. */
  readonly closer: number;
  /** How many operators were pending, and how many elements were read, when the frame opened. */
  readonly pending: number;
  readonly from: number;
  /** The first token of the value being read. */
  elementFirst: number;
  /** What was read of the current row, or of a call that gathers its arguments. */
  readonly blocks: Blocks;
  readonly rows: Rows | null;
  readonly call: Call | null;
}

/** A matrix between brackets so far. */
export interface Rows {
  /** What separates its elements; Julia tells [1, 2], a vector, from [1 2], a row. */
  mode: 'open' | 'commas' | 'rows';
  /** The store that a type before the bracket names. */
  readonly store: Store | null;
  height: number;
  /** The length of each row; -1 before the first. */
  width: number;
  /** Whether every row is a number or a vector by itself. */
  flat: boolean;
  /** How many elements stood before the current row. */
  rowFrom: number;
}

export interface Call {
  readonly name: string;
  readonly nameToken: number;
  readonly callee: MatrixFunction;
  readonly positional: Operand[];
  readonly named: Map<string, Operand>;
  /** The name of the argument being read. */
  argument: string | null;
}

/** An operator that waits for its right operand; a sign has no left one, a range may have its first number. */
export interface Operator {
  readonly text: string;
  readonly precedence: number;
  readonly token: number;
  readonly left: Operand | null;
  readonly start: Operand | null;
}

/** The state of reading one expression: explicit stacks, so that no text can overflow them. */
export class Machine {
  readonly elements = new Elements();
  readonly frames: Frame[] = [];
  readonly operators: Operator[] = [];
  /** What was just read; null where a value is expected. */
  value: Operand | null = null;
  /** Whether elements stand elsewhere than in the text, or were made up. */
  rearranged = false;
  failure: Failure | null = null;
  private budget: number;

  constructor(
    readonly source: Source,
    readonly language: MatrixLanguage,
    readonly first: number,
    readonly limit: number,
    public index: number = first,
  ) {
    this.budget = ALLOWANCE + 16 * (limit - first);
  }

  get tokens(): Tokens {
    return this.source.tokens;
  }

  get frame(): Frame {
    const frame = this.frames[this.frames.length - 1];
    if (frame === undefined) throw new RangeError('no frame is open');
    return frame;
  }

  get hasPending(): boolean {
    return this.operators.length > this.frame.pending;
  }

  /** The kind of a token; 0 at the end of the expression. */
  kindAt(token: number): number {
    return token < this.limit ? this.tokens.kind(token) : 0;
  }

  /** Opens a frame and goes on after `open`. */
  push(
    kind: Frame['kind'],
    open: number,
    closer: number,
    call: Call | null = null,
    store: Store | null = null,
  ): void {
    if (this.frames.length >= DEEPEST) return this.tooDeep(open);
    if (open >= 0) this.index = open + 1;
    const from = this.elements.count;
    const rows: Rows = { mode: 'open', store, height: 0, width: -1, flat: true, rowFrom: from };
    this.frames.push({
      ...{ kind, open, closer, from, call },
      pending: this.operators.length,
      elementFirst: this.index,
      blocks: new Blocks(),
      rows: kind === 'rows' ? rows : null,
    });
  }

  pushOperator(operator: Operator): void {
    if (this.operators.length >= DEEPEST) return this.tooDeep(operator.token);
    this.operators.push(operator);
    this.value = null;
    this.index = operator.token + 1;
  }

  /** Pays for so many numbers made up or moved; fails where a text asks for too many. */
  charge(count: number, token: number): boolean {
    this.budget -= count;
    if (this.budget >= 0) return true;
    this.fail('non-literal', 'This makes more numbers than can be read: paste the values.', token);
    return false;
  }

  private tooDeep(token: number): void {
    this.fail(
      'too-deep',
      'This is nested too deeply: an array to check has only a few axes.',
      Math.max(token, this.first),
    );
  }

  quote(first: number, last = first): string {
    const { tokens, text } = this.source;
    return quoted(text.slice(tokens.start(first), tokens.end(last)));
  }

  /** Ends the reading with an error about the tokens from `first` to `last`. */
  fail(code: LiteralErrorCode, message: string, first: number, last = first): void {
    const { tokens } = this;
    this.failure ??= {
      code,
      message,
      range: [tokens.start(first), Math.max(tokens.start(first), tokens.end(last))],
    };
  }
}

/** Whether a token ends an argument. */
export function endsArgument(kind: number): boolean {
  return kind === Kind.comma || kind === Kind.close || kind === Kind.semicolon || kind === 0;
}
