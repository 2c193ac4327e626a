import type { Slot } from './slot';
import type { Source } from '../lexer/source';
import { Kind, type Tokens } from '../lexer/tokens';

/** How the tokens at a slot's own level name its value; each function moves the slot's value along. */

/** `target =`. After a colon the name is known, and what stood between was a type: `x: np.ndarray =`. */
export function bindByEquals(source: Source, slot: Slot, index: number, inCall: boolean): void {
  const { tokens, dialect } = source;
  // `for i = 1:3` in MATLAB and Julia names no array.
  const iterates = slot.value > slot.first && dialect.headWords.has(tokens.textOf(slot.value - 1));
  if (slot.binding === 'keyed') slot.binding = inCall ? 'keyword' : 'assigned';
  else if (!iterates) bindTarget(source, slot, index, inCall);
  if (dialect.types !== undefined && namesType(tokens, slot, index)) slot.type = 'unknown';
  slot.value = index + 1;
  slot.list = -1;
  slot.tuple = false;
}

/** Whether something that is no type we know stands before the name: `Point x = ...`, `let x: Point = ...`. */
function namesType(tokens: Tokens, slot: Slot, index: number): boolean {
  if (slot.value !== slot.first) return true;
  const before = index - 2 < slot.first ? 0 : tokens.kind(index - 2);
  return before === Kind.name || before === Kind.close || /^[*&>]+$/.test(tokens.textOf(index - 2));
}

function bindTarget(source: Source, slot: Slot, index: number, inCall: boolean): void {
  const { tokens, dialect } = source;
  // Lua: `local x <const> =`
  const isAttribute = dialect.tables === true && tokens.textOf(index - 1) === '>';
  // Lua: `["x"] =`
  const isQuoted =
    dialect.tables === true && tokens.mate(index - 1) === slot.first && slot.first === index - 3;
  const last = isAttribute ? index - 4 : isQuoted ? index - 2 : index - 1;
  const isName = tokens.kind(last) === Kind.name || (isQuoted && tokens.kind(last) === Kind.string);
  slot.name = isName ? nameAt(source, last) : null;
  slot.binding = !isName ? 'element' : inCall ? 'keyword' : 'assigned';
  if (!slot.tuple) return;
  const names: (string | null)[] = [];
  for (let at = slot.value; at < index; at++) {
    if (tokens.kind(at) === Kind.open) at = tokens.afterGroup(at) - 1;
    const last = tokens.kind(at + 1) === Kind.comma || at + 1 === index;
    if (last && tokens.kind(at) !== Kind.comma)
      names.push(tokens.kind(at) === Kind.name ? nameAt(source, at) : null);
  }
  slot.name = names[0] ?? null;
  slot.unpacked = { names, used: 1 };
}

/** A name without the sign before it that tells what it holds, or a key without its quotes. */
function nameAt({ tokens, dialect }: Source, index: number): string {
  const text = keyName(tokens, index);
  return dialect.sigils === true ? text.replace(/^\$/, '') : text;
}

/** `key:`, `name: type` and the colon after `if x`. Returns whether the slot ends here. */
export function bindByColon(source: Source, slot: Slot, index: number, inCall: boolean): boolean {
  const { tokens, dialect } = source;
  if (slot.binding !== 'none' || dialect.matrix !== undefined) return false;
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
export function bindByOperator(source: Source, slot: Slot, index: number, inCall: boolean): void {
  const { tokens } = source;
  const operator = tokens.textOf(index);
  if (operator === ':=') return bindByEquals(source, slot, index, false);
  if (operator === '=>' && source.dialect.fatCommas === true)
    return bindByFatComma(tokens, slot, index, inCall);
  if (source.dialect.matrix !== undefined && bindMatrix(tokens, slot, index)) return;
  const changes = operator === '=>' || /^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>|&&|\|\||\?\?)=$/.test(operator);
  if (!changes) return;
  if (operator !== '=>') slot.name = tokens.kind(index - 1) === Kind.name ? tokens.textOf(index - 1) : null;
  if (operator !== '=>') slot.binding = 'assigned';
  slot.changes = index;
  slot.value = index + 1;
  slot.list = -1;
}

/** `x => [1]`, `"x" => [1]` and `:x => [1]`. */
function bindByFatComma(tokens: Tokens, slot: Slot, index: number, inCall: boolean): void {
  const isKey = tokens.kind(index - 1) === Kind.name || tokens.kind(index - 1) === Kind.string;
  slot.name = isKey ? keyName(tokens, index - 1) : null;
  slot.binding = !isKey ? 'element' : inCall ? 'keyword' : 'keyed';
  slot.value = index + 1;
  slot.list = -1;
}

/** `return`, `in`: what follows is a value without a name that does not stand by itself. */
export function bindByWord(source: Source, slot: Slot, index: number): void {
  const { tokens, dialect } = source;
  const word = tokens.textOf(index);
  if (!dialect.leadingWords.has(word)) return;
  if (slot.binding !== 'none' && index !== slot.value) return;
  // Go: `for _, v := range []float64{1, 2}` takes each of them.
  slot.binding = 'none';
  slot.name = null;
  slot.value = index + 1;
  slot.list = -1;
  slot.standing = false;
}

/** R's `value -> name`, and Julia's `name::Type = value` and `"name" => value`. */
function bindMatrix(tokens: Tokens, slot: Slot, index: number): boolean {
  const operator = tokens.textOf(index);
  if (operator === '=>' && slot.binding === 'none') {
    slot.name = keyName(tokens, index - 1);
    slot.binding = 'keyed';
    slot.value = index + 1;
    slot.list = -1;
    return true;
  }
  const isNamed = operator === '->' || operator === '->>';
  const isTyped = operator === '::' && slot.binding === 'none' && index === slot.value + 1;
  const name = isNamed ? index + 1 : index - 1;
  if (!(isNamed || isTyped) || tokens.kind(name) !== Kind.name) return false;
  slot.name = tokens.textOf(name);
  slot.binding = isNamed ? 'assigned' : 'keyed';
  return true;
}
