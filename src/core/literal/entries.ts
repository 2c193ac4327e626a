import type { Known, Scope } from './expression/scope';
import { CODE } from './lexer/chars';
import { Kind } from './lexer/tokens';
import { Program } from './program/program';
import type { Reading } from './expression/evaluate';
import { evaluate } from './expression/evaluate';
import type { Failure } from './failure';
import type { ArrayLiteral } from './literal';
import { spanOf } from './naming/sigils';
import type { Slot } from './naming/slot';
import type { Source } from './lexer/source';

/** What a slot holds: a literal, or the reason why not. */
export interface Entry {
  readonly slot: Slot;
  readonly literal: ArrayLiteral | null;
  readonly failure: Failure | null;
  /** Whether the elements stand in another order or shape than in the text. */
  readonly rearranged: boolean;
  /** Whether the failure is in something meant as an array of numbers, as opposed to other code. */
  readonly broken: boolean;
  /** Whether the failure is worth telling to somebody who points at it: it is broken, or would make an array. */
  readonly telling: boolean;
  /** What later code knows of it: a number, lengths, the shape of an array. */
  readonly known: Known | null;
}

/** As many axes as an array may have. */
const MOST_AXES = 32;

/** Reads what a slot holds. */
export type ReadSlot = (slot: Slot) => Entry;

/** A reader that reads each slot once, with what the slots before it tell. */
export function readerOf(source: Source, slots: readonly Slot[]): ReadSlot {
  const entries = new Map<Slot, Entry>();
  const read: ReadSlot = (slot) => {
    const entry = entries.get(slot) ?? readSlot(source, slot, program.scopeAt(slot));
    entries.set(slot, entry);
    return entry;
  };
  const program = new Program(source, slots, read);
  return read;
}

function readSlot(source: Source, slot: Slot, scope: Scope): Entry {
  const { first, end, ends } = spanOf(source, slot);
  const attempt = evaluate(source, first, end, ends, slot.type, scope);
  const { reading, generator } = attempt;
  if (reading === null) {
    const failure = attempt.failure ?? noValue(source, slot);
    const known = generator === undefined ? null : ({ kind: 'generator', generator } as const);
    const broken = attempt.sawNumber || isBroken(failure, slot);
    return failed(slot, failure, broken, known, attempt.applied);
  }
  const literal = literalOf(source, reading, slot.value, slot.end, slot.name);
  const refusal = refusalOf(source, slot, literal);
  const known = slot.changes < 0 ? knownOf(source, slot, reading, literal) : null;
  if (refusal !== null) return failed(slot, refusal, literal.tensor.shape.length > 0, known);
  return {
    slot,
    literal,
    failure: null,
    rearranged: reading.rearranged,
    broken: false,
    telling: false,
    known,
  };
}

function failed(slot: Slot, failure: Failure, broken: boolean, known: Known | null, applied = false): Entry {
  return { slot, literal: null, failure, rearranged: false, broken, telling: broken || applied, known };
}

/** What a value tells to later code. Lists may change on the way, and so only tuples are lengths. */
function knownOf({ tokens }: Source, slot: Slot, { value }: Reading, { tensor }: ArrayLiteral): Known | null {
  if (value.kind === 'scalar') return { kind: 'number', number: value.number, store: value.store };
  if (value.kind === 'array') return { kind: 'array', shape: value.shape, store: value.store };
  const isName = tokens.kind(slot.value) === Kind.name && tokens.textOf(slot.value) !== 'list';
  const isTuple = slot.tuple || tokens.code(slot.value) === CODE.openParen || isName;
  const isLengths = isTuple && value.shape.length === 1 && value.store.dtype === 'int';
  return isLengths && tensor.data.length <= MOST_AXES ? { kind: 'lengths', lengths: [...tensor.data] } : null;
}

