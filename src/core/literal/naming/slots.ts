import { CODE } from '../lexer/chars';
import { bindByColon, bindByEquals, bindByOperator, bindByWord } from './binding';
import { endsValue } from '../lexer/brackets';
import { type Source, isStoreSuffix, pathAfter, pathBefore } from '../lexer/source';
import { Kind } from '../lexer/tokens';

/** How a value gets its name: `x = 1`, `"x": 1`, `f(x=1)`; `element` is `x[0] = 1`, which names no array. */
export type Binding = 'none' | 'assigned' | 'keyed' | 'keyword' | 'element';

/** A place in the text where a value stands: a statement, an entry between braces, an argument of a call. */
export interface Slot {
  /** The first token, the first token of the value, and the token after the last. */
  readonly first: number;
  value: number;
  end: number;
  name: string | null;
  binding: Binding;
  /** The bracket that holds the slot, or -1; and the slot that this bracket stands in. */
  readonly group: number;
  readonly parent: Slot | null;
  /** The first list bracket of the value itself, or -1. */
  list: number;
  /** Whether the value is a tuple without parentheses: `x = [1, 2], [3, 4]`. */
  tuple: boolean;
  /** Names that are assigned together: `a, b = [1], [2]`. */
  unpacked: { readonly names: readonly (string | null)[]; used: number } | null;
  /** The token that keeps the value from being what the name holds: `+=`, `=>`; or -1. */
  changes: number;
  /** Whether the value is a statement of its own, as opposed to `return [1]` or an argument. */
  standing: boolean;
  /** Whether a call around the value makes something else of it: `x = f([1])`. */
  readonly wrapped: boolean;
  /** The comma of `, dtype=float32` after the value, or -1. */
  suffix: number;
  /** A closing bracket right after the value that closes nothing, or -1. */
  stray: number;
  /** Whether a bracket of the slot is never closed. */
  unclosed: boolean;
  /** How far the line is indented that the slot begins on. */
  readonly column: number;
}

/** The slots of a source in the order of their first tokens, found in one pass without reading any value. */
export function findSlots(source: Source): Slot[] {
  const walker = new Walker(source);
  for (let index = 0; index < source.tokens.count; index++) walker.visit(index);
  walker.finish();
  return walker.slots;
}

/** A bracket that we are inside of. Only the document, braces and calls hold slots; `list` is part of a value. */
interface Group {
  readonly open: number;
  readonly kind: 'document' | 'braces' | 'call' | 'list' | 'subscript';
  readonly end: number;
  readonly parent: Slot | null;
  slot: Slot | null;
}

class Walker {
  readonly slots: Slot[] = [];
  private readonly groups: Group[] = [];
  private group: Group = { open: -1, kind: 'document', end: -1, parent: null, slot: null };
  private column = 0;

  constructor(private readonly source: Source) {}

  visit(index: number): void {
    const { tokens } = this.source;
    while (this.group.end >= 0 && this.group.end <= index) this.giveUp(index);
    const kind = tokens.kind(index);
    if (index === 0 || tokens.afterBreak(index)) this.column = tokens.column(index);
    if (kind === Kind.close) return this.close(index);
    if (this.group.kind === 'list' || this.group.kind === 'subscript') {
      if (kind === Kind.open) this.enter(index);
      return;
    }
    if (this.isBoundary(index)) this.endSlot(index);
    if (kind === Kind.semicolon) return this.endSlot(index);
    if (kind === Kind.comma) return this.comma(index);
    const slot = this.group.slot ?? this.beginSlot(index);
    if (kind === Kind.open) {
      this.enter(index);
    } else if (slot.suffix >= 0) return;
    else if (kind === Kind.assign) bindByEquals(this.source, slot, index, this.group.kind === 'call');
    else if (kind === Kind.colon) this.colon(slot, index);
    else if (kind === Kind.operator) bindByOperator(this.source, slot, index);
    else if (kind === Kind.name) bindByWord(this.source, slot, index);
  }

  finish(): void {
    const { count } = this.source.tokens;
    while (this.groups.length > 0) this.giveUp(count);
    this.endSlot(count);
  }

  private beginSlot(index: number): Slot {
    const { group } = this;
    const call = group.kind === 'call';
    const around = group.parent;
    const slot: Slot = {
      first: index,
      value: index,
      end: index,
      name: null,
      binding: 'none',
      group: group.open,
      parent: around,
      list: -1,
      tuple: false,
      unpacked: null,
      changes: -1,
      standing: group.kind === 'document' || (group.kind === 'braces' && this.source.dialect.blocks),
      wrapped: call && around !== null && (around.binding !== 'none' || around.wrapped),
      suffix: -1,
      stray: -1,
      unclosed: false,
      column: this.column,
    };
    if (group.kind === 'document' && this.source.dialect.prose) this.nameInProse(slot);
    this.slots.push(slot);
    group.slot = slot;
    return slot;
  }

  private endSlot(index: number): void {
    const { slot } = this.group;
    if (slot === null) return;
    slot.end = index;
    this.group.slot = null;
  }

