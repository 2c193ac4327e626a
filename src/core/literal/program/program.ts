import { RandomState } from '../../random/random-state';
import type { Entry } from '../entries';
import { type Generator, type Known, NO_SCOPE, type Scope } from '../expression/scope';
import { INTEGER } from '../dialect/dialect';
import { quoted } from '../failure';
import { firstAtLeast } from '../lexer/places';
import { type Source, pathAfter } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Slot } from '../naming/slot';
import { Blocks } from './blocks';
import { type Effects, scanEffects } from './effects';
import { seedAt } from './seed';

/**
 * What the statements of a program leave behind, in their order: the constants that names hold, and where the
 * generator of random numbers stands. Nothing is run: statements are read like any other, and what cannot be followed
 * makes the names it may change, and the numbers drawn after it, unknown. Reads no further than it is asked about.
 */
export class Program implements Effects {
  private readonly blocks = new Blocks();
  private readonly starts: Uint32Array;
  private readonly seeded: Generator[] = [];
  private readonly globals: ReadonlySet<string>;
  /** The slot that was arrived at, and how far tokens outside of slots were looked at. */
  private current = -1;
  private scanned = 0;
  /** The statement whose body begins where it ends: its own arguments stand before that. */
  private head: Slot | null = null;
  /** The last statement that was searched for conditions. */
  private looked: { readonly statement: Slot; readonly isSure: boolean } | null = null;
  /** Names of a tuple, which are bound together once all their values are read. */
  private pending: { readonly group: Slot['unpacked']; readonly names: [string, Known | null][] } | null =
    null;

  constructor(
    private readonly source: Source,
    private readonly slots: readonly Slot[],
    private readonly read: (slot: Slot) => Entry,
  ) {
    this.starts = Uint32Array.from(slots, ({ first }) => first);
    this.globals = globalsIn(source.text);
  }

  /** What is known at a slot. */
  scopeAt(slot: Slot): Scope {
    if (this.source.dialect.algebra === undefined || this.source.dialect.prose) return NO_SCOPE;
    return {
      known: (name) => (this.arriveAt(slot) ? this.known(name) : undefined),
      generator: () => (this.arriveAt(slot) && this.isSure(slot) ? this.generator() : NO_SCOPE.generator()),
    };
  }

  known(name: string): Known | undefined {
    return this.globals.has(name) ? undefined : this.blocks.known(name);
  }

  forget(name: string | null): void {
    if (name === null) this.blocks.forgetAll();
    else this.blocks.bind(name, null);
  }

  seed(open: number): void {
    const seed = seedAt(this.source, open, (name) => this.known(name));
    const { generator } = this.blocks;
    this.blocks.touch();
    generator.state = seed === null ? null : new RandomState(seed);
    generator.lost = 'its seed is not written out';
  }

  lose(token: number): void {
    this.blocks.touch();
    const { tokens } = this.source;
    const culprit = quoted(pathAfter(tokens, token, tokens.count).path);
    for (const generator of [this.blocks.generator, ...this.seeded.splice(0)]) {
      if (generator.state === null) continue;
      generator.state = null;
      generator.lost = `${culprit} before it may draw numbers as well, so seed again below that`;
    }
  }

  private generator(): Generator {
    this.blocks.touch();
    return this.blocks.generator;
  }

  /** Follows the statements up to a slot. False where the program is past it already. */
  private arriveAt(slot: Slot): boolean {
    const index = firstAtLeast(this.starts.length, (at) => this.starts[at] ?? 0, slot.first);
    if (this.current > index) return false;
    while (this.current < index) {
      if (this.current >= 0) this.leave(this.current);
      this.arrive(++this.current);
    }
    return this.slots[index] === slot;
  }

  /** What stands before a slot, outside of other slots, takes effect. */
  private arrive(index: number): void {
    const slot = this.slots[index];
    if (slot === undefined) return;
    scanEffects(this.source, this.scanned, slot.first, this);
    this.scanned = Math.max(this.scanned, slot.first);
    if (this.pending !== null && this.pending.group !== slot.unpacked) this.settle();
    if (this.head !== null && slot.first >= this.head.end) {
      this.blocks.enter(this.source, this.head);
      this.head = null;
    }
    const begins = slot.group < 0 && (slot.first === 0 || this.source.tokens.afterBreak(slot.first));
    if (!begins) return;
    this.blocks.leave(slot.column, () => this.lose(slot.first));
  }

