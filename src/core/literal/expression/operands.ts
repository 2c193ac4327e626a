import { CODE } from '../lexer/chars';
import { FLOAT64 } from '../dialect/dialect';
import { quoted } from '../failure';
import { pathAfter } from '../lexer/source';
import { decimalAt } from '../lexer/decimal';
import { Kind } from '../lexer/tokens';
import { failCloser, failElided, failNumberMissing } from './faults';
import { beginArgument, closeCall, openCall } from './calls';
import { closeList, failEmpty, ragged, readBlock } from './lists';
import type { Machine } from './machine';
import { readTyped, skipReference } from '../typing/typed';
import { openApplication } from './applications';
import { readKnown } from './known';
import { SIGN_PRECEDENCE } from './operators';
import { readOpen } from './opening';

/** Reads on where a value is expected: a number, a sign, a name, an opening bracket, or the end of a list. */
export function readOperand(machine: Machine): void {
  if (machine.frame.kind === 'call' && !machine.hasPending && beginArgument(machine)) return;
  const { index } = machine;
  switch (machine.kindAt(index)) {
    case Kind.integer:
    case Kind.decimal:
      return readNumber(machine, index, index);
    case Kind.oddNumber:
      return readOddNumber(machine);
    case Kind.sign:
      return readSign(machine);
    case Kind.name:
      return readName(machine);
    case Kind.open:
      return readOpen(machine);
    case Kind.close:
      return readClose(machine);
    case Kind.comma:
      return readComma(machine);
    case Kind.ellipsis:
      return failElided(machine);
    case Kind.string:
      return readString(machine);
    case Kind.block:
      return readBlock(machine);
    default:
      if (skipReference(machine)) return;
      return machine.fail('non-literal', `${machine.place} is ${machine.quote(index)}, not a number.`, index);
  }
}

/** A plain number, with its sign where `first` is not `last`. Where its element ends, it is stored at once. */
function readNumber(machine: Machine, first: number, last: number): void {
  const { tokens, dialect, text } = machine.source;
  const value = decimalAt(text, tokens.start(last), tokens.end(last));
  const whole = tokens.kind(last) === Kind.integer;
  const store = whole ? dialect.whole : FLOAT64;
  const negative = first !== last && tokens.code(first) !== CODE.plus;
  // Integers have no negative zero.
  const number = !negative ? value : store.dtype === 'int' ? 0 - value : -value;
  machine.index = last + 1;
  const { frame, literal } = machine;
  const next = machine.kindAt(last + 1);
  if (
    frame.kind !== 'list' ||
    frame.spaced ||
    (next !== Kind.comma && next !== Kind.close) ||
    machine.hasPending
  ) {
    const value = { kind: 'scalar', number, store } as const;
    machine.value = dialect.types === undefined ? value : { ...value, text: tokens.textOf(last) };
    return;
  }
  const misfit = literal.nesting.number();
  if (misfit !== null) return ragged(machine, misfit, first, last);
  machine.elements.push(number, tokens.start(first), tokens.end(last));
  literal.mixture.add(store);
  frame.count++;
  if (next === Kind.comma) machine.index++;
  frame.elementFirst = machine.index;
}

function readOddNumber(machine: Machine): void {
  const text = machine.source.tokens.textOf(machine.index);
  const number = machine.source.dialect.oddNumber(text);
  if ('code' in number) {
    return machine.fail(number.code, `${machine.place} is ${quoted(text)}, ${number.reason}.`, machine.index);
  }
  machine.value = { kind: 'scalar', ...number };
  machine.index++;
}

function readSign(machine: Machine): void {
  const { tokens } = machine.source;
  const { index } = machine;
  const next = machine.kindAt(index + 1);
  const isPower = machine.kindAt(index + 2) === Kind.operator;
  if (!isPower && (next === Kind.integer || next === Kind.decimal))
    return readNumber(machine, index, index + 1);
  const text = tokens.code(index) === CODE.plus ? '+' : '-';
  machine.pushOperator({ text, precedence: SIGN_PRECEDENCE, token: index, left: null });
}

