import { FLOAT64 } from '../dialect/dialect';
import { decimalAt } from '../lexer/decimal';
import { quoted } from '../failure';
import { CODE } from '../lexer/chars';
import { Kind } from '../lexer/tokens';
import { assignedNames } from './assigned';
import { closeFrame } from './closing';
import { type Machine, endsArgument } from './machine';
import { failMissing, signPrecedence } from './operators';
import { beginArgument, endRow } from './elements';

/** Reads on where a value is expected: a number, a sign, a name, an opening bracket, or the end of a list. */
export function readOperand(machine: Machine): void {
  const { index, frame, tokens, source } = machine;
  if (frame.rows !== null && tokens.afterBreak(index) && !machine.hasPending && frame.blocks.count > 0) {
    if (frame.rows.mode !== 'commas' || machine.language.name === 'MATLAB') {
      endRow(machine);
      if (machine.failure !== null) return;
    }
  }
  if (frame.call !== null && !machine.hasPending && beginArgument(machine, frame, frame.call)) return;
  const kind = machine.kindAt(machine.index);
  switch (kind) {
    case Kind.integer:
    case Kind.decimal: {
      const store = kind === Kind.integer ? source.dialect.whole : FLOAT64;
      const number = decimalAt(source.text, tokens.start(machine.index), tokens.end(machine.index));
      machine.value = { kind: 'scalar', number, store };
      machine.index++;
      return;
    }
    case Kind.oddNumber:
      return readOddNumber(machine);
    case Kind.sign:
      return machine.pushOperator({
        text: tokens.code(index) === CODE.plus ? '+' : '-',
        precedence: signPrecedence(machine),
        ...{ token: index, left: null, start: null },
      });
    case Kind.name:
      return readName(machine);
    case Kind.open:
      return readOpen(machine);
    case Kind.close:
      return readClose(machine);
    case Kind.comma:
      return readSeparator(machine);
    case Kind.semicolon:
      return readSeparator(machine);
    case Kind.ellipsis:
      return machine.fail(
        'elided',
        `Numbers are left out at ${machine.quote(index)}: print the array whole, ${source.dialect.printWhole}.`,
        index,
      );
    default:
      return readWord(machine);
  }
}

function readOddNumber(machine: Machine): void {
  const { index, source } = machine;
  const text = source.tokens.textOf(index);
  const number = source.dialect.oddNumber(text);
  if ('code' in number) return machine.fail(number.code, `${quoted(text)} is ${number.reason}.`, index);
  machine.value = { kind: 'scalar', ...number };
  machine.index++;
}

function readName(machine: Machine): void {
  const { tokens, language, source, index, frame } = machine;
  const name = tokens.textOf(index);
  const isDotted = language.name === 'Julia' && machine.kindAt(index + 1) === Kind.dot;
  const open = isDotted ? index + 2 : index + 1;
  const isClose = !tokens.afterSpace(open) || (frame.rows === null && language.name !== 'Julia');
  const code = machine.kindAt(open) === Kind.open && isClose ? tokens.code(open) : 0;
  const isCall = code === CODE.openParen;
  const shadowed = language.name !== 'R' || !isCall ? assignedNames(source).has(name) : false;
  const path = isDotted ? `${name}.` : name;
  const callee = isCall && !shadowed ? language.functions.get(path) : undefined;
  if (callee !== undefined) {
    const call = { name, nameToken: index, callee, positional: [], named: new Map(), argument: null };
    return machine.push('call', open, CODE.closeParen, call);
  }
  const store = language.types.get(name);
  if (store !== undefined && code === CODE.openBracket && !isDotted) {
    return machine.push('rows', open, CODE.closeBracket, null, store);
  }
  const constant = isCall || shadowed || code !== 0 ? undefined : language.constants.get(name);
  if (constant !== undefined) {
    machine.value = { kind: 'scalar', ...constant };
    machine.index++;
    return;
  }
  if (!isCall && (language.words.has(name) || store !== undefined)) return readWord(machine);
  if (source.dialect.notNumbers.has(name)) {
    return machine.fail('not-numeric', `${quoted(name)} is not a number.`, index);
  }
  const what = isCall ? `${quoted(name)} is a call` : `${quoted(name)} is a name`;
  machine.fail(
    'non-literal',
    `${what}: only numbers written out can be read, so paste the printed values.`,
    index,
  );
}