  /** The slot takes effect: its names are bound. */
  private leave(index: number): void {
    const slot = this.slots[index];
    if (slot === undefined) return;
    const { tokens } = this.source;
    const entry = this.holdsSlots(index) ? null : this.read(slot);
    if (entry !== null) {
      // `for a in [1]` and `del a` are read as the value behind the word.
      const isWhole = entry.failure === null && (slot.binding !== 'none' || slot.value === slot.first);
      if (!isWhole && tokens.textOf(slot.value) !== 'lambda')
        scanEffects(this.source, slot.first, slot.end, this);
      this.scanned = slot.end;
    }
    if (slot.group < 0 && slot.binding === 'none' && tokens.kind(slot.end) === Kind.colon) {
      this.head = slot;
    } else if (slot.group < 0 && slot.binding !== 'none') this.assign(slot, entry?.known ?? null);
    else if (slot.binding === 'assigned') this.forget(slot.name);
  }

  private assign(slot: Slot, known: Known | null): void {
    const { tokens } = this.source;
    for (let at = slot.first; at < slot.value; at++) {
      if (tokens.kind(at) === Kind.name && tokens.kind(at - 1) !== Kind.dot) this.forget(tokens.textOf(at));
    }
    const { name, unpacked } = slot;
    if (slot.binding !== 'assigned' || name === null) return;
    const isPart = unpacked === null && tokens.kind(slot.value - 3) === Kind.dot;
    if (isPart) return;
    const names: [string, Known | null][] =
      unpacked === null ? [[name, known]] : partsOf(unpacked, name, known);
    if (this.pending === null || this.pending.group !== unpacked)
      this.pending = { group: unpacked, names: [] };
    this.pending.names.push(...names);
    for (const [other] of names) this.forget(other);
    if (unpacked === null) this.settle();
  }

  private settle(): void {
    for (const [name, known] of this.pending?.names ?? []) {
      this.blocks.bind(name, known);
      if (known?.kind === 'generator') this.seeded.push(known.generator);
    }
    this.pending = null;
  }

  /** Whether a slot is read once and in its turn: it holds no others, and its statement has no conditions or loops. */
  private isSure(slot: Slot): boolean {
    if (this.holdsSlots(this.current)) return false;
    if (slot.parent === null) return true;
    let statement = slot.parent;
    while (statement.parent !== null) statement = statement.parent;
    if (this.looked?.statement !== statement) {
      this.looked = { statement, isSure: !hasConditions(this.source, statement) };
    }
    return this.looked.isSure;
  }

  private holdsSlots(index: number): boolean {
    const [slot, next] = [this.slots[index], this.slots[index + 1]];
    return slot !== undefined && next !== undefined && next.first < slot.end;
  }
}

/** `N, D = 4, 5` gives each name its own value; `N, D = x.shape` takes one apart. */
function partsOf(
  unpacked: NonNullable<Slot['unpacked']>,
  name: string,
  known: Known | null,
): [string, Known | null][] {
  if (unpacked.used > 1 || known?.kind !== 'lengths') return [[name, known]];
  const { names } = unpacked;
  if (known.lengths.length !== names.length) return [];
  return names.flatMap((target, index): [string, Known | null][] => {
    const number = known.lengths[index] ?? 0;
    return target === null ? [] : [[target, { kind: 'number', number, store: INTEGER }]];
  });
}

/** Whether parts of a statement may run not at all, or more than once. */
function hasConditions({ tokens }: Source, { first, end }: Slot): boolean {
  for (let at = first; at < end; at++) {
    if (tokens.kind(at) === Kind.name && /^(?:and|or|if|else|for|lambda)$/.test(tokens.textOf(at)))
      return true;
  }
  return false;
}

/** Names that a function may assign wherever it is called. */
function globalsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!text.includes('global') && !text.includes('nonlocal')) return names;
  for (const [, list = ''] of text.matchAll(/^[ \t]*(?:global|nonlocal)[ \t]+([\w, \t]+)/gm)) {
    for (const name of list.split(',')) names.add(name.trim());
  }
  return names;
}
