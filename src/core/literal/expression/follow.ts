import { CODE } from '../lexer/chars';
import { isStoreSuffix } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import { closeCall, convert, endArgument, readStore } from './calls';
import { applySubscript } from './subscripts';
import { closeList, endElement } from './lists';
import type { Machine } from './machine';
import { applyMethod } from './methods';
import { failCloser, failElided } from './faults';
import { pushBinary, settle } from './operators';
import { closesConstructor } from '../typing/constructor';
import { readCastAfter, readRepeat } from '../typing/typed';
import type { Value } from './values';

/** Reads on after a value: a separator, a closing bracket, an operator, a method, a type. */
export function readFollowing(machine: Machine, value: Value): void {
  const { frame, index } = machine;
  const kind = machine.kindAt(index);
  if (kind === Kind.comma) return readComma(machine);
  if (kind === Kind.close) return readClose(machine);
  if (frame.spaced && beginsNext(machine)) return endElement(machine);
  switch (kind) {
    case Kind.dot:
      return skipKeeping(machine) ? undefined : applyMethod(machine, value);
    case Kind.sign:
    case Kind.operator:
      if (closesConstructor(machine)) return;
      return pushBinary(machine, value);
    case Kind.name:
      return readCastAfter(machine) ? undefined : readWord(machine);
    case Kind.ellipsis:
      return failElided(machine);
    case Kind.open:
      return readOpen(machine, value);
    case Kind.integer:
    case Kind.decimal:
    case Kind.oddNumber:
    case Kind.string:
      return machine.fail('not-a-number', `A comma is missing before ${machine.quote(index)}.`, index);
    default: {
      if (kind === Kind.semicolon && readRepeat(machine)) return;
      const message = `${machine.quote(index)} stands inside the array: separate numbers and rows by commas.`;
      return machine.fail('not-a-number', message, index);
    }
  }
}

/** In a print, whether the current token begins the next element. */
function beginsNext(machine: Machine): boolean {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  if (!tokens.afterSpace(index)) return false;
  const kind = machine.kindAt(index);
  if (kind === Kind.sign) return !tokens.afterSpace(index + 1);
  if (kind === Kind.name) return dialect.constants.has(tokens.textOf(index));
  return kind <= Kind.oddNumber || (kind === Kind.open && tokens.code(index) === CODE.openBracket);
}

function readComma(machine: Machine): void {
  const { frame, index } = machine;
  if (frame.spaced) {
    const message = 'Some numbers of this list are separated by commas and some by spaces: use commas.';
    return machine.fail('not-a-number', message, index);
  }
  if (frame.kind === 'list' && !(frame.closer < 0 && isStoreSuffix(machine.source, index)))
    endElement(machine);
  else settle(machine);
  if (machine.failure !== null) return;
  if (frame.call !== null) endArgument(machine, frame.call);
  else if (isStoreSuffix(machine.source, index)) {
    return readStoreSuffix(machine);
  } else if (frame.kind !== 'list') {
    return machine.fail('non-literal', 'A second value follows after this comma.', index);
  }
  machine.index++;
  frame.elementFirst = machine.index;
}

/** `[[1. 2.]], dtype=float32)`: the end of a print whose beginning was not copied. */
function readStoreSuffix(machine: Machine): void {
  const { value } = machine;
  if (value?.kind !== 'list') {
    const message = 'This dtype stands behind no list that it could be about: leave it out.';
    return machine.fail('non-literal', message, machine.index, machine.index + 3);
  }
  const found = readStore(machine, machine.index + 3);
  if (found === null) return;
  machine.value = convert(machine, { ...value, kind: 'array', library: 'numpy' }, found.store);
  machine.index = found.next;
}

function readClose(machine: Machine): void {
  const { frame } = machine;
  if (machine.source.tokens.code(machine.index) !== frame.closer) return failCloser(machine);
  if (frame.kind === 'list') {
    endElement(machine);
    if (machine.failure === null) closeList(machine);
    return;
  }
  settle(machine);
  if (machine.failure !== null) return;
  if (frame.call !== null) {
    if (endArgument(machine, frame.call)) closeCall(machine, frame.call);
    return;
  }
  machine.frames.pop();
  machine.index++;
}

/** `.freeze` and `.freeze()`, which leave the value as it is. */
function skipKeeping(machine: Machine): boolean {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  if (dialect.keptBy?.has(tokens.textOf(index + 1)) !== true) return false;
  const isCall = machine.kindAt(index + 2) === Kind.open && tokens.code(index + 2) === CODE.openParen;
  if (isCall && machine.kindAt(index + 3) !== Kind.close) return false;
  machine.index += isCall ? 4 : 2;
  return true;
}

/** A word after a value: a type in TypeScript, or code. */
function readWord(machine: Machine): void {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  const word = tokens.textOf(index);
  if (dialect.typeWords.has(word)) return skipType(machine);
  if (dialect.constants.has(word)) {
    return machine.fail('not-a-number', `A comma is missing before ${machine.quote(index)}.`, index);
  }
  const message = `${machine.place} is followed by ${machine.quote(index)}: only numbers written out can be read.`;
  machine.fail('non-literal', message, index);
}

/** `as const`, `satisfies number[][]`: passes over what can only be a type. */
function skipType(machine: Machine): void {
  const { tokens } = machine.source;
  let at = machine.index + 1;
  while (at < machine.limit) {
    const kind = tokens.kind(at);
    if (kind === Kind.open && tokens.code(at) !== CODE.openParen) at = tokens.afterGroup(at);
    else if (kind === Kind.name || kind === Kind.dot || kind === Kind.string) at++;
    else if (kind === Kind.operator && /^[<>|&]+$/.test(tokens.textOf(at))) at++;
    else break;
  }
  machine.index = Math.min(at, machine.limit);
}

/** A bracket after a value: a subscript, or a row without a comma before it. */
function readOpen(machine: Machine, value: Value): void {
  const { index } = machine;
  const isSubscript = machine.source.tokens.code(index) === CODE.openBracket;
  const isArray = value.kind === 'list' || value.kind === 'array';
  const isRead = machine.source.dialect.algebra !== undefined && !machine.source.tokens.afterBreak(index);
  if (isSubscript && isArray && isRead) return applySubscript(machine, value);
  if (isSubscript && machine.source.tokens.afterBreak(index)) {
    return machine.fail('not-a-number', 'A comma is missing before this row.', index);
  }
  const what = isSubscript ? 'a subscript' : 'a bracket';
  machine.fail(
    'non-literal',
    `${machine.place} is followed by ${what}: only numbers written out can be read.`,
    index,
  );
}
