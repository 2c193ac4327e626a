import { CODE } from '../lexer/chars';
import { sizeOf } from '../../tensor/tensor';
import type { Machine, MatrixValue, Operand, Operator } from './machine';
import type { Scalar } from '../dialect/dialect';
import { permuted } from './shapes';

const POWERS = new Set(['^', '.^', '**', '.**']);

/** How strongly a sign binds here: after a power, as in 2^-1, more strongly than anything. */
export function signPrecedence(machine: Machine): number {
  const { language } = machine;
  const last = machine.hasPending ? machine.operators.at(-1) : undefined;
  return last !== undefined && POWERS.has(last.text) ? Infinity : language.signPrecedence;
}

/** The operator after a value: applies what binds more strongly before it, and lets the operator wait. */
export function pushBinary(machine: Machine, value: Operand): void {
  const { tokens, language, index } = machine;
  const text = tokens.code(index) === CODE.unicodeMinus ? '-' : tokens.textOf(index);
  const precedence = language.precedence.get(text);
  if (value.kind === 'word') return refuse(machine, index);
  if (precedence === undefined) {
    const message = `${machine.quote(index)} follows: only numbers written out can be read.`;
    return machine.fail('non-literal', message, index);
  }
  const isPower = POWERS.has(text);
  if (isPower && machine.hasPending && machine.operators.at(-1)?.precedence === Infinity)
    return refuse(machine, index);
  apply(machine, isPower && language.powersFromRight ? precedence + 0.1 : precedence, text === ':');
  if (machine.failure !== null) return;
  const last = machine.hasPending ? machine.operators.at(-1) : undefined;
  if (text === ':' && last?.text === ':' && last.start === null) {
    machine.operators.pop();
    return machine.pushOperator({ text, precedence, token: index, left: machine.value, start: last.left });
  }
  machine.pushOperator({ text, precedence, token: index, left: machine.value, start: null });
}

/** Applies every operator that waits in the innermost frame. */
export function settle(machine: Machine): void {
  apply(machine, 0, false);
}

function apply(machine: Machine, precedence: number, beforeColon: boolean): void {
  while (machine.hasPending && machine.failure === null && machine.value !== null) {
    const operator = machine.operators.at(-1);
    if (operator === undefined || operator.precedence < precedence) return;
    // The colon of first:step:last waits for the last number.
    if (beforeColon && operator.text === ':' && operator.start === null && machine.language.name !== 'R')
      return;
    machine.operators.pop();
    machine.value = applied(machine, operator, machine.value);
  }
}

function applied(machine: Machine, operator: Operator, value: Operand): Operand | null {
  const { left } = operator;
  const { binary } = machine.language;
  if (value.kind === 'word' || left?.kind === 'word') return refused(machine, operator);
  if (left === null) return signed(machine, operator, value);
  if (operator.text === ':') return range(machine, operator, left, value);
  if (left.kind === 'array' && value.kind === 'array') return refused(machine, operator);
  if (left.kind === 'scalar' && value.kind === 'scalar') {
    const result = binary(operator.text, left, value);
    if (typeof result !== 'string') return { kind: 'scalar', ...result };
    return uncalculated(machine, operator, result);
  }
  if (left.kind === 'array' && value.kind === 'scalar') {
    const { store } = left;
    const image = (number: number): Scalar | string => binary(operator.text, { number, store }, value);
    return spread(machine, operator, left, 'left', value.number, image);
  }
  if (left.kind === 'scalar' && value.kind === 'array') {
    const { store } = value;
    const image = (number: number): Scalar | string => binary(operator.text, left, { number, store });
    return spread(machine, operator, value, 'right', left.number, image);
  }
  return refused(machine, operator);
}

function signed(
  machine: Machine,
  operator: Operator,
  value: Exclude<Operand, { kind: 'word' }>,
): Operand | null {
  if (operator.text === '+') return value;
  const { low, dtype } = value.store;
  if (low === 0) return refused(machine, operator);
  const negative = (number: number): number => (dtype === 'int' ? 0 - number : -number);
  if (value.kind === 'scalar') return { ...value, number: negative(value.number) };
  machine.charge(sizeOf(value.shape), operator.token);
  machine.elements.map(value.from, negative);
  return value;
}

function spread(
  machine: Machine,
  operator: Operator,
  array: MatrixValue,
  side: 'left' | 'right',
  number: number,
  image: (number: number) => Scalar | string,
): Operand | null {
  if (array.lazy === true || !machine.language.spreads(operator.text, side, number))
    return refused(machine, operator);
  machine.charge(sizeOf(array.shape), operator.token);
  let { store } = array;
  let reason = '';
  machine.elements.map(array.from, (number) => {
    const result = image(number);
    if (typeof result === 'string') reason = result;
    else store = result.store;
    return typeof result === 'string' ? null : result.number;
  });
  return reason === '' ? { ...array, store } : uncalculated(machine, operator, reason);
}

function range(machine: Machine, operator: Operator, left: Operand, last: Operand): Operand | null {
  const { start } = operator;
  const first = start ?? left;
  const step = start === null ? null : left;
  if (first.kind !== 'scalar' || last.kind !== 'scalar' || (step !== null && step.kind !== 'scalar')) {
    return refused(machine, operator);
  }
  const { language, elements, tokens, frame, index } = machine;
  const numbers = language.range(first, step, last);
  if (typeof numbers === 'string') return uncalculated(machine, operator, numbers);
  if (numbers.count === 0) {
    machine.fail('empty', 'There are no numbers in this range.', operator.token);
    return null;
  }
  if (!machine.charge(numbers.count, operator.token)) return null;
  const from = elements.count;
  const [begin, end] = [tokens.start(Math.min(frame.elementFirst, operator.token)), tokens.end(index - 1)];
  for (let at = 0; at < numbers.count; at++) elements.push(numbers.at(at), begin, end);
  machine.rearranged = true;
  const shape = language.name === 'MATLAB' ? [1, numbers.count] : [numbers.count];
  const array = { kind: 'array', store: numbers.store, shape, from } as const;
  return numbers.lazy === true ? { ...array, lazy: true } : array;
}

/** The quote after a value. */
export function transpose(machine: Machine, value: Operand): void {
  const { index, language, elements } = machine;
  const last = machine.hasPending ? machine.operators.at(-1) : undefined;
  if (value.kind === 'word' || (last !== undefined && POWERS.has(last.text))) return refuse(machine, index);
  machine.index++;
  if (value.kind === 'scalar') return;
  if (language.name === 'R' || value.shape.length > 2) return refuse(machine, index);
  const [length = 1] = value.shape;
  machine.charge(sizeOf(value.shape), index);
  machine.rearranged ||= value.shape.length > 1;
  const shape = value.shape.length === 1 ? [1, length] : permuted(elements, value.from, value.shape, [1, 0]);
  machine.value = { ...value, shape };
}

function refused(machine: Machine, operator: Operator): null {
  refuse(machine, operator.token);
  return null;
}

function refuse(machine: Machine, token: number): void {
  const message = `What ${machine.quote(token)} makes of this is not calculated here: write out the resulting numbers.`;
  machine.fail('non-literal', message, token);
}

function uncalculated(machine: Machine, operator: Operator, reason: string): null {
  machine.fail('non-literal', `This cannot be calculated: ${reason}. Write out the numbers.`, operator.token);
  return null;
}

/** Fails on an operator without its right operand. */
export function failMissing(machine: Machine): void {
  const token = machine.operators.at(-1)?.token ?? machine.index;
  machine.fail('not-a-number', `A number is missing after ${machine.quote(token)}.`, token);
}
