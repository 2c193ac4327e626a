import { CODE } from '../lexer/chars';
import { pathAfter } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Machine } from '../expression/machine';
import { endElement } from '../expression/lists';
import { CAST, castValue } from '../expression/operators';
import { withSizes } from './declare';
import { constructorAt, readSizes, sizeBetween, typeAt } from './type-at';
import { type ArrayType, type Level, UNKNOWN_SIZE, arrayOf } from './types';

/** The largest array that repetition may make. */
const MOST_REPEATED = 2 ** 22;

/** What only typed languages write where a value is expected. Each function says whether something of it stands here. */
export function readTyped(machine: Machine): boolean {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  if (dialect.types === undefined || dialect.types.joins === true) return false;
  if (machine.kindAt(index) === Kind.name) return readConstructor(machine) || readTemplateConstant(machine);
  const code = tokens.code(index);
  if (code === CODE.openParen) return readCast(machine) || readSeries(machine);
  return code === CODE.openBracket && !dialect.types.lists.includes('[') && readConstructor(machine);
}

/** Begins a list of a known type. */
export function openTyped(machine: Machine, type: ArrayType, brace: number): void {
  machine.literal = machine.newLiteral(type, machine.literal);
  machine.index = brace + 1;
  const isBrace = machine.source.tokens.code(brace) === CODE.openBrace;
  const misfit = machine.literal.nesting.open();
  if (misfit === null) machine.pushList(brace, isBrace ? CODE.closeBrace : CODE.closeBracket, false);
}

function isOpen({ source, limit }: Machine, at: number, code: number): boolean {
  return at < limit && source.tokens.isOpen(at, code);
}

/** `(float)0.1` and `(double[]){1, 2}` */
function readCast(machine: Machine): boolean {
  const { index, source } = machine;
  const found = typeAt(source, index + 1);
  if (found === null) return false;
  const { type } = found;
  let close = found.next;
  const levels: Level[] = [...type.levels];
  if (isOpen(machine, close, CODE.openBracket)) close = readSizes(source, close, levels);
  if (machine.kindAt(close) !== Kind.close || source.tokens.code(close) !== CODE.closeParen) return false;
  if (isOpen(machine, close + 1, CODE.openBrace)) {
    openTyped(machine, { ...type, levels }, close + 1);
    return true;
  }
  if (levels.length > 0 || type.store === null) return false;
  machine.pushOperator({ text: 'cast', precedence: CAST, token: index, left: null, store: type.store });
  machine.index = close + 1;
  return true;
}

/** `(cv::Mat_<double>(2, 3) << 1, 2, 3, 4, 5, 6)` */
function readSeries(machine: Machine): boolean {
  const { index, source } = machine;
  const found = typeAt(source, index + 1);
  if (found?.type.series !== true) return false;
  const sized = isOpen(machine, found.next, CODE.openParen);
  const type = sized ? withSizes(source, found.type, found.next) : found.type;
  const shift = sized ? source.tokens.afterGroup(found.next) : found.next;
  if (source.tokens.textOf(shift) !== '<<') return false;
  beginSeries(machine, type, index, shift + 1, CODE.closeParen);
  return true;
}

/** Begins to read the elements of a matrix, which come one after another whatever its shape. */
export function beginSeries(
  machine: Machine,
  type: ArrayType,
  open: number,
  first: number,
  closer: number,
): void {
  const size = type.levels.reduce((product, level) => product * level.size, 1);
  const isKnown = type.levels.every((level) => level.size > 0);
  if (!isKnown) {
    const message =
      'The size of this matrix is not written as numbers: write it in its constructor or its type.';
    return machine.fail('non-literal', message, Math.max(open, machine.first), first);
  }
  const flat = arrayOf(type.store, [size]);
  machine.literal = machine.newLiteral(flat, machine.literal, type);
  machine.literal.nesting.open();
  machine.index = first;
  machine.pushList(open, closer, false);
}

/** `new double[][] {`, `new[] {`, `[][]float64{`, `std::vector<float>{` */
function readConstructor(machine: Machine): boolean {
  const { index, source } = machine;
  const found = constructorAt(source, index);
  if (found === null) return false;
  if (isOpen(machine, found.next, CODE.openBrace)) {
    openTyped(machine, found.type, found.next);
    return true;
  }
  const what = machine.quote(index, found.next - 1);
  machine.fail(
    'non-literal',
    `${what} makes an array whose numbers are not written here: write them out.`,
    index,
  );
  return true;
}

/** `std::numeric_limits<double>::infinity()` */
function readTemplateConstant(machine: Machine): boolean {
  const { index, source } = machine;
  const { tokens, dialect } = source;
  const { last } = pathAfter(tokens, index, machine.limit);
  if (tokens.textOf(last + 1) !== '<' || last + 7 >= tokens.count) return false;
  let text = '';
  for (let at = index; at <= last + 7; at++) text += tokens.textOf(at);
  text = text.replace(/^std::/, '');
  const number = last + 7 < machine.limit ? dialect.constants.get(text) : undefined;
  if (number === undefined) return false;
  machine.value = {
    kind: 'scalar',
    number,
    store: dialect.types?.scalars.get(tokens.textOf(last + 2)) ?? dialect.whole,
  };
  machine.index = last + 8;
  return true;
}

/** Rust's `&` before a list changes nothing of it. */
export function skipReference(machine: Machine): boolean {
  const { index, source } = machine;
  if (source.dialect.types?.macros === undefined || source.tokens.textOf(index) !== '&') return false;
  machine.index++;
  return true;
}

/** Rust's `[0.5; 4]`: the element before the semicolon, so many times. */
export function readRepeat(machine: Machine): boolean {
  const { frame, index, source, elements } = machine;
  if (source.dialect.types?.macros === undefined || frame.kind !== 'list' || frame.count > 0) return false;
  const mate = source.tokens.mate(frame.open);
  const times = mate < 0 ? UNKNOWN_SIZE : sizeBetween(source, index + 1, mate);
  endElement(machine);
  if (times <= 0 || (elements.count - frame.from) * times > MOST_REPEATED) {
    machine.fail(
      'non-literal',
      'How often this is repeated is not a small number that is known here.',
      index,
    );
    return true;
  }
  elements.repeat(frame.from, times);
  machine.rearranged ||= times > 1;
  frame.count = times;
  machine.index = mate;
  return true;
}

/** `1.0 as f32` */
export function readCastAfter(machine: Machine): boolean {
  const { index, source } = machine;
  if (source.dialect.types?.macros === undefined || source.tokens.textOf(index) !== 'as') return false;
  const found = typeAt(source, index + 1);
  const store = found !== null && found.type.levels.length === 0 ? found.type.store : null;
  if (found === null || store === null) return false;
  castValue(machine, store, index);
  machine.index = found.next;
  return true;
}
