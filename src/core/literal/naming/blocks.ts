import { type Result, fail, ok } from '../../result';
import { type Entry, type ReadSlot, isArray, readerOf } from '../entries';
import type { Failure } from '../failure';
import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { noArrayAt, readAt } from './cursor';
import type { Slot } from './slot';
import { findSlots } from './slots';

/** The literal around an offset and its recognised neighbours: what `readAround` answers. */
export function readBlock(
  source: Source,
  offset: number,
  recognised: (name: string) => boolean,
): Result<Entry[], Failure> {
  const slots = findSlots(source);
  const read = readerOf(source);
  const found = readAt(source, slots, offset, read);
  if (!found.ok) return found;
  const { slot, literal } = found.value;
  const { name } = slot;
  if (!isArray(found.value) && (literal === null || name === null || !recognised(name)))
    return fail(noArrayAt(offset));
  const entries = [found.value];
  const home = statementOf(source, slot);
  for (const candidates of byName(
    blockOf(source, slots, home),
    home,
    (other) => other !== name && recognised(other),
  )) {
    const sibling = firstReadable(candidates, read);
    if (sibling === null) continue;
    if (sibling.failure !== null) return fail(sibling.failure);
    entries.push(sibling);
  }
  if (!entries.some(isArray)) return fail(noArrayAt(offset));
  return ok(entries.sort((a, b) => a.slot.first - b.slot.first));
}

/** The slots of each wanted name: those up to `home` from the nearest on, then those after it. */
function byName(block: readonly Slot[], home: Slot, wanted: (name: string) => boolean): Slot[][] {
  const names = new Map<string, { before: Slot[]; after: Slot[] }>();
  for (const slot of block) {
    if (slot.name === null || slot.binding === 'element' || !wanted(slot.name)) continue;
    const found = names.get(slot.name) ?? { before: [], after: [] };
    names.set(slot.name, found);
    (slot.first <= home.first ? found.before : found.after).push(slot);
  }
  return [...names.values()].map(({ before, after }) => [...before.reverse(), ...after]);
}

/** The first slot that holds a literal, or one that is meant to; null where all hold other code. */
function firstReadable(slots: readonly Slot[], read: ReadSlot): Entry | null {
  for (const slot of slots) {
    const entry = read(slot);
    if (entry.literal !== null || entry.broken) return entry;
  }
  return null;
}

/** The slots in the same block as a statement, itself included, in the order of the text. */
function blockOf(source: Source, slots: readonly Slot[], home: Slot): Slot[] {
  const { dialect } = source;
  const beside = slots.filter((other) => other.group === home.group);
  return home.group < 0 && dialect.lineEnds ? indentedWith(source, beside, home) : beside;
}

/** An argument without a name belongs to the block of its statement. */
function statementOf(source: Source, slot: Slot): Slot {
  let home = slot;
  while (
    home.binding === 'none' &&
    home.parent !== null &&
    source.tokens.code(home.group) === CODE.openParen
  ) {
    home = home.parent;
  }
  return home;
}

/** The statements of the same indentation, up to a smaller one or to a cell marker. */
function indentedWith(source: Source, statements: readonly Slot[], home: Slot): Slot[] {
  const [start, end] = cellAround(source, source.tokens.start(home.first));
  const at = statements.indexOf(home);
  const inBlock = (slot: Slot): boolean => {
    const offset = source.tokens.start(slot.first);
    return slot.column >= home.column && offset >= start && offset < end;
  };
  let first = at;
  while (first > 0 && inBlock(statements[first - 1] ?? home)) first--;
  let last = at;
  while (last + 1 < statements.length && inBlock(statements[last + 1] ?? home)) last++;
  return statements.slice(first, last + 1).filter((slot) => slot.column === home.column);
}

/** The span between the cell markers (`# %%`, `# In[1]:`) around an offset. */
function cellAround(source: Source, offset: number): [start: number, end: number] {
  const { comments, text, to } = source.tokens;
  let start = 0;
  for (let index = 0; index < comments.starts.count; index++) {
    const at = comments.starts.at(index);
    if (!/^#\s*(?:%%|In\s?\[)/.test(text.slice(at, at + 20))) continue;
    if (at > offset) return [start, at];
    start = at;
  }
  return [start, to];
}
