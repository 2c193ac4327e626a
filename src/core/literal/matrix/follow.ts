import { Kind } from '../lexer/tokens';
import { closeFrame, endArgument } from './closing';
import { endElement, endRow } from './elements';
import type { Machine, Operand, Rows } from './machine';
import { failMixed } from './operands';
import { pushBinary, settle, transpose } from './operators';

/** Reads on after a value: a separator, a closing bracket, an operator. */
export function readFollowing(machine: Machine, value: Operand): void {
  const { frame, index, tokens } = machine;
  if (frame.rows !== null && separates(machine, frame.rows)) return;
  const kind = machine.kindAt(index);
  switch (kind) {
    case Kind.comma:
      return readComma(machine);
    case Kind.semicolon:
      return readSemicolon(machine);
    case Kind.close:
      return closeFrame(machine);
    case Kind.sign:
    case Kind.colon:
      return pushBinary(machine, value);
    case Kind.operator: {
      const text = tokens.textOf(index);
      if (text === "'" || text === ".'") return transpose(machine, value);
      if (isNaming(machine, text)) return;
      return pushBinary(machine, value);
    }
    case Kind.ellipsis:
      return machine.fail(
        'elided',
        `Numbers are left out at ${machine.quote(index)}: print the array whole.`,
        index,
      );
    case Kind.open:
    case Kind.dot:
      return machine.fail(
        'non-literal',
        `A part of an array is taken at ${machine.quote(index)}: write out its numbers.`,
        index,
      );
    default:
      return machine.fail('not-a-number', `A comma is missing before ${machine.quote(index)}.`, index);
  }
}

/** Whether white space before the current token separates elements or rows; then ends them. */
function separates(machine: Machine, rows: Rows): boolean {
  const { tokens, index, language } = machine;
  const kind = machine.kindAt(index);
  if (kind === Kind.comma || kind === Kind.semicolon || kind === Kind.close || !tokens.afterSpace(index))
    return false;
  const isBreak = tokens.afterBreak(index);
  const inCommas = rows.mode === 'commas' && language.name === 'Julia';
  if (isBreak && inCommas) return false;
  if (!isBreak && !beginsNext(machine)) return false;
  if (inCommas) {
    failMixed(machine);
    return true;
  }
  endElement(machine);
  rows.mode = 'rows';
  if (isBreak && machine.failure === null) endRow(machine);
  return true;
}

/** `[1 -2]` are two numbers, `[1 - 2]` and `[1 -...` are a difference. */
function beginsNext(machine: Machine): boolean {
  const { tokens, index } = machine;
  const kind = machine.kindAt(index);
  if (kind === Kind.sign) return !tokens.afterSpace(index + 1) || isContinued(machine, index);
  return kind <= Kind.string || kind === Kind.open;
}

/** Octave takes the points after `[1 -...` for no white space, and MATLAB does. */
function isContinued(machine: Machine, index: number): boolean {
  const { tokens, text } = machine.source;
  if (!text.startsWith('...', tokens.end(index))) return false;
  machine.fail('not-a-number', `Write ${machine.quote(index)} on the line of its number.`, index);
  return true;
}

function readComma(machine: Machine): void {
  const { frame, language } = machine;
  if (frame.call !== null) endArgument(machine);
  else if (frame.rows === null) {
    return machine.fail('non-literal', 'A second value follows after this comma.', machine.index);
  } else if (language.name === 'Julia' && frame.rows.mode === 'rows') return failMixed(machine);
  else {
    frame.rows.mode = 'commas';
    endElement(machine);
  }
  machine.index++;
  frame.elementFirst = machine.index;
}

function readSemicolon(machine: Machine): void {
  const { frame, language } = machine;
  if (frame.rows !== null) {
    if (language.name === 'Julia' && frame.rows.mode === 'commas') return failMixed(machine);
    frame.rows.mode = 'rows';
    endElement(machine);
    if (machine.failure === null) endRow(machine);
  } else if (frame.call !== null && language.name === 'Julia') endArgument(machine);
  else {
    const message = 'A second value follows after this semicolon.';
    return machine.fail('non-literal', message, machine.index);
  }
  machine.index++;
  frame.elementFirst = machine.index;
}

/** R's `c(1, 2) -> x`: passes over the name at the end. */
function isNaming(machine: Machine, operator: string): boolean {
  const { frame, index, limit } = machine;
  const isArrow = machine.language.name === 'R' && (operator === '->' || operator === '->>');
  if (!isArrow || frame.kind !== 'root' || index + 2 !== limit || machine.kindAt(index + 1) !== Kind.name)
    return false;
  settle(machine);
  machine.index = limit;
  return true;
}
