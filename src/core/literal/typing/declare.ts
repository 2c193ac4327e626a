import { CODE } from '../lexer/chars';
import { type Source, pathAfter } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Slot } from '../naming/slot';
import { sizeBetween, typeAt } from './type-at';
import { type ArrayType, type Level, UNKNOWN_SIZE, UNSIZED } from './types';

/** How statements declare arrays; each function moves the slot's value along, and leaves it where it sees none. */

/** `static const double x[2][3] = {...}`, and `#define EPS 1e-5`: the type stands before the name. */
export function declareTypeFirst(source: Source, slot: Slot, base: ArrayType | null): void {
  const { tokens } = source;
  const first = headEnd(source, slot.first);
  if (tokens.code(first) === CODE.hash) return define(source, slot, first);
  const found = base === null ? typeOrWord(source, first) : { type: base, next: first };
  if (found !== null) declarator(source, slot, found.type, found.next);
  else bindSeries(source, slot, first);
}

/** `[[nodiscard]]`, `@Override`, `template <typename T>` and `public:` before a declaration. */
function headEnd({ tokens, dialect }: Source, first: number): number {
  let at = first;
  for (;;) {
    const word = tokens.textOf(at);
    if (tokens.isOpen(at, CODE.openBracket) && tokens.mate(at) > 0) {
      at = tokens.mate(at) + 1;
    } else if (word === '@' && tokens.kind(at + 1) === Kind.name) {
      at = tokens.kind(at + 2) === Kind.open ? tokens.afterGroup(at + 2) : at + 2;
    } else if (tokens.kind(at + 1) === Kind.colon && dialect.types?.qualifiers.has(word) === true) {
      at += 2;
    } else if (dialect.types?.qualifiers.has(word) === true && !dialect.types.deduced.has(word)) {
      at++;
    } else return at;
  }
}

function typeOrWord(source: Source, at: number): { type: ArrayType | null; next: number } | null {
  const { tokens, dialect } = source;
  if (dialect.types?.deduced.has(tokens.textOf(at)) === true) return { type: null, next: at + 1 };
  return typeAt(source, at);
}

/** `#define EPS 1e-5`; a macro with parameters is no constant. */
function define({ tokens, sizes }: Source, slot: Slot, hash: number): void {
  const name = hash + 2;
  if (tokens.textOf(hash + 1) !== 'define' || tokens.kind(name) !== Kind.name) return;
  if (tokens.afterBreak(name + 1)) return;
  if (tokens.kind(name + 1) === Kind.open && !tokens.afterSpace(name + 1)) return;
  bind(slot, tokens.textOf(name), name + 1, null);
  const isAlone = tokens.kind(name + 2) === 0 || tokens.afterBreak(name + 2);
  if (isAlone) addSize(sizes, tokens.textOf(name), tokens.kind(name + 1), tokens.textOf(name + 1));
}

/** Remembers an integer constant, which may be the size of an array; two values for a name are none. */
function addSize(sizes: Map<string, number>, name: string, kind: number, text: string): void {
  const size = kind === Kind.integer ? Number(text) : NaN;
  const known = sizes.get(name);
  sizes.set(name, known === undefined || known === size ? size : NaN);
}

function bind(slot: Slot, name: string, value: number, type: ArrayType | null): void {
  slot.name = name;
  slot.binding = 'assigned';
  slot.value = value;
  slot.type = type;
  slot.declared = true;
}

/** `*x[2][3] = `, `x{1, 2}`, `x({1, 2})`, `x(2, 3)`: a name with its own part of the type. */
function declarator(source: Source, slot: Slot, type: ArrayType | null, first: number): void {
  const { tokens, dialect } = source;
  slot.base = type;
  let at = first;
  while (tokens.kind(at) === Kind.operator && /^[*&]+$/.test(tokens.textOf(at))) at++;
  if (tokens.kind(at) !== Kind.name) return;
  const { last } = pathAfter(tokens, at, tokens.count);
  const name = tokens.textOf(last);
  const own: Level[] = [];
  at = last + 1;
  while (tokens.isOpen(at, CODE.openBracket) && tokens.mate(at) > 0) {
    own.push({ kind: 'array', size: sizeBetween(source, at + 1, tokens.mate(at)) });
    at = tokens.mate(at) + 1;
  }
  const whole = type === null ? null : { ...type, levels: [...own, ...type.levels] };
  if (tokens.kind(at) === Kind.assign) {
    bind(slot, name, at + 1, whole);
    const ends = tokens.kind(at + 2) === Kind.semicolon || tokens.kind(at + 2) === Kind.comma;
    if (ends && whole?.levels.length === 0)
      addSize(source.sizes, name, tokens.kind(at + 1), tokens.textOf(at + 1));
    return;
  }
  if (whole === null) return;
  const code = tokens.kind(at) === Kind.open ? tokens.code(at) : 0;
  if (code === CODE.openBrace && dialect.types?.untyped === true) bind(slot, name, at, whole);
  else if (code === CODE.openParen) constructed(source, slot, name, at, whole);
  else if (whole.series) source.variables.set(name, whole);
}

