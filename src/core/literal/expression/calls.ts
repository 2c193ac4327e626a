import { FLOAT32, FLOAT64, type Callee, type Library, type Scalar, type Store } from '../dialect/dialect';
import { quoted } from '../failure';
import { pathAfter } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import { beginApplied, closeApplication, endApplied } from './applications';
import type { Call, Conversion, Machine } from './machine';
import { closerOf, readShapeAfter, readShapeBefore, shaped } from './shapes';
import { type ArrayValue, type Numbers, type Value, stored } from './values';

/** Begins to read the arguments of a known function; `open` is its parenthesis. */
export function openCall(machine: Machine, path: string, callee: Callee, open: number): void {
  const call: Conversion = {
    kind: 'converts',
    path,
    nameToken: machine.index,
    callee,
    outer: machine.literal,
    value: null,
    store: null,
    shape: null,
    reversed: false,
  };
  const closer = closerOf(machine.source.tokens.code(open));
  machine.index = open + 1;
  machine.pushFrame('call', open, closer, false, call);
  machine.literal = machine.newLiteral();
  if (callee.shape === 'before') readShapeBefore(machine, call);
  if (callee.takes === 'items') machine.pushList(open, closer, false);
}

/** Reads a named argument or a dtype in second place. False where the argument is the value itself. */
export function beginArgument(machine: Machine): boolean {
  const { call } = machine.frame;
  const { index } = machine;
  const kind = machine.kindAt(index);
  if (call === null || kind === Kind.close || kind === Kind.comma) return false;
  if (call.kind === 'applies') return beginApplied(machine, call);
  if (call.callee.shape === 'after' && call.value !== null) return readShapeAfter(machine, call);
  if (kind === Kind.name && machine.kindAt(index + 1) === Kind.assign) {
    readNamed(machine, call);
    return true;
  }
  if (call.value === null) return false;
  if (call.callee.dtypeSecond && call.store === null) readStoreArgument(machine, call, index);
  else machine.fail('non-literal', `${quoted(call.path)} has a second argument, which is not read.`, index);
  return true;
}

function readNamed(machine: Machine, call: Conversion): void {
  const { tokens } = machine.source;
  const { index } = machine;
  const name = tokens.textOf(index);
  if (name === 'dtype' && call.callee.takes !== 'scalar') return readStoreArgument(machine, call, index + 2);
  if (!call.callee.ignores.has(name)) {
    const message = `The argument ${quoted(name)} of ${quoted(call.path)} may change the array and is not read: leave it out.`;
    return machine.fail('non-literal', message, index);
  }
  let at = index + 2;
  while (at < machine.limit && tokens.kind(at) !== Kind.comma && tokens.kind(at) !== Kind.close) {
    at = tokens.kind(at) === Kind.open ? tokens.afterGroup(at) : at + 1;
  }
  machine.index = Math.min(at, machine.limit);
}

function readStoreArgument(machine: Machine, call: Conversion, at: number): void {
  const found = readStore(machine, at);
  if (found === null) return;
  call.store = found.store;
  machine.index = found.next;
}

/** The dtype that is named at a token, and the token after it. Fails where it is not one that we know. */
export function readStore(machine: Machine, at: number): { store: Store; next: number } | null {
  const { tokens, dialect } = machine.source;
  const isString = machine.kindAt(at) === Kind.string;
  const { path, last } = pathAfter(tokens, at, machine.limit);
  const name = isString ? tokens.textOf(at).slice(1, -1) : path;
  const store = dialect.stores.get(name);
  const next = isString ? at + 1 : last + 1;
  const after = machine.kindAt(next);
  if (store !== undefined && (after === Kind.comma || after === Kind.close || after === 0))
    return { store, next };
  const message = `The dtype ${quoted(name)} is not one that can be read: use float64, float32 or an integer type.`;
  machine.fail('non-literal', message, at, isString ? at : last);
  return null;
}

/** Ends an argument of a call, before a comma or the closing bracket. False where it is none for the call. */
export function endArgument(machine: Machine, call: Call): boolean {
  const { value } = machine;
  if (call.kind === 'applies') {
    if (value !== null) endApplied(machine, call, value);
    return machine.failure === null;
  }
  call.value = value;
  machine.value = null;
  return true;
}

