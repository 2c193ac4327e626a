import { FLOAT32, FLOAT64, INTEGER, type Store } from '../dialect/dialect';
import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Slot } from '../naming/slot';
import { sizeBetween } from './type-at';
import { type ArrayType, type Level, UNKNOWN_SIZE, UNSIZED, arrayOf } from './types';

/** What Fortran's declarations say; numbers without a kind are stored in single precision. */

const KINDS = new Map<string, Store>([
  ...['4', 'sp', 'real32', 'c_float', 'r4', 'single'].map((kind): [string, Store] => [kind, FLOAT32]),
  ...['8', 'dp', 'real64', 'c_double', 'r8', 'rdp', 'double'].map((kind): [string, Store] => [kind, FLOAT64]),
]);

/** How a kind stores its numbers; undefined for a kind that we do not know. */
export function storeOfKind(kind: string): Store | undefined {
  return KINDS.get(kind.toLowerCase());
}

/** `real(8)`, `real(kind=dp)`, `real*8`, `double precision`, `integer`: how it stores numbers, and the token after it. */
export function fortranType({ tokens }: Source, first: number): { store: Store; next: number } | null {
  const word = tokens.kind(first) === Kind.name ? tokens.textOf(first).toLowerCase() : '';
  if (word === 'double' && tokens.textOf(first + 1).toLowerCase() === 'precision')
    return { store: FLOAT64, next: first + 2 };
  if (word !== 'real' && word !== 'integer') return null;
  let kind = '4';
  let next = first + 1;
  if (tokens.isOpen(next, CODE.openParen)) {
    const mate = tokens.mate(next);
    const isNamed = tokens.textOf(next + 1).toLowerCase() === 'kind' && tokens.kind(next + 2) === Kind.assign;
    const at = isNamed ? next + 3 : next + 1;
    if (mate !== at + 1) return null;
    kind = tokens.textOf(at);
    next = mate + 1;
  } else if (tokens.textOf(next) === '*' && tokens.kind(next + 1) === Kind.integer) {
    kind = tokens.textOf(next + 1);
    next += 2;
  }
  const store = word === 'integer' ? INTEGER : storeOfKind(kind);
  return store === undefined ? null : { store, next };
}

/** `real(8), dimension(2, 3), parameter :: x = ..., y(3) = ...`, and `x = ...` for a variable declared before. */
export function declareFortran(source: Source, slot: Slot, base: ArrayType | null): void {
  const { tokens } = source;
  const found = base === null ? fortranType(source, slot.first) : null;
  if (base !== null) return declarator(source, slot, base, slot.first);
  if (found === null) return assignment(source, slot);
  let at = found.next;
  let dimension: Level[] = [];
  while (tokens.kind(at) === Kind.comma) {
    const isDimension = tokens.textOf(at + 1).toLowerCase() === 'dimension';
    const open = tokens.isOpen(at + 2, CODE.openParen) ? at + 2 : -1;
    if (isDimension && open >= 0) dimension = sizesOf(source, open);
    at = open >= 0 ? tokens.afterGroup(open) : at + 2;
  }
  if (tokens.textOf(at) === '::') at++;
  declarator(source, slot, { ...arrayOf(found.store, []), levels: dimension }, at);
}

function declarator(source: Source, slot: Slot, base: ArrayType, at: number): void {
  const { tokens } = source;
  slot.base = base;
  if (tokens.kind(at) !== Kind.name) return;
  const name = tokens.textOf(at);
  const isSized = tokens.isOpen(at + 1, CODE.openParen);
  const type = isSized ? { ...base, levels: sizesOf(source, at + 1) } : base;
  const next = isSized ? tokens.afterGroup(at + 1) : at + 1;
  source.variables.set(name.toLowerCase(), type);
  if (tokens.kind(next) === Kind.assign) bind(slot, name, next + 1, type);
}

function assignment({ tokens, variables }: Source, slot: Slot): void {
  const { first } = slot;
  if (tokens.kind(first) !== Kind.name || tokens.kind(first + 1) !== Kind.assign) return;
  const name = tokens.textOf(first);
  bind(slot, name, first + 2, variables.get(name.toLowerCase()) ?? null);
}

function bind(slot: Slot, name: string, value: number, type: ArrayType | null): void {
  slot.name = name;
  slot.binding = 'assigned';
  slot.value = value;
  slot.type = type;
  slot.declared = true;
}

/** `(2, 3)`, `(:, :)`, `(*)` */
function sizesOf(source: Source, open: number): Level[] {
  const { tokens } = source;
  const mate = tokens.mate(open);
  const levels: Level[] = [];
  for (let first = open + 1; first < mate;) {
    let end = first;
    while (end < mate && tokens.kind(end) !== Kind.comma) end++;
    const isOpen = end === first + 1 && /^[:*]$/.test(tokens.textOf(first));
    const size = isOpen ? UNSIZED : sizeBetween(source, first, end);
    levels.push({ kind: 'array', size: size === UNSIZED && !isOpen ? UNKNOWN_SIZE : size });
    first = end + 1;
  }
  return levels;
}
