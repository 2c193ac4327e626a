import { RandomState } from '../../random/random-state';
import { INTEGER } from '../dialect/dialect';
import { Kind } from '../lexer/tokens';
import { seedAt } from '../program/seed';
import { openApplication } from './applications';
import type { Machine } from './machine';
import type { Value } from './values';

/**
 * Reads a dotted name that the code before the expression gives a value: a constant, a shape, a seeded generator; or
 * a call that makes such a generator. False where nothing is known of it.
 */
export function readKnown(machine: Machine, path: string, last: number, isCall: boolean): boolean {
  const { source, scope } = machine;
  const algebra = source.dialect.algebra;
  if (algebra === undefined) return false;
  if (isCall && algebra.generators.has(path)) return readGenerator(machine, last + 1);
  const [head = '', member] = path.split('.', 2);
  const known = path === head || path === `${head}.${member}` ? scope.known(head) : undefined;
  if (known?.kind === 'generator') {
    const draw = isCall && member !== undefined ? algebra.draws.get(member) : undefined;
    if (draw !== undefined) openApplication(machine, path, draw, last + 1, { generator: known.generator });
    return draw !== undefined;
  }
  if (known === undefined || isCall) return false;
  const value = valueOf(machine, known, member, last);
  if (value === null) return false;
  machine.value = value;
  machine.index = last + 1;
  return true;
}

function valueOf(
  machine: Machine,
  known: Exclude<NonNullable<ReturnType<Machine['scope']['known']>>, { kind: 'generator' }>,
  member: string | undefined,
  last: number,
): Value | null {
  if (known.kind === 'number') return member === undefined ? { ...known, kind: 'scalar' } : null;
  if (known.kind === 'lengths') return member === undefined ? lengthsOf(machine, known.lengths, last) : null;
  const { shape, store } = known;
  switch (member) {
    case 'shape':
      return shape.length > 0 ? lengthsOf(machine, shape, last) : null;
    case 'size':
      return whole(shape.reduce((size, length) => size * length, 1));
    case 'ndim':
      return whole(shape.length);
    case undefined: {
      const next = machine.kindAt(last + 1);
      const isArgument =
        machine.frame.call?.kind === 'applies' && (next === Kind.comma || next === Kind.close);
      return isArgument ? { kind: 'outline', shape, store } : null;
    }
    default:
      return null;
  }
}

function whole(number: number): Value {
  return { kind: 'scalar', number, store: INTEGER };
}

/** A tuple of lengths, each with the place of the name. */
function lengthsOf(machine: Machine, lengths: readonly number[], last: number): Value {
  const { tokens } = machine.source;
  const from = machine.elements.count;
  for (const length of lengths) machine.elements.push(length, tokens.start(machine.index), tokens.end(last));
  machine.rearranged = true;
  return { kind: 'list', store: INTEGER, shape: [lengths.length], from, library: null };
}

function readGenerator(machine: Machine, open: number): boolean {
  const { source, scope } = machine;
  const seed = seedAt(source, open, (name) => scope.known(name));
  if (seed === null || source.tokens.mate(open) >= machine.limit) return false;
  machine.value = { kind: 'generator', generator: { state: new RandomState(seed), lost: '' } };
  machine.index = source.tokens.mate(open) + 1;
  return true;
}
