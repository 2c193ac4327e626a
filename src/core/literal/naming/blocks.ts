import { CODE } from '../lexer/chars';
import type { Slot } from './slots';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';

/**
 * The innermost slot around an offset. Its edges count as inside, and so do a semicolon after it and, where a bracket
 * was left open, everything up to what follows.
 */
export function slotAt(source: Source, slots: readonly Slot[], offset: number): Slot | null {
  const { tokens } = source;
  let found: Slot | null = null;
  for (const slot of slots) {
    if (tokens.start(slot.first) > offset) break;
    const semicolon = tokens.kind(slot.end) === Kind.semicolon && tokens.end(slot.end) === offset;
    const end = slot.unclosed ? tokens.start(slot.end) : tokens.end(slot.end - 1);
    if (offset <= end || semicolon) found = slot;
  }
  return found;
}

/** The slots in the same block as a slot, itself included, in the order of the text. */
export function blockOf(source: Source, slots: readonly Slot[], slot: Slot): Slot[] {
  const { dialect } = source;
  const home = statementOf(source, slot);
  const beside = slots.filter((other) => other.group === home.group);
  return home.group < 0 && dialect.lineEnds ? indentedWith(source, beside, home) : beside;
}

/** An argument without a name belongs to the block of its statement. */
export function statementOf(source: Source, slot: Slot): Slot {
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