/** Ends a call: its value is what the function makes of its argument. */
export function closeCall(machine: Machine, call: Call): void {
  if (call.kind === 'applies') return closeApplication(machine, call);
  const value = call.value === null ? null : made(machine, call, call.value);
  machine.frames.pop();
  machine.literal = call.outer;
  machine.value = value;
  machine.index++;
}

function made(machine: Machine, call: Conversion, argument: Value): Value | null {
  const { takes, stores, library } = call.callee;
  const value = takes === 'scalar' ? numberOf(machine, argument) : argument;
  if (value.kind === 'row' || value.kind === 'outline' || value.kind === 'generator') {
    machine.fail('non-literal', `${quoted(call.path)} is not read with this in it.`, call.nameToken);
    return null;
  }
  const isFlat = value.kind !== 'scalar' && value.shape.length === 1;
  const fits = {
    any: true,
    scalar: value.kind === 'scalar',
    list: value.kind !== 'scalar',
    vector: isFlat,
    items: isFlat || stores === 'as-given',
  };
  if (!fits[takes]) {
    const wanted = takes === 'scalar' ? 'one number' : takes === 'list' ? 'a list' : 'a list of numbers';
    machine.fail('non-literal', `${quoted(call.path)} is read only with ${wanted} in it.`, call.nameToken);
    return null;
  }
  const store = storeOf(machine, call, value);
  if (value.kind !== 'scalar')
    return shaped(machine, call, convert(machine, converted(value, library), store));
  const number = madeNumber(machine, call, value.number, store);
  return number === null || library === undefined || library === null
    ? number
    : pushed(machine, call, number, library);
}

/** An array of one number as a number. */
function numberOf({ elements }: Machine, value: Value): Value {
  if (value.kind !== 'array' || value.shape.length > 0) return value;
  const [number = NaN] = elements.valuesFrom(value.from);
  elements.truncate(value.from);
  return { kind: 'scalar', number, store: value.store };
}

function converted(value: ArrayValue, library: Library | null | undefined): ArrayValue {
  return {
    ...value,
    kind: library === null ? 'list' : 'array',
    library: library === undefined ? value.library : library,
  };
}

/** A number of an array library is an array without axes, which arithmetic does not adapt to its other side. */
function pushed(machine: Machine, call: Conversion, { number, store }: Scalar, library: Library): ArrayValue {
  const { tokens } = machine.source;
  const from = machine.elements.count;
  machine.elements.push(number, tokens.start(call.nameToken), tokens.end(machine.index));
  return { kind: 'array', store, shape: [], from, library };
}

function madeNumber(
  machine: Machine,
  call: Conversion,
  number: number,
  store: Store,
): (Scalar & { readonly kind: 'scalar' }) | null {
  const applied = call.callee.applies === undefined ? number : call.callee.applies(number);
  const kept = applied === null ? null : stored(applied, store);
  if (kept !== null) return { kind: 'scalar', number: kept, store };
  machine.fail(
    'not-numeric',
    `${machine.place}: ${quoted(call.path)} has no value for ${number}.`,
    call.nameToken,
  );
  return null;
}

function storeOf(machine: Machine, call: Conversion, value: Numbers): Store {
  const { stores } = call.callee;
  if (call.store !== null) return namedStore(machine, call, call.store);
  if (stores === 'as-given') return value.store;
  if ('dtype' in stores) return stores;
  const keepsInteger = value.store.dtype === 'int' && !stores.evenIntegers;
  if (keepsInteger || (value.kind === 'array' && !stores.evenArrays)) return value.store;
  return machine.source.doubled.has(stores.single) ? FLOAT64 : FLOAT32;
}

/** Without its 64-bit mode, JAX takes float64 to mean float32. */
function namedStore(machine: Machine, call: Conversion, store: Store): Store {
  const { stores } = call.callee;
  const isJax = typeof stores === 'object' && 'single' in stores && stores.single === 'jax';
  return isJax && store === FLOAT64 && !machine.source.doubled.has('jax') ? FLOAT32 : store;
}

/** The array with its elements stored in another way; fails on an element that does not fit. */
export function convert(machine: Machine, array: ArrayValue, store: Store): ArrayValue {
  const { elements } = machine;
  const bad = store === array.store ? -1 : elements.map(array.from, (value) => stored(value, store));
  if (bad >= 0) {
    const range = [elements.startOf(bad), elements.endOf(bad)] as const;
    machine.failure ??= {
      code: 'not-numeric',
      message: 'This number does not fit into the integer type of its array.',
      range,
    };
  }
  return { ...array, store };
}
