import { CODE } from '../lexer/chars';
import { knowsCall } from '../dialect/dialect';
import { type Source, isStoreSuffix, pathBefore } from '../lexer/source';
import { Kind, endsValue } from '../lexer/tokens';
import type { ArrayType } from '../typing/types';
import { bindByColon, bindByEquals, bindByOperator, bindByWord } from './binding';
import { isBoundary, nameInProse, namesWhatFollows } from './boundaries';
import { braceAfterType, isInitialiser } from './initialiser';
import { type Slot, newSlot } from './slot';

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
  /** The type that the names of a declaration share, while it goes on after a comma. */
  base: ArrayType | null;
}

class Walker {
  readonly slots: Slot[] = [];
  private readonly groups: Group[] = [];
  private group: Group = { open: -1, kind: 'document', end: -1, parent: null, slot: null, base: null };
  private column = 0;
  /** The brace that a type before it makes a list. */
  private brace = -1;

  constructor(private readonly source: Source) {}

  visit(index: number): void {
    const { tokens } = this.source;
    while (this.group.end >= 0 && this.group.end <= index) this.giveUp(index);
    const kind = tokens.kind(index);
    if (index === 0 || tokens.afterBreak(index)) this.column = tokens.column(index);
    if (kind === Kind.close) return this.close(index);
    const brace = this.source.dialect.types === undefined ? -1 : braceAfterType(this.source, index);
    if (brace >= 0) this.brace = brace;
    if (this.group.kind === 'list' || this.group.kind === 'subscript') {
      if (kind === Kind.open) this.enter(index);
      return;
    }
    const { slot: open } = this.group;
    if (open !== null && open.declared && index < open.value)
      return kind === Kind.open ? this.enter(index) : undefined;
    if (open !== null && isBoundary(this.source, open, this.group.kind, index)) {
      this.group.base = null;
      this.endSlot(index);
    }
    if (kind === Kind.semicolon) {
      this.group.base = null;
      return this.endSlot(index);
    }
    if (kind === Kind.comma) return this.comma(index);
    const slot = this.group.slot ?? this.beginSlot(index);
    if (slot.declared && index < slot.value) return kind === Kind.open ? this.enter(index) : undefined;
    if (kind === Kind.open) {
      this.enter(index);
    } else if (slot.suffix >= 0) return;
    else if (kind === Kind.assign) bindByEquals(this.source, slot, index, this.group.kind === 'call');
    else if (kind === Kind.colon) this.colon(slot, index);
    else if (kind === Kind.operator) bindByOperator(this.source, slot, index, this.group.kind === 'call');
    else if (kind === Kind.name) bindByWord(this.source, slot, index);
  }

  finish(): void {
    const { count } = this.source.tokens;
    while (this.groups.length > 0) this.giveUp(count);
    this.endSlot(count);
  }

  private beginSlot(index: number): Slot {
    const { group } = this;
    const { tokens, dialect } = this.source;
    const call = group.kind === 'call';
    const around = group.parent;
    const slot = newSlot(index, group.open, around, this.column);
    slot.standing = group.kind === 'document' || (group.kind === 'braces' && this.source.dialect.blocks);
    // Perl: `push @x, [1, 2]`
    if (dialect.listSigil !== undefined && tokens.kind(index - 1) === Kind.comma) slot.standing = false;
    slot.wrapped = call && around !== null && (around.binding !== 'none' || around.wrapped);
    if (group.kind === 'document' && this.source.dialect.prose) nameInProse(this.source, slot);
    if (!call) this.source.dialect.types?.declare(this.source, slot, group.base);
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
    if (
      kind === 'list' &&
      parent !== null &&
      parent.list < 0 &&
      index >= parent.value &&
      this.makesList(index, index === parent.first)
    ) {
      parent.list = index;
    }
    // A block ends what stands before it: `for v in [1, 2] {`.
    if (this.source.dialect.types !== undefined && kind === 'braces' && index !== group.slot?.value)
      this.endSlot(index);
    this.groups.push(group);
    this.group = { open: index, kind, end, parent, slot: null, base: null };
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

  private makesList(index: number, isFirst: boolean): boolean {
    const { tokens, dialect } = this.source;
    const brackets = dialect.types?.lists ?? (dialect.tables === true ? '{[' : '[');
    // `#[test]`, `[Test]`
    const isAttribute =
      tokens.code(index - 1) === CODE.hash || (isFirst && tokens.kind(index + 1) === Kind.name);
    return !(dialect.types !== undefined && isAttribute) && brackets.includes(tokens.textOf(index));
  }

  /** Whether the items between brackets have keys, as the first one shows. */
  private holdsKeys(open: number): boolean {
    const { tokens, dialect } = this.source;
    if (dialect.tables !== true) return tokens.textOf(open + 2) === '=>';
    return tokens.code(open + 1) === CODE.openBracket || tokens.kind(open + 2) === Kind.assign;
  }

  private kindOf(index: number, slot: Slot | null): Group['kind'] {
    const { tokens, dialect } = this.source;
    const code = tokens.code(index);
    const before = tokens.kind(index - 1);
    if (dialect.tables === true && code === CODE.openBrace) return this.holdsKeys(index) ? 'braces' : 'list';
    if (dialect.fatCommas === true && !endsValue(before) && this.holdsKeys(index)) return 'braces';
    if (dialect.types !== undefined && code === CODE.openBrace)
      return isInitialiser(this.source, index, slot, this.group.kind, this.brace) ? 'list' : 'braces';
    // In a template string, the code in braces is no block.
    if (code === CODE.openBrace) return before === Kind.string && dialect.blocks ? 'list' : 'braces';
    if (!endsValue(before) || index === slot?.value) return 'list';
    if (before !== Kind.name) return code === CODE.openBracket ? 'subscript' : 'call';
    const { path, first } = pathBefore(tokens, index - 1);
    if (dialect.leadingWords.has(path) || dialect.joiningWords.has(path)) return 'list';
    if (code === CODE.openBracket) return dialect.bracketCalls?.has(path) === true ? 'list' : 'subscript';
    // Go: `var (`
    if (dialect.types?.qualifiers.has(path) === true) return 'braces';
    return isRead(this.source, path, first) ? 'list' : 'call';
  }

  private comma(index: number): void {
    const { tokens, dialect } = this.source;
    const { slot, kind } = this.group;
    if (dialect.types !== undefined && slot !== null) {
      this.group.base = slot.base;
      if (slot.tuple) return;
    }
    if (kind === 'document' && slot !== null && isStoreSuffix(this.source, index)) {
      slot.suffix = index;
      return;
    }
    if (slot === null) return;
    const isTuple = kind === 'document' && dialect.tuples && !dialect.prose;
    if (!(isTuple || slot.unpacked !== null) || namesWhatFollows(this.source, slot, index)) {
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

  private colon(slot: Slot, index: number): void {
    if (bindByColon(this.source, slot, index, this.group.kind === 'call')) this.endSlot(index);
  }
}

/** Whether the arguments of a call are read with it, so that they are no values of their own. */
function isRead({ tokens, dialect }: Source, path: string, first: number): boolean {
  const { algebra } = dialect;
  if (knowsCall(dialect, path)) return true;
  if (algebra === undefined) return false;
  const isMethod = path.includes('.') || tokens.kind(first - 1) === Kind.dot;
  const name = path.slice(path.lastIndexOf('.') + 1);
  return (
    algebra.functions.has(path) ||
    algebra.generators.has(path) ||
    (isMethod && (algebra.methods.has(name) || algebra.draws.has(name) || dialect.methods.has(name)))
  );
}
