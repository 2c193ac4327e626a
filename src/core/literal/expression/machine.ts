import type { Callee, Store } from '../dialect/dialect';
import type { Making, Rearrangement } from './algebra';
import type { Argument } from './arguments';
import { type Failure, quoted } from '../failure';
import type { LiteralErrorCode } from '../literal';
import type { Source } from '../lexer/source';
import type { Slot } from '../naming/slot';
import { type Nest, Nesting } from './nesting';
import { Filling, isFillable } from '../typing/filling';
import type { ArrayType } from '../typing/types';
import { Elements } from '../lexer/buffers';
import { Kind } from '../lexer/tokens';
import { type Generator, NO_SCOPE, type Scope } from './scope';
import { Mixture, type Value } from './values';

const DEEPEST_LIST = 32;
/** Lists, parentheses, calls and pending operators together. */
const DEEPEST_NEST = 96;

/** Something open around the token that is read: the whole expression, a list, grouping parentheses, a call. */
export interface Frame {
  readonly kind: 'root' | 'list' | 'group' | 'call';
  /** The opening bracket; -1 where none is written. */
  readonly open: number;
  /** The code of the bracket that ends the frame; -1 where the last token does. */
  readonly closer: number;
  /** How many operators were pending when the frame opened. */
  readonly pending: number;
  /** The first token of the element being read, and how many elements were read before it. */
  elementFirst: number;
  count: number;
  /** How many elements stood before it. */
  readonly from: number;
  /** Whether white space separates the elements, as in a print. */
  readonly spaced: boolean;
  readonly call: Call | null;
  /** The literal around a list that is an operand, and so a literal of its own. */
  readonly outer: Literal | null;
}

/** A call being read: what it takes so far, and what is put back when it ends. */
export type Call = Conversion | Application;

interface CallBase {
  readonly path: string;
  readonly nameToken: number;
  readonly outer: Literal;
  value: Value | null;
}

/** A call that makes something of its one argument: np.array. */
export interface Conversion extends CallBase {
  readonly kind: 'converts';
  readonly callee: Callee;
  store: Store | null;
  /** The lengths that its arguments give to the array, and whether they count from the last one on. */
  shape: readonly number[] | null;
  reversed: boolean;
}

/** A call of the array library, with the arguments read so far, and the name of the one being read. */
export interface Application extends CallBase {
  readonly kind: 'applies';
  readonly function: Making | Rearrangement;
  /** The generator whose method it is. */
  readonly generator: Generator | null;
  readonly positional: Argument[];
  readonly named: Map<string, Argument>;
  name: string | null;
  spreads: boolean;
}

/** What the lists of one literal share. The argument of a call is a literal of its own. */
export interface Literal {
  readonly nesting: Nest;
  readonly mixture: Mixture;
  /** How many elements stood before it. */
  readonly from: number;
  /** Its outermost open list: where we look for signs of a print. */
  outermost: number;
  /** What its elements are stored as; null where they tell. */
  readonly type: ArrayType | null;
  /** The literal around it that goes on when it ends; null where none does. */
  readonly outer: Literal | null;
  /** The shape that its elements are put into; null where its brackets tell. */
  readonly into: ArrayType | null;
}

/** An operator that waits for its right operand; a sign has no left one. */
export interface Operator {
  readonly text: string;
  readonly precedence: number;
  readonly token: number;
  readonly left: Value | null;
  /** What a cast stores its operand as. */
  readonly store?: Store;
}

/**
 * The state of reading one expression: explicit stacks in place of recursion, so that no text can overflow them.
 * `value` is what was just read; null where a value is expected. Once `failure` is set, reading is over.
 */
export class Machine {
  readonly elements = new Elements();
  readonly frames: Frame[] = [];
  readonly operators: Operator[] = [];
  literal: Literal;
  value: Value | null = null;
  /** Whether elements do not stand as they do in the text: moved, or calculated with. */
  rearranged = false;
  /** Whether a bracket was put back that could as well be left out on the other side. */
  doubtful = false;
  /** Whether a function of the array library was called. */
  applied = false;
  failure: Failure | null = null;

  /** `mends`: brackets that are missing at either end may be put back. */
  constructor(
    readonly source: Source,
    readonly first: number,
    readonly limit: number,
    readonly mends: boolean,
    /** The type that is declared for the whole expression. */
    readonly expected: Slot['type'] = null,
    readonly scope: Scope = NO_SCOPE,
    public index: number = first,
  ) {
    this.literal = this.newLiteral();
  }

  newLiteral(
    type: ArrayType | null = null,
    outer: Literal | null = null,
    into: ArrayType | null = null,
  ): Literal {
    const from = this.elements.count;
    const fills = this.source.dialect.types?.fills ?? 'never';
    const isFilled = type !== null && fills !== 'never' && !this.mends && isFillable(type);
    const nesting = isFilled ? new Filling(type.levels, fills === 'elided') : new Nesting();
    return { nesting, mixture: new Mixture(), from, outermost: -1, type, outer, into };
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
    const { tokens, dialect } = this.source;
    const kind = token < this.limit ? tokens.kind(token) : 0;
    return kind === Kind.semicolon && dialect.tables === true ? Kind.comma : kind;
  }

  pushFrame(
    kind: Frame['kind'],
    open: number,
    closer: number,
    spaced = false,
    call: Call | null = null,
    outer: Literal | null = null,
  ): void {
    if (this.frames.length >= DEEPEST_NEST) return this.tooDeep(open);
    this.frames.push({
      kind,
      open,
      closer,
      pending: this.operators.length,
      elementFirst: this.index,
      count: 0,
      from: this.elements.count,
      spaced,
      call,
      outer,
    });
  }

  pushList(open: number, closer: number, spaced: boolean, outer: Literal | null = null): void {
    if (!this.hasRoom(1)) return this.tooDeep(open);
    this.pushFrame('list', open, closer, spaced, null, outer);
    this.literal.nesting.depth++;
  }

  pushOperator(operator: Operator): void {
    if (this.operators.length >= DEEPEST_NEST) return this.tooDeep(operator.token);
    this.operators.push(operator);
    this.value = null;
    this.index = operator.token + 1;
  }

  /** Whether so many more lists may open inside each other. */
  hasRoom(lists: number): boolean {
    return this.literal.nesting.depth + lists <= DEEPEST_LIST && this.frames.length + lists <= DEEPEST_NEST;
  }

  tooDeep(token: number): void {
    const message = `This is nested more than ${DEEPEST_LIST} deep: an array to check has only a few axes.`;
    this.fail('too-deep', message, Math.max(token, this.first));
  }

  /** Where the element being read stands: "Element [1][2]", or "The value" outside lists. */
  get place(): string {
    const lists = this.frames.filter((frame) => frame.kind === 'list' && !(this.mends && frame.closer < 0));
    return lists.length === 0 ? 'The value' : `Element ${lists.map((frame) => `[${frame.count}]`).join('')}`;
  }

  quote(first: number, last = first): string {
    const { tokens, text } = this.source;
    return quoted(text.slice(tokens.start(first), tokens.end(last)));
  }

  /** Ends the reading with an error about the tokens from `first` to `last`. */
  fail(code: LiteralErrorCode, message: string, first: number, last = first): void {
    const { tokens } = this.source;
    this.failure ??= {
      code,
      message,
      range: [tokens.start(first), Math.max(tokens.start(first), tokens.end(last))],
    };
  }
}
