import { CODE } from '../lexer/chars';
import type { Method } from '../dialect/dialect';
import { FLOAT64, INTEGER } from '../dialect/dialect';
import { quoted } from '../failure';
import { Kind } from '../lexer/tokens';
import type { Rearrangement } from './algebra';
import { openApplication } from './applications';
import { Arguments } from './arguments';
import { takeViews } from './arrays';
import { convert, readStore } from './calls';
import type { Machine } from './machine';
import { type ArrayValue, type Value, transposed } from './values';
import { reshaped } from './view';

/** Applies the method or attribute after a value, or refuses it: what stands there is never dropped. */
export function applyMethod(machine: Machine, value: Value): void {
  const { tokens, dialect } = machine.source;
  const { index } = machine;
  const name = machine.kindAt(index + 1) === Kind.name ? tokens.textOf(index + 1) : '';
  const open = index + 2;
  const isCall = machine.kindAt(open) === Kind.open && tokens.code(open) === CODE.openParen;
  const draw = value.kind === 'generator' && isCall ? dialect.algebra?.draws.get(name) : undefined;
  if (value.kind === 'generator' && draw !== undefined) {
    return openApplication(machine, name, draw, open, { generator: value.generator });
  }
  const rearrangement = value.kind === 'array' ? dialect.algebra?.methods.get(name) : undefined;
  if (value.kind === 'array' && rearrangement !== undefined && isCall === !rearrangement.isAttribute) {
    if (isCall) return openApplication(machine, name, rearrangement, open, { array: value });
    return applyAttribute(machine, value, rearrangement);
  }
  const method = isCall ? dialect.methods.get(name) : undefined;
  const onList = value.kind === 'list' && name === 'copy';
  if (method === undefined || !(value.kind === 'array' || onList)) {
    const message = `${quoted(`.${name}`)} is not applied here: write out the resulting numbers.`;
    return machine.fail('non-literal', message, index, index + 1);
  }
  if (tokens.mate(open) < 0) {
    return machine.fail('unbalanced', `${machine.quote(open)} is never closed.`, open);
  }
  machine.value = changed(machine, value, method, open);
  machine.index = tokens.mate(open) + 1;
}

function applyAttribute(machine: Machine, array: ArrayValue, { views }: Rearrangement): void {
  const { index, source, scope } = machine;
  const args = new Arguments([], [], new Map(), () => scope.generator(), source.doubled);
  const result = takeViews(machine, array, views(array.shape, args, array.library ?? null));
  if (result === null) machine.fail('non-literal', 'This does not fit the array.', index, index + 1);
  machine.value = result;
  machine.index += 2;
}

function changed(machine: Machine, array: ArrayValue, method: Method, open: number): ArrayValue {
  if (typeof method === 'object') return convert(machine, array, method);
  switch (method) {
    case 'keep':
      return array;
    case 'transpose':
      machine.rearranged ||= array.shape.length > 1;
      return transposed(array, machine.elements);
    case 'reshape':
      return reshape(machine, array, open);
    case 'to-numpy':
      return { ...array, library: 'numpy' };
    case 'to-list':
      return {
        ...array,
        kind: 'list',
        library: null,
        store: array.store.dtype === 'int' ? INTEGER : FLOAT64,
      };
    case 'device':
      return isDevice(machine, open) ? array : convertTo(machine, array, open);
    case 'store':
      return convertTo(machine, array, open);
  }
}

function convertTo(machine: Machine, array: ArrayValue, open: number): ArrayValue {
  const found = readStore(machine, open + 1);
  if (found === null) return array;
  if (found.next === machine.source.tokens.mate(open)) return convert(machine, array, found.store);
  machine.fail('non-literal', 'Only a dtype is read here.', found.next);
  return array;
}

/** `.to('cuda')` and `.to(device)` move an array without changing it. */
function isDevice(machine: Machine, open: number): boolean {
  const { tokens } = machine.source;
  if (tokens.mate(open) !== open + 2) return false;
  const text = tokens.textOf(open + 1);
  return /^(?:device|self\.device|["'](?:cpu|cuda|mps|xpu)(?::\d+)?["'])$/.test(text);
}

function reshape(machine: Machine, array: ArrayValue, open: number): ArrayValue {
  const { tokens } = machine.source;
  let [first, last] = [open + 1, tokens.mate(open) - 1];
  if (tokens.kind(first) === Kind.open && tokens.mate(first) === last) [first, last] = [first + 1, last - 1];
  const lengths: number[] = [];
  for (let at = first; at <= last; at++) {
    const negative = tokens.kind(at) === Kind.sign && tokens.code(at) !== CODE.plus;
    if (negative) at++;
    const separated = at === last || tokens.kind(at + 1) === Kind.comma;
    const length =
      tokens.kind(at) === Kind.integer && separated && at <= last ? Number(tokens.textOf(at)) : NaN;
    lengths.push(negative ? -length : length);
    at++;
  }
  const shape = lengths.some(Number.isNaN) ? null : reshaped(lengths, machine.elements.count - array.from);
  if (shape === null) {
    machine.fail(
      'non-literal',
      'This reshape does not fit the array, or its lengths are not written out.',
      open,
      last + 1,
    );
    return array;
  }
  machine.rearranged = true;
  return { ...array, shape };
}
