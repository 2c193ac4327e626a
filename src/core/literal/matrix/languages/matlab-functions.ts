import { FLOAT64, type Store } from '../../dialect/dialect';
import type { MatrixCall, Result } from '../call';
import { type MatrixFunction, gathering, matrixFunction } from '../language';
import type { Operand } from '../machine';
import { octaveLinspace } from '../ranges';
import { padded } from '../shapes';

/** The functions of MATLAB and Octave that are applied. */
export function matlabFunctions(types: ReadonlyMap<string, Store>): Map<string, MatrixFunction> {
  return new Map<string, MatrixFunction>([
    ['reshape', matrixFunction('', reshape)],
    ['repmat', matrixFunction('', repmat)],
    ['permute', matrixFunction('', permute)],
    ['transpose', matrixFunction('', transpose)],
    ['ctranspose', matrixFunction('', transpose)],
    ['linspace', matrixFunction('', linspace)],
    ['eye', matrixFunction('', (call) => filled(call, types, 'eye'))],
    ...FILLS.map(([name, value]): [string, MatrixFunction] => [
      name,
      matrixFunction('', (call) => filled(call, types, value)),
    ]),
    ['cat', matrixFunction('', cat)],
    ['horzcat', gathering((call) => call.joined(1, matrix))],
    ['vertcat', gathering((call) => call.joined(0, matrix))],
    ['sqrt', matrixFunction('', (call) => call.squareRoot(alone(call)))],
    ...[...types].map(([name, store]): [string, MatrixFunction] => [
      name,
      matrixFunction('', (call) => call.cast(alone(call), store, (value) => cast(value, store))),
    ]),
  ]);
}

const FILLS: readonly (readonly [string, number])[] = [
  ['zeros', 0],
  ['ones', 1],
  ['Inf', Infinity],
  ['inf', Infinity],
  ['NaN', NaN],
  ['nan', NaN],
];

function alone({ positional }: MatrixCall): Operand | undefined {
  return positional.length === 1 ? positional[0] : undefined;
}

/** MATLAB rounds to an integer type, halves away from zero, and keeps within its bounds. */
function cast(value: number, store: Store): number | null {
  if (store.dtype === 'float64') return value;
  if (store.dtype === 'float32') return Math.fround(value);
  if (Number.isNaN(value)) return 0;
  if (store.high > Number.MAX_SAFE_INTEGER && Math.abs(value) > Number.MAX_SAFE_INTEGER) return null;
  const rounded = Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
  const exact =
    Math.abs(value) >= 2 ** 52 || Math.abs(value) === 0.49999999999999994 ? Math.trunc(value) : rounded;
  return Math.min(store.high, Math.max(store.low, exact)) + 0;
}

function matrix(shape: readonly number[]): number[] {
  return padded(shape, 2);
}

/** MATLAB has no shape that ends in an axis of length 1 beyond the second. */
function trimmed(shape: readonly number[]): number[] {
  const kept = [...shape];
  while (kept.length > 2 && kept.at(-1) === 1) kept.pop();
  return kept;
}

function reshape(call: MatrixCall): Result {
  const [first, ...rest] = call.positional;
  const lengths = call.lengths(rest);
  if (lengths === null || (rest.length > 1 ? rest.length : lengths.length) < 2) return call.refusal;
  const array = call.only(first, [1, 1]);
  if (array === null) return call.refusal;
  const result = call.reshaped(array, lengths);
  return typeof result === 'string' || result.kind !== 'array'
    ? result
    : { ...result, shape: trimmed(result.shape) };
}

function transpose(call: MatrixCall): Result {
  const array = call.only(alone(call), [1, 1]);
  return array === null || array.shape.length > 2 ? call.refusal : call.permuted(array, [1, 0]);
}

function permute(call: MatrixCall): Result {
  const [first, ...rest] = call.positional;
  const axes = call.lengths(rest)?.map((axis) => axis - 1);
  const array = call.only(first, [1, 1]);
  if (array === null || axes === undefined || axes.length < array.shape.length) return call.refusal;
  if (axes.some((axis, at) => axis < 0 || axis >= axes.length || axes.indexOf(axis) !== at))
    return call.refusal;
  const result = call.permuted({ ...array, shape: padded(array.shape, axes.length) }, axes);
  return typeof result === 'string' || result.kind !== 'array'
    ? result
    : { ...result, shape: trimmed(result.shape) };
}

/** zeros(2, 3), zeros([2 3]), zeros(3), zeros(2, 3, 'single'). */
function filled(call: MatrixCall, types: ReadonlyMap<string, Store>, value: number | 'eye'): Result {
  const last = call.positional.at(-1);
  const named = last?.kind === 'word' ? types.get(last.text) : undefined;
  if (last?.kind === 'word' && named === undefined) return call.refusal;
  const sizes = named === undefined ? call.positional : call.positional.slice(0, -1);
  const store = named ?? FLOAT64;
  if (sizes.length === 0 || (value !== 'eye' && !Number.isFinite(value) && store.dtype === 'int'))
    return call.refusal;
  const lengths = call.lengths(sizes);
  if (lengths === null || lengths.includes(-1) || (value === 'eye' && lengths.length > 2))
    return call.refusal;
  const [height = 1, width = height] = lengths;
  const shape = lengths.length === 1 ? [height, height] : trimmed(lengths);
  return call.make(
    shape,
    store,
    value === 'eye' ? (i) => (i % width === Math.floor(i / width) ? 1 : 0) : () => value,
  );
}

function linspace(call: MatrixCall): Result {
  const [first, last, count] = call.positional;
  const n = count === undefined ? 100 : count.kind === 'scalar' ? count.number : NaN;
  const isDouble =
    first?.kind === 'scalar' && last?.kind === 'scalar' && first.store === FLOAT64 && last.store === FLOAT64;
  if (!isDouble || !Number.isInteger(n) || n < 2 || !Number.isFinite(last.number - first.number))
    return call.refusal;
  return call.make([1, n], FLOAT64, octaveLinspace(first.number, last.number, n).at);
}

/** repmat(x, 2, 3), repmat(x, [2 3]), repmat(x, 2). */
function repmat(call: MatrixCall): Result {
  const [first, ...rest] = call.positional;
  const lengths = call.lengths(rest);
  if (lengths === null || lengths.length > 2 || lengths.includes(-1)) return call.refusal;
  const array = call.only(first, [1, 1]);
  if (array === null || array.shape.length > 2) return call.refusal;
  const [down = 1, across = down] = lengths;
  const [height = 1, width = 1] = array.shape;
  return call.picked(array, [height * down, width * across], (index) => {
    const row = Math.floor(index / (width * across));
    return (row % height) * width + ((index % (width * across)) % width);
  });
}

function cat(call: MatrixCall): Result {
  const [axis, ...arrays] = call.positional;
  if (axis?.kind !== 'scalar' || ![1, 2, 3, 4].includes(axis.number)) return call.refusal;
  return call.joinedOf(arrays, axis.number - 1, matrix);
}