function readName(machine: Machine): void {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  if (readTyped(machine)) return;
  const isNew = dialect.blocks && tokens.textOf(index) === 'new' && machine.kindAt(index + 1) === Kind.name;
  const { path, last } = pathAfter(tokens, isNew ? index + 1 : index, machine.limit);
  const isCall = machine.kindAt(last + 1) === Kind.open && tokens.code(last + 1) === CODE.openParen;
  const isBracketCall = machine.kindAt(last + 1) === Kind.open && tokens.code(last + 1) === CODE.openBracket;
  const callee = isCall
    ? dialect.calls.get(path)
    : isBracketCall
      ? dialect.bracketCalls?.get(path)
      : undefined;
  if (callee !== undefined && callee.isNew === isNew) return openCall(machine, path, callee, last + 1);
  const applied = isCall && !isNew ? dialect.algebra?.functions.get(path) : undefined;
  if (applied !== undefined) return openApplication(machine, path, applied, last + 1);
  const macro = machine.kindAt(last + 2) === Kind.open ? dialect.types?.macros?.get(path) : undefined;
  if (macro !== undefined && tokens.textOf(last + 1) === '!') return openCall(machine, path, macro, last + 2);
  // `math.NaN()`
  const isEmptyCall = isCall && tokens.mate(last + 1) === last + 2;
  const constant = isNew ? undefined : dialect.constants.get(isEmptyCall ? `${path}()` : path);
  if (constant !== undefined && isEmptyCall === isCall) {
    machine.value = {
      kind: 'scalar',
      number: constant,
      store: dialect.stores.get(path) ?? FLOAT64,
      text: path,
    };
    machine.index = isCall ? last + 3 : last + 1;
    return;
  }
  if (dialect.notNumbers.has(path)) {
    return machine.fail(
      'not-numeric',
      `${machine.place} is ${quoted(path)}, which is not a number.`,
      index,
      last,
    );
  }
  if (readKnown(machine, path, last, isCall)) return;
  const what = isCall ? 'a call of' : 'the name';
  const advice = 'only numbers written out can be read, so paste the printed values';
  machine.fail('non-literal', `${machine.place} is ${what} ${quoted(path)}: ${advice}.`, index, last);
}

/** A closing bracket where a value is expected: after a trailing comma, or after nothing. */
function readClose(machine: Machine): void {
  const { frame, index } = machine;
  if (machine.source.tokens.code(index) !== frame.closer) return failCloser(machine);
  if (machine.hasPending) return failNumberMissing(machine);
  if (frame.kind === 'list' && frame.count > 0) closeList(machine);
  else if (frame.call !== null && (frame.call.kind === 'applies' || frame.call.value !== null))
    closeCall(machine, frame.call);
  else failEmpty(machine, frame);
}

/** A comma where a value is expected: after a named argument, after a row that was put back, or a hole. */
function readComma(machine: Machine): void {
  const { frame, index } = machine;
  if (machine.hasPending) return failNumberMissing(machine);
  const before = machine.kindAt(index - 1);
  const isRead =
    frame.call?.kind === 'applies' ? before !== Kind.open : frame.call !== null && frame.call.value !== null;
  if (isRead && before !== Kind.comma) {
    machine.index++;
    return;
  }
  machine.fail('hole', `${machine.place} is missing: nothing stands before this comma.`, index);
}

function readString(machine: Machine): void {
  const { index } = machine;
  const text = machine.source.tokens.textOf(index);
  const { call } = machine.frame;
  const words = call?.kind === 'converts' ? call.callee.words : undefined;
  const number = words?.get(text.slice(1, -1).trim().toLowerCase());
  if (number === undefined) {
    return machine.fail('not-numeric', `${machine.place} is the text ${quoted(text)}, not a number.`, index);
  }
  machine.value = { kind: 'scalar', number, store: FLOAT64 };
  machine.index++;
}