/** A word or a string as an argument. */
function readWord(machine: Machine): void {
  const { index, tokens, frame } = machine;
  const kind = machine.kindAt(index);
  const stands = frame.call !== null && !frame.call.callee.gathers && !machine.hasPending;
  const text = tokens.textOf(index);
  const isWord = kind === Kind.name || kind === Kind.string || kind === Kind.colon;
  if (stands && isWord && endsArgument(machine.kindAt(index + 1))) {
    machine.value = { kind: 'word', text: kind === Kind.string ? text.slice(1, -1) : text };
    machine.index++;
    return;
  }
  const code = kind === Kind.string || kind === Kind.name ? 'not-numeric' : 'non-literal';
  machine.fail(code, `${quoted(text)} is not a number.`, index);
}

function readOpen(machine: Machine): void {
  const { tokens, language, index, frame } = machine;
  const code = tokens.code(index);
  if (code === CODE.openParen) {
    if (tokens.holdsComma(index) && language.name === 'Julia') {
      return machine.fail(
        'non-literal',
        'This is a tuple and no array: write it in square brackets.',
        index,
        Math.max(index, tokens.mate(index)),
      );
    }
    return machine.push('group', index, CODE.closeParen);
  }
  if (code === CODE.openBracket && language.brackets) {
    const isEmpty = tokens.mate(index) === index + 1 && frame.call !== null && !frame.call.callee.gathers;
    if (!isEmpty) return machine.push('rows', index, CODE.closeBracket);
    machine.value = { kind: 'word', text: '[]' };
    machine.index += 2;
    return;
  }
  const what = code === CODE.openBrace ? 'braces' : 'brackets';
  machine.fail(
    'non-literal',
    `What stands in these ${what} is no array of numbers.`,
    index,
    Math.max(index, tokens.mate(index)),
  );
}

/** A closing bracket where a value is expected: after a trailing separator, or after nothing. */
function readClose(machine: Machine): void {
  if (machine.hasPending) return failMissing(machine);
  const { frame, index, language } = machine;
  const isHole = frame.call !== null && language.name !== 'Julia' && machine.kindAt(index - 1) === Kind.comma;
  if (isHole) return machine.fail('hole', 'A value is missing: nothing stands after this comma.', index - 1);
  closeFrame(machine);
}

/** A separator where a value is expected: the end of a row, or a hole. */
function readSeparator(machine: Machine): void {
  const { index, tokens, frame, language } = machine;
  if (machine.hasPending) return failMissing(machine);
  const { rows } = frame;
  const after = machine.kindAt(index - 1);
  const ends = tokens.kind(index) === Kind.semicolon;
  if (rows !== null && ends && (language.name === 'MATLAB' || after !== Kind.semicolon)) {
    if (rows.mode === 'commas' && language.name === 'Julia') return failMixed(machine);
    rows.mode = 'rows';
    machine.index++;
    frame.elementFirst = machine.index;
    return frame.blocks.count > 0 ? endRow(machine) : undefined;
  }
  if (frame.call !== null && language.name === 'Julia' && ends && after === Kind.open) {
    machine.index++;
    return;
  }
  machine.fail('hole', `A value is missing: nothing stands before ${machine.quote(index)}.`, index);
}

export function failMixed(machine: Machine): void {
  const message =
    'Julia reads no array in which some elements are separated by commas and some by spaces or semicolons.';
  machine.fail('not-a-number', message, machine.index);
}
