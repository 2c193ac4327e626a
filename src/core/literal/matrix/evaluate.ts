import { CODE } from '../lexer/chars';
import type { Attempt, Ends } from '../expression/evaluate';
import type { Source } from '../lexer/source';
import { closeFrame } from './closing';
import { readFollowing } from './follow';
import type { MatrixLanguage } from './language';
import { Machine } from './machine';
import { failMissing, settle } from './operators';
import { readOperand } from './operands';

/**
 * Reads the tokens [first, limit) as one constant of a language whose arrays are matrices. One pass, no recursion.
 * One bracket that is missing at either end may be put back where `ends` says so.
 */
export function evaluateMatrix(
  source: Source,
  language: MatrixLanguage,
  first: number,
  limit: number,
  ends: Ends,
): Attempt {
  const machine = new Machine(source, language, first, limit);
  machine.push('root', -1, -1);
  let missing = typeof ends === 'object' ? 1 : 0;
  if (typeof ends === 'object' && ends.missingOpen > 0) {
    missing = 0;
    if (ends.missingOpen === 1 && language.brackets) machine.push('rows', -1, CODE.closeBracket);
    else machine.fail('unbalanced', 'Brackets are missing before this: select the whole array.', first);
  }
  while (machine.failure === null) {
    if (machine.index < limit) {
      if (machine.value === null) readOperand(machine);
      else readFollowing(machine, machine.value);
    } else if (machine.frames.length > 1 && missing-- > 0) closeFrame(machine);
    else break;
  }
  return end(machine);
}

function end(machine: Machine): Attempt {
  const { frame, elements, tokens, first, limit } = machine;
  if (frame.kind !== 'root') {
    machine.fail(
      'unbalanced',
      `${machine.quote(Math.max(frame.open, first))} is never closed.`,
      Math.max(frame.open, first),
    );
  }
  if (machine.hasPending && machine.value === null) failMissing(machine);
  settle(machine);
  const sawNumber = elements.count > 0;
  const { value, failure, rearranged } = machine;
  if (failure !== null || value === null) return { reading: null, failure, sawNumber };
  if (value.kind === 'word') {
    machine.fail('not-numeric', `${machine.quote(first, limit - 1)} is not a number.`, first, limit - 1);
    return { reading: null, failure: machine.failure, sawNumber };
  }
  if (value.kind === 'scalar') elements.push(value.number, tokens.start(first), tokens.end(limit - 1));
  return { reading: { value, elements, rearranged }, failure: null, sawNumber };
}
