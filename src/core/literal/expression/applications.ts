import { CODE } from '../lexer/chars';
import { Kind } from '../lexer/tokens';
import { pathAfter } from '../lexer/source';
import { quoted } from '../failure';
import type { Made, Making, Rearrangement } from './algebra';
import { type Argument, Arguments } from './arguments';
import { takeViews } from './arrays';
import type { Application, Machine } from './machine';
import type { Generator } from './scope';
import { type ArrayValue, type Value, stored } from './values';
import { sizeOf } from '../../tensor/tensor';

/** A call that makes more numbers than this is a mistake, or no array to check. */
const MOST_ELEMENTS = 2 ** 24;

/** What a call is applied to: an array before its dot, a generator, or nothing. */
interface Receiver {
  readonly array?: ArrayValue;
  readonly generator?: Generator;
}

/** Begins to read the arguments of a function or method of the array library; `open` is its parenthesis. */
export function openApplication(
  machine: Machine,
  path: string,
  applied: Making | Rearrangement,
  open: number,
  { array, generator }: Receiver = {},
): void {
  const call: Application = {
    kind: 'applies',
    path,
    nameToken: machine.index,
    outer: machine.literal,
    value: array ?? null,
    function: applied,
    generator: generator ?? null,
    positional: [],
    named: new Map(),
    name: null,
    spreads: false,
  };
  machine.applied = true;
  machine.value = null;
  machine.index = open + 1;
  machine.pushFrame('call', open, CODE.closeParen, false, call);
  machine.literal = machine.newLiteral();
}

/** Reads what may stand before an argument, or an argument that is no value: a name, a star, a dtype, a word. */
export function beginApplied(machine: Machine, call: Application): boolean {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  const kind = machine.kindAt(index);
  if (kind === Kind.name && machine.kindAt(index + 1) === Kind.assign && call.name === null) {
    call.name = tokens.textOf(index);
    machine.index += 2;
    if (dialect.algebra?.ignores.has(call.name) === true) skipArgument(machine, call);
    return true;
  }
  if (kind === Kind.operator && tokens.textOf(index) === '*' && !call.spreads && call.name === null) {
    call.spreads = true;
    machine.index++;
    return true;
  }
  const { path, last } = pathAfter(tokens, index, machine.limit);
  const next = machine.kindAt(last + 1);
  const isAlone =
    (kind === Kind.name || kind === Kind.string) && (next === Kind.comma || next === Kind.close);
  if (!isAlone) return false;
  const word = kind === Kind.string ? tokens.textOf(index).slice(1, -1) : path;
  const store = dialect.stores.get(word);
  const isWord = kind === Kind.string || dialect.notNumbers.has(path);
  if (store === undefined && !isWord) return false;
  give(machine, call, store === undefined ? { kind: 'word', word } : { kind: 'store', store });
  machine.index = last + 1;
  return true;
}

function skipArgument(machine: Machine, call: Application): void {
  const { tokens } = machine.source;
  let at = machine.index;
  while (at < machine.limit && tokens.kind(at) !== Kind.comma && tokens.kind(at) !== Kind.close) {
    at = tokens.kind(at) === Kind.open ? tokens.afterGroup(at) : at + 1;
  }
  machine.index = Math.min(at, machine.limit);
  call.name = null;
}

/** Ends an argument at the current comma or bracket. The array to rearrange stays among the elements. */
export function endApplied(machine: Machine, call: Application, value: Value): void {
  const isArray = value.kind === 'list' || value.kind === 'array';
  if (call.function.kind === 'rearranges' && call.value === null && call.name === null && isArray) {
    call.value = value;
  } else {
    const argument = argumentOf(machine, value);
    if (argument === null) {
      return machine.fail(
        'non-literal',
        `${quoted(call.path)} has an argument that is not read.`,
        call.nameToken,
      );
    }
    give(machine, call, argument);
  }
  machine.value = null;
  machine.literal = machine.newLiteral();
}

