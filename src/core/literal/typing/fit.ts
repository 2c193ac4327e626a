import { FLOAT32, type Scalar, type Store } from '../dialect/dialect';
import type { DType } from '../literal';
import type { Machine } from '../expression/machine';
import { convert } from '../expression/calls';
import { singleOf } from '../expression/exact';
import { type ArrayValue, type Value, stored } from '../expression/values';
import { type ArrayType, UNKNOWN_SIZE } from './types';

const PLAIN = /^[-+\u2212]?\s*(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** A list as its declared type holds it: checked against the sizes, and its numbers stored. */
export function fitted(
  machine: Machine,
  list: ArrayValue,
  type: ArrayType,
  given: readonly DType[],
  first: number,
): ArrayValue {
  // `new[] {` says how its own elements stand, and not what they are.
  const isPart = type.store === null && list.shape.length > type.levels.length;
  const sizes = isPart
    ? list.shape
    : type.levels.filter(({ kind }) => kind !== 'wrapper').map(({ size }) => size);
  const last = Math.min(machine.index, machine.limit - 1);
  if (sizes.includes(UNKNOWN_SIZE) && machine.source.dialect.types?.fills !== 'never') {
    const message =
      'The declared size of this array is not a number that is known here: write it as a number.';
    machine.fail('non-literal', message, first, last);
  }
  const { shape } = list;
  if (shape.length !== sizes.length || sizes.some((size, axis) => size > 0 && size !== shape[axis])) {
    const declared = sizes.map((size) => `[${size > 0 ? size : ''}]`).join('');
    const got = shape.map((size) => `[${size}]`).join('');
    machine.fail(
      'ragged',
      `The declared type is ${declared}, but these numbers are ${got}: make them agree.`,
      first,
      last,
    );
  }
  return { ...list, kind: 'array', store: inStore(machine, list, type.store, given, first, last) };
}

/** A list whose elements alone tell how they are stored; fails where the language takes no such mixture. */
export function checked(
  machine: Machine,
  list: ArrayValue,
  given: readonly DType[],
  first: number,
): ArrayValue {
  const last = Math.min(machine.index, machine.limit - 1);
  return { ...list, store: inStore(machine, list, null, given, first, last) };
}

function inStore(
  machine: Machine,
  list: ArrayValue,
  declared: Store | null,
  given: readonly DType[],
  first: number,
  last: number,
): Store {
  const { types } = machine.source.dialect;
  const bad = given.find((dtype) => types?.admits(dtype, declared, given) === false);
  if (bad !== undefined) {
    const kinds = { int: 'integers', float32: 'single-precision numbers', float64: 'decimals' } as const;
    const into = declared === null ? 'beside the others' : `in an array of ${kinds[declared.dtype]}`;
    machine.fail(
      'not-numeric',
      `The language takes no ${kinds[bad]} ${into}: change the numbers or the type.`,
      first,
      last,
    );
  }
  const store =
    declared ?? (given.includes('float32') && types?.roundsOnce === 'literals' ? FLOAT32 : list.store);
  if (store.dtype === 'float32' && types?.roundsOnce !== undefined) return roundOnce(machine, list, store);
  return convert(machine, list, store).store;
}

/** Decimals rounded to float32 at once, not to a double first; a calculation would have to be done in float32. */
function roundOnce(machine: Machine, list: ArrayValue, store: Store): Store {
  const { elements, source } = machine;
  if (list.store.dtype === 'float32') return store;
  let index = list.from;
  const bad = elements.map(list.from, (value) => {
    const text = source.text.slice(elements.startOf(index), elements.endOf(index));
    index++;
    if (Math.fround(value) === value || PLAIN.test(text)) return singleOf(text, value);
    return source.dialect.types?.roundsOnce === 'constants' ? Math.fround(value) : null;
  });
  if (bad >= 0) {
    const range = [elements.startOf(bad), elements.endOf(bad)] as const;
    const message = 'This is calculated in single precision: write out the resulting number.';
    machine.failure ??= { code: 'non-literal', message, range };
  }
  return store;
}

/** The value of the whole expression as the type of its declaration holds it. */
export function fitRoot(machine: Machine, value: Value): Value {
  const { expected, first, limit } = machine;
  if (expected === null || expected === 'unknown' || value.kind === 'row') return value;
  const types = machine.source.dialect.types;
  // Rust's macros leave the type to the declaration, and Fortran converts what is assigned.
  const adapts = types?.roundsOnce === 'literals' || types?.joins === true;
  if (value.kind === 'list' || (value.kind === 'array' && adapts))
    return fitted(machine, value, expected, [value.store.dtype], first);
  const { store, levels } = expected;
  const depth = levels.filter(({ kind }) => kind !== 'wrapper').length;
  if (value.kind === 'array') {
    const agrees =
      (depth === 0 || depth === value.shape.length) && (store === null || store.dtype === value.store.dtype);
    if (!agrees) {
      machine.fail(
        'not-numeric',
        'The declared type is another than that of this array: make them agree.',
        first,
        limit - 1,
      );
    }
    return value;
  }
  if (depth > 0) {
    machine.fail(
      'ragged',
      'The declared type is an array, but this is one number: write a list.',
      first,
      limit - 1,
    );
  }
  return store === null || value.kind !== 'scalar' ? value : fittedScalar(machine, value, store);
}

function fittedScalar(machine: Machine, value: Scalar & { readonly kind: 'scalar' }, store: Store): Value {
  const { source, first, limit } = machine;
  const { types } = source.dialect;
  const text = source.text.slice(source.tokens.start(first), source.tokens.end(limit - 1));
  const isPlain = PLAIN.test(text);
  const calculated = types?.roundsOnce === 'literals' && !isPlain && value.store.dtype !== store.dtype;
  const once = types?.roundsOnce !== undefined && store.dtype === 'float32' && isPlain;
  const number = once ? singleOf(text, value.number) : stored(value.number, store);
  if (
    number === null ||
    calculated ||
    types?.admits(value.store.dtype, store, [value.store.dtype]) === false
  ) {
    machine.fail(
      'not-numeric',
      'This number does not fit the declared type: change one of them.',
      first,
      limit - 1,
    );
    return value;
  }
  return { kind: 'scalar', number, store };
}

/** Fails on a number that the compiler takes to be too large, or in Java too small. */
export function checkOverflow(machine: Machine): void {
  const { elements, source } = machine;
  const refuses = source.dialect.types?.refuses;
  if (refuses === undefined) return;
  const { underflow, whole = Infinity } = refuses;
  // A constant that is exact has no negative zero.
  if (source.dialect.types?.roundsOnce === 'constants') elements.map(0, (value) => value + 0);
  for (let index = 0; index < elements.count; index++) {
    const value = elements.valueOf(index);
    const isSuspect =
      !Number.isFinite(value) || (value === 0 && underflow === true) || Math.abs(value) > whole;
    if (!isSuspect) continue;
    const range = [elements.startOf(index), elements.endOf(index)] as const;
    const text = source.text.slice(...range);
    if (isPossible(text, value, whole)) continue;
    const message = 'The compiler refuses this number, which does not fit its type: write another.';
    machine.failure ??= { code: 'not-a-number', message, range };
    return;
  }
}

/** Whether a text may have this value: infinite only where it is calculated, zero only where it is spelt so. */
function isPossible(text: string, value: number, whole: number): boolean {
  if (value === 0) return !/^[-+]?[\d._]*[1-9][\d._]*(?:e[-+]?\d+)?[df]?$/i.test(text);
  if (Number.isFinite(value)) return !/^[-+]?\d+$/.test(text) || value === -whole - 1;
  const isLiteral = /^[-+]?\s*[\d.](?:[\w.]|[ep][-+])*$/i.test(text);
  const pieces = text.match(/[\d.][\w.]*(?:e[-+]?\d+)?/gi) ?? [];
  return !isLiteral && pieces.every((piece) => Number(piece) !== Infinity);
}
