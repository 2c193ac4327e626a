import { CODE } from '../lexer/chars';
import type { Machine, Operator } from './machine';
import type { Store } from '../dialect/dialect';
import { joined } from './arrays';
import { type Numbers, type Value, stored } from './values';

export const SIGN_PRECEDENCE = 3;
/** A cast binds like a sign. */
export const CAST = SIGN_PRECEDENCE;

/** The operator after a value: applies what binds more strongly before it, and lets the operator wait. */
export function pushBinary(machine: Machine, value: Value): void {
  const { tokens, dialect } = machine.source;
  const token = machine.index;
  const text = tokens.code(token) === CODE.unicodeMinus ? '-' : tokens.textOf(token);
  const precedence = dialect.arithmetic?.precedence.get(text);
  if (precedence === undefined) {
    const message = `${machine.place} is followed by ${machine.quote(token)}: only numbers written out can be read.`;
    return machine.fail('non-literal', message, token);
  }
  if (value.kind !== 'scalar' && !isCalculable(machine, value))
    return refuse(machine, machine.quote(token), token);
  apply(machine, precedence, text === '**');
  if (machine.failure !== null) return;
  if (
    text === '**' &&
    dialect.arithmetic?.signedBase === false &&
    machine.hasPending &&
    isSign(machine.operators.at(-1))
  ) {
    return machine.fail(
      'non-literal',
      'The base of a power has a sign: write parentheses around one of the two.',
      token,
    );
  }
  machine.pushOperator({ text, precedence, token, left: machine.value });
}

/** Whether a value is an array or list of a language whose arithmetic on these we follow. */
function isCalculable(machine: Machine, value: Value): boolean {
  return machine.source.dialect.algebra !== undefined && (value.kind === 'array' || value.kind === 'list');
}

function isSign(operator: Operator | undefined): boolean {
  return operator?.left === null;
}

/** Applies every operator that waits in the innermost frame. */
export function settle(machine: Machine): void {
  if (machine.hasPending) apply(machine, 0, false);
}

/** Applies the waiting operators that bind at least as strongly; `**` groups from the right. */
function apply(machine: Machine, precedence: number, fromRight: boolean): void {
  while (machine.hasPending && machine.failure === null && machine.value !== null) {
    const operator = machine.operators.at(-1);
    if (operator === undefined || operator.precedence < precedence) return;
    if (fromRight && operator.precedence === precedence) return;
    machine.operators.pop();
    const { left } = operator;
    machine.value =
      left === null
        ? signed(machine, operator, machine.value)
        : binary(machine, operator, left, machine.value);
  }
}

function signed(machine: Machine, operator: Operator, value: Value): Value {
  if (operator.store !== undefined) return cast(machine, operator, operator.store, value);
  const signsArrays = machine.source.dialect.arithmetic?.signsArrays === true;
  if (value.kind !== 'scalar' && !(value.kind === 'array' && signsArrays))
    refuse(machine, '`' + operator.text + '`', operator.token);
  else if (operator.text === '-') return negated(machine, operator, value);
  return value;
}

/** A cast behind its operand, which binds less than a sign. */
export function castValue(machine: Machine, store: Store, token: number): void {
  apply(machine, SIGN_PRECEDENCE, false);
  if (machine.value !== null) machine.value = cast(machine, { token }, store, machine.value);
}

function cast(machine: Machine, { token }: Pick<Operator, 'token'>, store: Store, value: Value): Value {
  const number = value.kind === 'scalar' ? stored(value.number, store) : null;
  if (number !== null) return { kind: 'scalar', number, store };
  machine.fail(
    'non-literal',
    `${machine.place} is cast to a type that it does not fit: write out the number.`,
    token,
  );
  return value;
}

function negated(machine: Machine, operator: Operator, value: Numbers): Value {
  const { dtype, low } = value.store;
  // An unsigned integer would wrap around.
  if (low === 0) refuse(machine, '`-`', operator.token);
  const negative = (number: number): number => (dtype === 'int' ? 0 - number : -number);
  if (value.kind === 'scalar') return { ...value, number: negative(value.number) };
  machine.rearranged = true;
  machine.elements.map(value.from, negative);
  return value;
}

function binary(machine: Machine, operator: Operator, left: Value, right: Value): Value {
  const { arithmetic } = machine.source.dialect;
  if (!isNumbers(left) || !isNumbers(right) || arithmetic === null) {
    refuse(machine, machine.quote(operator.token), operator.token);
    return right;
  }
  const result =
    left.kind === 'scalar' && right.kind === 'scalar'
      ? arithmetic.binary(operator.text, left, right)
      : joined(machine, operator, left, right);
  if (typeof result !== 'string') return 'kind' in result ? result : { kind: 'scalar', ...result };
  machine.fail(
    'non-literal',
    `${machine.place} cannot be calculated: ${result}. Write out the number.`,
    operator.token,
  );
  return right;
}

function isNumbers(value: Value): value is Numbers {
  return value.kind === 'scalar' || value.kind === 'array' || value.kind === 'list';
}

function refuse(machine: Machine, operator: string, token: number): void {
  const message = `${operator} calculates with a whole list or array: write out the resulting numbers.`;
  machine.fail('non-literal', message, token);
}
