import type { Slot } from './slot';
import type { Source } from '../lexer/source';
import { Kind, type Tokens } from '../lexer/tokens';

/** How the tokens at a slot's own level name its value; each function moves the slot's value along. */

/** `target =`. After a colon the name is known, and what stood between was a type: `x: np.ndarray =`. */
export function bindByEquals(source: Source, slot: Slot, index: number, inCall: boolean): void {
  const { tokens } = source;
  if (slot.binding === 'keyed') slot.binding = inCall ? 'keyword' : 'assigned';
  else bindTarget(tokens, slot, index, inCall);
  slot.value = index + 1;
  slot.list = -1;
  slot.tuple = false;
}

function bindTarget(tokens: Tokens, slot: Slot, index: number, inCall: boolean): void {
  const isName = tokens.kind(index - 1) === Kind.name;
  slot.name = isName ? tokens.textOf(index - 1) : null;
  slot.binding = !isName ? 'element' : inCall ? 'keyword' : 'assigned';
  if (!slot.tuple) return;
  const names: (string | null)[] = [];
  for (let at = slot.value; at < index; at++) {
    if (tokens.kind(at) === Kind.open) at = tokens.afterGroup(at) - 1;
    const last = tokens.kind(at + 1) === Kind.comma || at + 1 === index;
    if (last && tokens.kind(at) !== Kind.comma)
      names.push(tokens.kind(at) === Kind.name ? tokens.textOf(at) : null);
  }
  slot.name = names[0] ?? null;
  slot.unpacked = { names, used: 1 };
}

/** `key:`, `name: type` and the colon after `if x`. Returns whether the slot ends here. */
export function bindByColon(source: Source, slot: Slot, index: number, inCall: boolean): boolean {
  const { tokens, dialect } = source;
  if (slot.binding !== 'none') return false;
  if (dialect.headWords.has(tokens.textOf(slot.first))) return !inCall;
  // `export const x: number[]` is named as if it were not exported.
  if (slot.value !== slot.first && tokens.textOf(slot.value - 1) !== 'export') return false;
  let last = index - 1;
  // TypeScript: `x?: number[]` and `x!: number[]`.
  if (tokens.kind(last) === Kind.operator && /^[?!]$/.test(tokens.textOf(last))) last--;
  const kind = tokens.kind(last);
  const isKey = kind === Kind.name || kind === Kind.string;
  if (inCall && (!isKey || last !== slot.first)) return false;
  if (dialect.prose && !isKey) return true;
  slot.binding = isKey ? 'keyed' : 'element';
  slot.name = isKey ? keyName(tokens, last) : null;
  slot.value = index + 1;
  slot.list = -1;
  return false;
}

function keyName(tokens: Tokens, index: number): string {
  const text = tokens.textOf(index);
  return tokens.kind(index) === Kind.string ? text.replace(/^["'`]+|["'`]+$/g, '') : text;
}

/** `x += [1]` changes x by the value; after `=>` stands what a function returns; `:=` names. */
export function bindByOperator(source: Source, slot: Slot, index: number): void {
  const { tokens } = source;
  const operator = tokens.textOf(index);
  if (operator === ':=') return bindByEquals(source, slot, index, false);
  const changes = operator === '=>' || /^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>|&&|\|\||\?\?)=$/.test(operator);
  if (!changes) return;
  if (operator !== '=>') slot.name = tokens.kind(index - 1) === Kind.name ? tokens.textOf(index - 1) : null;
  if (operator !== '=>') slot.binding = 'assigned';
  slot.changes = index;
  slot.value = index + 1;
  slot.list = -1;
}

/** `return`, `in`: what follows is a value without a name that does not stand by itself. */
export function bindByWord(source: Source, slot: Slot, index: number): void {
  const { tokens, dialect } = source;
  if (slot.binding !== 'none') return;
  const word = tokens.textOf(index);
  if (!dialect.leadingWords.has(word)) return;
  slot.value = index + 1;
  slot.list = -1;
  slot.standing = false;
}
