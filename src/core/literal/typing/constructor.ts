import { CODE } from '../lexer/chars';
import { Kind } from '../lexer/tokens';
import type { Machine } from '../expression/machine';
import { closeList, endElement } from '../expression/lists';
import { fortranType } from './declare-fortran';
import { UNSIZED, arrayOf } from './types';

/** Fortran's array constructors: `[1, 2]`, `(/ 1, 2 /)`, `[real(8) :: 1, 2]`. */

export function opensConstructor({ source: { tokens }, index }: Machine): boolean {
  return tokens.isOpen(index, CODE.openBracket) || isSlashed(tokens.textOf(index), tokens.textOf(index + 1));
}

function isSlashed(open: string, next: string): boolean {
  return open === '(' && next === '/';
}

export function readArrayConstructor(machine: Machine): void {
  const { index, source, literal } = machine;
  const { tokens } = source;
  if (literal.nesting.depth > 0) {
    const message = 'Lists inside a list are joined into one: write one list, and reshape it.';
    return machine.fail('non-literal', message, index);
  }
  const slashed = !tokens.isOpen(index, CODE.openBracket);
  const first = slashed ? index + 2 : index + 1;
  const typed = fortranType(source, first);
  const isTyped = typed !== null && tokens.textOf(typed.next) === '::';
  machine.literal = machine.newLiteral(isTyped ? arrayOf(typed.store, [UNSIZED]) : null, literal);
  machine.literal.nesting.open();
  machine.index = isTyped ? typed.next + 1 : first;
  machine.pushList(index, slashed ? CODE.slash : CODE.closeBracket, false);
}

/** `/)` at the end of a constructor that began with `(/`. */
export function closesConstructor(machine: Machine): boolean {
  const { frame, index, source } = machine;
  const { tokens } = source;
  const closes =
    frame.closer === CODE.slash &&
    tokens.code(index) === CODE.slash &&
    machine.kindAt(index + 1) === Kind.close;
  if (!closes) return false;
  endElement(machine);
  if (machine.failure !== null) return true;
  machine.index++;
  closeList(machine);
  return true;
}
