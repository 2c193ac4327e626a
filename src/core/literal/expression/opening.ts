import { CODE } from '../lexer/chars';
import { Kind } from '../lexer/tokens';
import { ragged } from './lists';
import type { Machine } from './machine';
import { opensConstructor, readArrayConstructor } from '../typing/constructor';
import { openTyped, readTyped } from '../typing/typed';
import type { Types } from '../typing/types';
import { isPrintElsewhere, separationOf } from './prints';

/** Reads an opening bracket where a value is expected: a list, a tuple, grouping parentheses. */
export function readOpen(machine: Machine): void {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  const code = tokens.code(index);
  if (readTyped(machine)) return;
  if (dialect.types?.joins === true && opensConstructor(machine)) return readArrayConstructor(machine);
  if (dialect.types !== undefined && code !== CODE.openParen)
    return readTypedList(machine, dialect.types, code);
  if (code === CODE.openBracket) return readOpenList(machine);
  if (code === CODE.openBrace && dialect.tables === true) {
    machine.index++;
    return openList(machine, index, CODE.closeBrace, false);
  }
  if (code === CODE.openBrace) {
    return machine.fail('non-literal', `${machine.place} is a group in braces, not a number.`, index);
  }
  const isTuple = dialect.tuples && (tokens.holdsComma(index) || tokens.mate(index) === index + 1);
  machine.index++;
  if (isTuple) openList(machine, index, CODE.closeParen, false);
  else machine.pushFrame('group', index, CODE.closeParen);
}

/** A list of a language with types: of the declared type, a row of the list around it, or of a type that we do not know. */
function readTypedList(machine: Machine, types: Types, code: number): void {
  const { index, literal, expected } = machine;
  const closer = code === CODE.openBrace ? CODE.closeBrace : CODE.closeBracket;
  if (!types.lists.includes(String.fromCharCode(code))) {
    return machine.fail(
      'non-literal',
      `${machine.place} begins with a bracket that makes no list here.`,
      index,
    );
  }
  const isRoot = machine.frames.every(({ kind }) => kind === 'root' || kind === 'group');
  if (code === CODE.openBrace && isRoot && literal.nesting.depth === 0) {
    if (expected === 'unknown' || (expected === null && !types.untyped)) {
      return machine.fail(
        'non-literal',
        'The type of this list is not one that can be read: only arrays of numbers are.',
        index,
      );
    }
    if (expected !== null && expected.levels.length === 0) {
      machine.index++;
      return machine.pushFrame('group', index, CODE.closeBrace);
    }
    if (expected !== null) return openTyped(machine, expected, index);
  }
  machine.index++;
  openList(machine, index, closer, false);
}

function openList(machine: Machine, open: number, closer: number, spaced: boolean): void {
  if (isOperand(machine, open)) {
    const { literal } = machine;
    machine.literal = machine.newLiteral();
    return machine.pushList(open, closer, spaced, literal);
  }
  const misfit = machine.literal.nesting.open();
  if (misfit !== null) return ragged(machine, misfit, open, Math.max(open, machine.source.tokens.mate(open)));
  machine.pushList(open, closer, spaced);
}

/** Whether a list is calculated with, as in [0.5] * 4: it is then a literal of its own. */
function isOperand(machine: Machine, open: number): boolean {
  const { tokens, dialect } = machine.source;
  if (dialect.algebra === undefined || machine.frame.spaced) return false;
  const next = tokens.mate(open) < 0 ? 0 : machine.kindAt(tokens.mate(open) + 1);
  if (next === Kind.open) return !tokens.afterBreak(tokens.mate(open) + 1);
  return machine.hasPending || next === Kind.sign || next === Kind.operator;
}

function readOpenList(machine: Machine): void {
  const { index, source, limit, literal } = machine;
  if (literal.outermost < 0) literal.outermost = index;
  let separation = separationOf(source, index, limit);
  if (separation === 'unclear' && isPrintElsewhere(source, literal.outermost, limit)) separation = 'spaces';
  if (separation === 'unclear') {
    const advice = 'write a comma between numbers, or a space on both sides of a minus';
    const message = `This list may hold a difference or two printed numbers: ${advice}.`;
    return machine.fail('not-numeric', message, index, Math.max(index, source.tokens.mate(index)));
  }
  machine.index++;
  openList(machine, index, CODE.closeBracket, separation === 'spaces');
}
