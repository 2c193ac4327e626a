import { Kind } from '../lexer/tokens';
import type { Machine } from './machine';

/** Fails on a bracket that does not close what is open. */
export function failCloser(machine: Machine): void {
  const { frame, index } = machine;
  const open = frame.open < 0 ? '' : `, because ${machine.quote(frame.open)} is still open`;
  machine.fail('unbalanced', `${machine.quote(index)} closes nothing here${open}.`, index);
}

/** Fails on an operator without its right operand. */
export function failNumberMissing(machine: Machine): void {
  const token = machine.operators.at(-1)?.token ?? machine.index;
  machine.fail(
    'not-a-number',
    `${machine.place} is incomplete: a number is missing after ${machine.quote(token)}.`,
    token,
  );
}

/** Fails on `...`: an abridged print, or a spread. */
export function failElided(machine: Machine): void {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  const next = machine.kindAt(index + 1);
  if (dialect.blocks && (next === Kind.name || next === Kind.open) && !tokens.afterSpace(index + 1)) {
    const message = `${machine.place} is a spread: only numbers written out can be read.`;
    return machine.fail('non-literal', message, index, index + 1);
  }
  machine.fail(
    'elided',
    `Numbers are left out at "...": print the array whole, ${dialect.printWhole}.`,
    index,
  );
}
