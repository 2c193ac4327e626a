import { type Result, fail, ok } from '../../result';
import { type Entry, type ReadSlot } from '../entries';
import type { Failure } from '../failure';
import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import type { ArrayLiteral } from '../literal';
import { type Page, inOrder } from '../page';
import type { Finding } from '../text/finding';
import { findingAt, noArrayAt, pagesAt, readAt } from './cursor';
import type { Slot } from './slot';

/** The literal around an offset and its recognised neighbours: what `readAround` answers. */
export function readBlock(
  pages: readonly Page[],
  offset: number,
  recognised: (name: string) => boolean,
): Result<ArrayLiteral[], Failure> {
  let failure = noArrayAt(offset);
  for (const page of pagesAt(pages, offset)) {
    const found = readBlockOf(page, offset, recognised);
    if (found.ok) return withFindings(pages, offset, recognised, found.value);
    failure = found.error;
  }
  return fail(failure);
}

function readBlockOf(
  page: Page,
  offset: number,
  recognised: (name: string) => boolean,
): Result<ArrayLiteral[], Failure> {
  const finding = findingAt(page, offset);
  if (finding !== null) return finding.result.ok ? ok([finding.result.value]) : finding.result;
  const { source, slots, read } = page;
  const found = readAt(page, offset);
  if (!found.ok) return found;
  const { slot, literal } = found.value;
  const { name } = slot;
  const isArray = literal !== null && literal.tensor.shape.length > 0;
  if (literal === null || (!isArray && (name === null || !recognised(name)))) return fail(noArrayAt(offset));
  const literals = [literal];
  const home = statementOf(source, slot);
  for (const candidates of byName(
    blockOf(source, slots, home),
    home,
    (other) => other !== name && recognised(other),
  )) {
    const sibling = firstReadable(candidates, read);
    if (sibling?.failure != null) return fail(sibling.failure);
    if (sibling?.literal != null) literals.push(sibling.literal);
  }
  return ok(literals);
}

/** Adds the findings whose names are recognised, of each name the nearest before the offset or else the first after. */
function withFindings(
  pages: readonly Page[],
  offset: number,
  recognised: (name: string) => boolean,
  literals: ArrayLiteral[],
): Result<ArrayLiteral[], Failure> {
  const taken = new Set(literals.map(({ name }) => name));
  const chosen = new Map<string, Finding>();
  for (const finding of pages.flatMap(({ findings }) => findings)) {
    const { name, range } = finding;
    if (name === null || taken.has(name) || !recognised(name)) continue;
    if (range[0] <= offset || !chosen.has(name)) chosen.set(name, finding);
  }
  for (const { result } of chosen.values()) {
    if (!result.ok) return result;
    literals.push(result.value);
  }
  if (!literals.some(({ tensor }) => tensor.shape.length > 0)) return fail(noArrayAt(offset));
  return ok(inOrder(literals));
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