/** The literal that the tokens [first, end) were read as. */
export function literalOf(
  source: Source,
  reading: Reading,
  first: number,
  end: number,
  name: string | null,
): ArrayLiteral {
  const { tokens } = source;
  const { value, elements } = reading;
  const { data, places } = elements.all();
  const shape = value.kind === 'scalar' ? [] : value.shape;
  const range = [tokens.start(first), tokens.end(end - 1)] as const;
  return { name, tensor: { shape, data }, dtype: value.store.dtype, range, places };
}

function isBroken(failure: Failure, slot: Slot): boolean {
  if (failure.code === 'non-literal' || failure.code === 'no-array') return false;
  return failure.code !== 'not-numeric' || slot.list >= 0;
}

function noValue(source: Source, slot: Slot): Failure {
  const at = source.tokens.start(slot.first);
  return {
    code: 'no-array',
    message: 'There is no value here.',
    range: [at, source.tokens.end(slot.end - 1)],
  };
}

/** Why a literal is not what its name holds, or null. */
function refusalOf(source: Source, slot: Slot, literal: ArrayLiteral): Failure | null {
  const { tokens } = source;
  if (slot.changes >= 0) {
    const range = [tokens.start(slot.changes), tokens.end(slot.changes)] as const;
    const message = `After \`${tokens.textOf(slot.changes)}\` this array is only a part of the calculation: paste the result.`;
    return { code: 'non-literal', message, range };
  }
  if (slot.unpacked !== null && slot.unpacked.used !== slot.unpacked.names.length) {
    const message = `${slot.unpacked.names.length} names share this value: assign an array to each of them.`;
    return { code: 'non-literal', message, range: literal.range };
  }
  if (slot.tuple && slot.unpacked === null && slot.binding !== 'none' && source.dialect.tables === true) {
    const message = 'A name takes only the first of these values: leave out the others.';
    return { code: 'non-literal', message, range: literal.range };
  }
  if (slot.binding === 'element') {
    const message =
      'This sets a part of something, and no array with a name of its own: assign it to a name.';
    return { code: 'non-literal', message, range: literal.range };
  }
  if (slot.wrapped && slot.binding === 'none') {
    const message =
      'This array is the argument of a call, whose result we cannot know: paste the printed result.';
    return { code: 'non-literal', message, range: literal.range };
  }
  return null;
}

/** A bracket after the value that closes nothing, as a failure. */
export function strayFailure(source: Source, slot: Slot): Failure | null {
  // The parenthesis after `, dtype=float32` belongs to the print.
  if (slot.stray < 0 || slot.suffix >= 0) return null;
  const { tokens } = source;
  const range = [tokens.start(slot.stray), tokens.end(slot.stray)] as const;
  return {
    code: 'unbalanced',
    message: `\`${tokens.textOf(slot.stray)}\` closes no bracket: remove it.`,
    range,
  };
}

export function isArray(entry: Entry): boolean {
  return entry.literal !== null && entry.literal.tensor.shape.length > 0;
}

/** `axis=(0, 2)`: an argument for the call, and no data. */
export function isSetting(source: Source, entry: Entry): boolean {
  const { slot, literal } = entry;
  const isTuple = slot.binding === 'keyword' && source.tokens.code(slot.value) === CODE.openParen;
  return isTuple && literal !== null && literal.tensor.shape.length === 1;
}

/**
 * The arrays among entries, and the scalars that have a name: those that are assigned, and among arguments and
 * between braces those that stand beside an array. `beside`: tables stand beside what is in no bracket.
 */
export function arraysAndScalars(source: Source, entries: readonly Entry[], beside = false): Entry[] {
  const arrays = entries.filter((entry) => isArray(entry) && !isSetting(source, entry));
  const groups = new Set(arrays.map((entry) => entry.slot.group));
  if (beside) groups.add(-1);
  const kept = new Set(arrays);
  return entries.filter((entry) => {
    if (kept.has(entry)) return true;
    const { slot, literal } = entry;
    if (literal === null || literal.tensor.shape.length > 0 || slot.name === null) return false;
    return slot.binding === 'assigned' || groups.has(slot.group);
  });
}