  private enter(index: number): void {
    const { tokens } = this.source;
    const end = tokens.unclosedEnd(index);
    const { group } = this;
    const parent = group.slot ?? group.parent;
    const kind = group.kind === 'subscript' ? 'subscript' : this.kindOf(index, parent);
    if (kind === 'list' && parent !== null && parent.list < 0 && tokens.code(index) === CODE.openBracket) {
      parent.list = index;
    }
    this.groups.push(group);
    this.group = { open: index, kind, end, parent, slot: null };
  }

  private leave(index: number): void {
    this.endSlot(index);
    this.group = this.groups.pop() ?? this.group;
  }

  /** Leaves a bracket that is never closed: what follows is no longer part of the value. */
  private giveUp(index: number): void {
    this.leave(index);
    if (this.group.slot !== null) this.group.slot.unclosed = true;
    this.endSlot(index);
  }

  private close(index: number): void {
    if (this.source.tokens.mate(index) >= 0) return this.leave(index);
    if (this.group.slot !== null) this.group.slot.stray = index;
    this.endSlot(index);
  }

  private kindOf(index: number, slot: Slot | null): Group['kind'] {
    const { tokens, dialect } = this.source;
    const code = tokens.code(index);
    const before = tokens.kind(index - 1);
    // In a template string, the code in braces is no block.
    if (code === CODE.openBrace) return before === Kind.string && dialect.blocks ? 'list' : 'braces';
    if (!endsValue(before) || index === slot?.value) return 'list';
    if (before !== Kind.name) return code === CODE.openBracket ? 'subscript' : 'call';
    const { path } = pathBefore(tokens, index - 1);
    if (dialect.leadingWords.has(path) || dialect.joiningWords.has(path)) return 'list';
    if (code === CODE.openBracket) return 'subscript';
    return dialect.calls.has(path) ? 'list' : 'call';
  }

  /** Whether a line end, or in prose a word beside an array, ends the slot before this token. */
  private isBoundary(index: number): boolean {
    const { tokens, dialect } = this.source;
    const { kind, slot } = this.group;
    if (slot === null || kind === 'call') return false;
    const before = tokens.kind(index - 1);
    if (dialect.prose && kind === 'document' && this.isProseBoundary(index)) return true;
    if (!tokens.afterBreak(index) || before === Kind.assign) return false;
    if (before === Kind.colon && dialect.prose) return false;
    if (dialect.lineEnds && kind === 'document') return true;
    return endsValue(before) && this.beginsValue(index);
  }

  private beginsValue(index: number): boolean {
    const { tokens, dialect } = this.source;
    const kind = tokens.kind(index);
    if (kind === Kind.name) return !dialect.joiningWords.has(tokens.textOf(index));
    return kind <= Kind.string || (kind === Kind.open && tokens.code(index) === CODE.openBrace);
  }

  /** In prose a word after an array begins something else, and so does an array after a word. */
  private isProseBoundary(index: number): boolean {
    const { tokens } = this.source;
    if (!tokens.afterSpace(index) || this.group.slot?.value === index) return false;
    const before = tokens.kind(index - 1);
    if (before === Kind.close) return tokens.kind(index) === Kind.name;
    return before === Kind.name && this.beginsArray(index);
  }

  private beginsArray(index: number): boolean {
    const { tokens, dialect } = this.source;
    if (tokens.kind(index) !== Kind.name) return tokens.code(index) === CODE.openBracket;
    const { path, last } = pathAfter(tokens, index, tokens.count);
    return tokens.code(last + 1) === CODE.openParen && dialect.calls.has(path);
  }

  /** `dx [[1 2]]`, as print("dx", dx) writes it: the word names the array. */
  private nameInProse(slot: Slot): void {
    const { tokens } = this.source;
    const before = slot.first - 1;
    if (tokens.kind(before) !== Kind.name || tokens.afterBreak(slot.first) || !this.beginsArray(slot.first))
      return;
    slot.name = tokens.textOf(before);
    slot.binding = 'keyed';
  }

  private comma(index: number): void {
    const { tokens, dialect } = this.source;
    const { slot, kind } = this.group;
    if (kind === 'document' && slot !== null && isStoreSuffix(this.source, index)) {
      slot.suffix = index;
      return;
    }
    if (
      kind !== 'document' ||
      !dialect.tuples ||
      dialect.prose ||
      slot === null ||
      this.namesWhatFollows(index)
    ) {
      return this.endSlot(index);
    }
    if (slot.unpacked === null) {
      slot.tuple = true;
      return;
    }
    this.endSlot(index);
    if (tokens.afterBreak(index + 1) || index + 1 >= tokens.count) return;
    const next = this.beginSlot(index + 1);
    const { unpacked } = slot;
    next.binding = 'assigned';
    next.name = unpacked.names[unpacked.used++] ?? null;
    next.unpacked = unpacked;
  }

  /** `x = [1], y = [2]` or `"x": [1], "y": [2]`, a piece of a call or of a dictionary. */
  private namesWhatFollows(comma: number): boolean {
    const { tokens } = this.source;
    const kind = tokens.kind(comma + 1);
    const next = tokens.kind(comma + 2);
    if (kind === Kind.name && next === Kind.assign) return this.group.slot?.binding !== 'none';
    return (kind === Kind.name || kind === Kind.string) && next === Kind.colon;
  }

  private colon(slot: Slot, index: number): void {
    if (bindByColon(this.source, slot, index, this.group.kind === 'call')) this.endSlot(index);
  }
}