function argumentOf({ elements }: Machine, value: Value): Argument | null {
  switch (value.kind) {
    case 'scalar':
      return { kind: 'number', number: value.number, store: value.store };
    case 'outline':
      return value;
    case 'list':
    case 'array': {
      const data = elements.valuesFrom(value.from);
      elements.truncate(value.from);
      const { shape, store } = value;
      return shape.length === 0
        ? { kind: 'number', number: data[0] ?? NaN, store }
        : { kind: 'list', shape, data, store };
    }
    default:
      return null;
  }
}

function give(machine: Machine, call: Application, argument: Argument): void {
  const { name, spreads } = call;
  call.name = null;
  call.spreads = false;
  if (name !== null) {
    if (call.named.has(name)) machine.fail('non-literal', `${quoted(name)} is given twice.`, machine.index);
    call.named.set(name, argument);
  } else if (!spreads) call.positional.push(argument);
  else if (argument.kind === 'list' && argument.shape.length === 1) {
    for (const number of argument.data)
      call.positional.push({ kind: 'number', number, store: argument.store });
  } else machine.fail('non-literal', 'Only lengths can be spread here.', call.nameToken);
}

/** Ends a call with its closing parenthesis: its value is what the function makes of its arguments. */
export function closeApplication(machine: Machine, call: Application): void {
  const { source, scope } = machine;
  const { parameters } = call.function;
  const args = new Arguments(
    parameters,
    call.positional,
    call.named,
    () => call.generator ?? scope.generator(),
    source.doubled,
  );
  machine.frames.pop();
  machine.literal = call.outer;
  const made =
    call.function.kind === 'makes'
      ? create(machine, call, call.function, args)
      : rearrange(machine, call, call.function, args);
  if (args.problem !== null) {
    machine.fail('non-literal', `${quoted(call.path)} ${args.problem}.`, call.nameToken, machine.index);
  }
  machine.value = made;
  machine.index++;
}

function create(machine: Machine, call: Application, making: Making, args: Arguments): Value | null {
  const made = making.make(args);
  const size = sizeOf(made.shape);
  const isShape = made.shape.every((length) => Number.isInteger(length) && length >= 0);
  if (!isShape || size > MOST_ELEMENTS) args.refuse('has lengths that cannot be followed');
  if (args.problem !== null) return null;
  if (size === 0) {
    machine.fail(
      'empty',
      `${quoted(call.path)} makes an array without numbers.`,
      call.nameToken,
      machine.index,
    );
    return null;
  }
  return filled(machine, call, made, making);
}

function filled(machine: Machine, call: Application, made: Made, { library }: Making): Value | null {
  const { tokens } = machine.source;
  const { elements } = machine;
  const { shape, store } = made;
  if (made.weak === true && shape.length === 0) return { kind: 'scalar', number: made.value(0), store };
  const from = elements.count;
  const [start, end] = [tokens.start(call.nameToken), tokens.end(machine.index)];
  const size = sizeOf(shape);
  for (let index = 0; index < size; index++) {
    const number = stored(made.value(index), store);
    if (number === null) {
      machine.fail(
        'not-numeric',
        `${quoted(call.path)} makes a number that its integer type does not hold.`,
        call.nameToken,
      );
      return null;
    }
    elements.push(number, start, end);
  }
  machine.rearranged = true;
  return { kind: 'array', store, shape, from, library };
}

function rearrange(machine: Machine, call: Application, how: Rearrangement, args: Arguments): Value | null {
  const { value } = call;
  if (value?.kind !== 'list' && value?.kind !== 'array') {
    args.refuse('needs an array to rearrange');
    return null;
  }
  const views = how.views(value.shape, args, value.library ?? null);
  if (args.problem !== null) return null;
  const array = { ...value, kind: 'array', library: value.library ?? 'numpy' } as const;
  const result = takeViews(machine, array, views);
  if (result === null) args.refuse('does not fit the array');
  return result;
}