function constructed(source: Source, slot: Slot, name: string, open: number, type: ArrayType): void {
  const { tokens } = source;
  const isList = tokens.code(open + 1) === CODE.openBrace && tokens.mate(open + 1) + 1 === tokens.mate(open);
  if (isList && type.levels.length > 0) bind(slot, name, open, type);
  if (type.series) source.variables.set(name, withSizes(source, type, open));
  if (isList) return;
  // What a constructor makes of its arguments has the name, and not the arguments.
  slot.name = name;
  slot.binding = 'assigned';
}

/** A matrix type with the sizes between the parentheses of its constructor. */
export function withSizes(source: Source, type: ArrayType, open: number): ArrayType {
  const { tokens } = source;
  const mate = tokens.mate(open);
  const sizes: number[] = [];
  for (let first = open + 1; first < mate;) {
    let end = first;
    while (end < mate && tokens.kind(end) !== Kind.comma) end++;
    sizes.push(sizeBetween(source, first, end));
    first = end + 1;
  }
  const known = sizes.length === type.levels.length;
  return {
    ...type,
    levels: type.levels.map((level, axis) => {
      const size = known ? (sizes[axis] ?? UNKNOWN_SIZE) : UNKNOWN_SIZE;
      return level.size === UNSIZED || level.size === size
        ? { ...level, size }
        : { ...level, size: UNKNOWN_SIZE };
    }),
  };
}

/** `x << 1, 2, 3` for a matrix that was declared before. */
function bindSeries({ tokens, variables }: Source, slot: Slot, first: number): void {
  const { last } = pathAfter(tokens, first, tokens.count);
  const name = tokens.textOf(last);
  if (tokens.kind(first) !== Kind.name || tokens.textOf(last + 1) !== '<<') return;
  const type = variables.get(name);
  if (type === undefined) return;
  bind(slot, name, last + 2, type);
  slot.tuple = true;
}

/** `x, y := []float64{1}, []float64{2}` */
function bindNames({ tokens }: Source, slot: Slot, first: number): boolean {
  let at = first;
  while (tokens.kind(at) === Kind.name && tokens.kind(at + 1) === Kind.comma) at += 2;
  const isAssigned = tokens.kind(at + 1) === Kind.assign || tokens.textOf(at + 1) === ':=';
  if (at === first || tokens.kind(at) !== Kind.name || !isAssigned) return false;
  const names: string[] = [];
  for (let name = first; name <= at; name += 2) names.push(tokens.textOf(name));
  bind(slot, tokens.textOf(first), at + 2, null);
  slot.unpacked = { names, used: 1 };
  return true;
}

/** `var x [2]float64 = ...`, `let mut x: [f64; 2] = ...`, `const eps = 1e-5`: the type stands behind the name. */
export function declareTypeLast(source: Source, slot: Slot): void {
  const { tokens, dialect } = source;
  let at = slot.first;
  while (tokens.code(at) === CODE.hash || dialect.types?.qualifiers.has(tokens.textOf(at)) === true) {
    at = tokens.kind(at + 1) === Kind.open ? tokens.afterGroup(at + 1) : at + 1;
  }
  if (bindNames(source, slot, at)) return;
  const isDeclared = at > slot.first;
  if (tokens.kind(at) !== Kind.name) return;
  const name = tokens.textOf(at);
  let next = at + 1;
  if (tokens.kind(next) === Kind.assign) {
    if (!isDeclared) return;
    bind(slot, name, next + 1, null);
    if (tokens.afterBreak(next + 2))
      addSize(source.sizes, name, tokens.kind(next + 1), tokens.textOf(next + 1));
    return;
  }
  if (tokens.kind(next) === Kind.colon) next++;
  const found = typeAt(source, next);
  if (found === null || tokens.kind(found.next) !== Kind.assign) return;
  bind(slot, name, found.next + 1, found.type);
  const ends = tokens.kind(found.next + 2) === Kind.semicolon || tokens.afterBreak(found.next + 2);
  if (ends && found.type.levels.length === 0)
    addSize(source.sizes, name, tokens.kind(found.next + 1), tokens.textOf(found.next + 1));
}
