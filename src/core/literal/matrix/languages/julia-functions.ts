import { FLOAT64, INTEGER, type Store } from '../../dialect/dialect';
import { sizeOf } from '../../../tensor/tensor';
import type { MatrixCall, Result } from '../call';
import { type MatrixFunction, gathering, matrixFunction } from '../language';
import type { Operand } from '../machine';
import { juliaSpaced, juliaSteps } from '../ranges';
import { padded } from '../shapes';

/** The functions of Julia that are applied. */
export function juliaFunctions(types: ReadonlyMap<string, Store>): Map<string, MatrixFunction> {
  return new Map<string, MatrixFunction>([
    ['reshape', matrixFunction('', reshape)],
    ['transpose', matrixFunction('', transpose)],
    ['adjoint', matrixFunction('', transpose)],
    ['permutedims', matrixFunction('', permute)],
    ['collect', matrixFunction('', collect)],
    ['vec', matrixFunction('', vec)],
    ['zeros', matrixFunction('', (call) => filled(call, types, 0))],
    ['ones', matrixFunction('', (call) => filled(call, types, 1))],
    ['fill', matrixFunction('', fill)],
    ['range', matrixFunction('start stop length step', range)],
    ['LinRange', matrixFunction('', (call) => call.refusal)],
    ['hcat', gathering((call) => call.joined(1, (shape) => padded(shape, 2)))],
    ['vcat', gathering(vcat)],
    ['cat', matrixFunction('dims', cat)],
    ['repeat', matrixFunction('', repeat)],
    [
      'sqrt',
      matrixFunction('', (call) =>
        alone(call)?.kind === 'scalar' ? call.squareRoot(alone(call)) : call.refusal,
      ),
    ],
    ['sqrt.', matrixFunction('', (call) => call.squareRoot(alone(call)))],
    ...[...types].flatMap(([name, store]): [string, MatrixFunction][] => [
      [
        name,
        matrixFunction('', (call) => (alone(call)?.kind === 'scalar' ? cast(call, store) : call.refusal)),
      ],
      [`${name}.`, matrixFunction('', (call) => cast(call, store))],
    ]),
  ]);
}

function alone({ positional, named }: MatrixCall): Operand | undefined {
  return positional.length === 1 && named.size === 0 ? positional[0] : undefined;
}

/** Julia converts to an integer type only what is one already. */
function cast(call: MatrixCall, store: Store): Result {
  return call.cast(alone(call), store, (value) => {
    if (store.dtype === 'float64') return value;
    if (store.dtype === 'float32') return Math.fround(value);
    return Number.isInteger(value) && value >= store.low && value <= store.high ? value + 0 : null;
  });
}

/** reshape(x, 2, 3), with one length left open as `:`. */
function reshape(call: MatrixCall): Result {
  const [first, ...rest] = call.positional;
  const lengths = rest.some(({ kind }) => kind === 'array') ? null : call.lengths(rest);
  const array = first?.kind === 'array' ? call.only(first) : null;
  return array === null || lengths === null ? call.refusal : call.reshaped(array, lengths);
}

function transpose(call: MatrixCall): Result {
  const first = alone(call);
  const array = first?.kind === 'array' ? call.only(first) : null;
  if (array === null || array.shape.length > 2) return call.refusal;
  return array.shape.length === 1 ? { ...array, shape: [1, ...array.shape] } : call.permuted(array, [1, 0]);
}

function permute(call: MatrixCall): Result {
  const [first, order] = call.positional;
  if (order === undefined) return transpose(call);
  const axes = order.kind === 'array' ? call.lengths([order])?.map((axis) => axis - 1) : undefined;
  const array = first?.kind === 'array' ? call.only(first) : null;
  const isOrder =
    array !== null &&
    axes?.length === array.shape.length &&
    array.shape.every((_, axis) => axes.includes(axis));
  return array === null || axes === undefined || !isOrder ? call.refusal : call.permuted(array, axes);
}

function collect(call: MatrixCall): Result {
  const first = alone(call);
  if (first?.kind !== 'array') return call.refusal;
  const { kind, store, shape, from } = first;
  return { kind, store, shape, from };
}

function vec(call: MatrixCall): Result {
  const first = alone(call);
  return first?.kind === 'array' ? call.reshaped(first, [sizeOf(first.shape)]) : call.refusal;
}

function filled(call: MatrixCall, types: ReadonlyMap<string, Store>, value: number): Result {
  const [first] = call.positional;
  const type = first?.kind === 'word' ? types.get(first.text) : undefined;
  if (first?.kind === 'word' && type === undefined) return call.refusal;
  return made(call, type === undefined ? call.positional : call.positional.slice(1), type ?? FLOAT64, value);
}

function fill(call: MatrixCall): Result {
  const [value, ...sizes] = call.positional;
  return value?.kind === 'scalar' ? made(call, sizes, value.store, value.number) : call.refusal;
}

function made(call: MatrixCall, sizes: readonly Operand[], store: Store, value: number): Result {
  const shape = sizes.some(({ kind }) => kind === 'array') ? null : call.lengths(sizes);
  return shape === null || shape.includes(-1) ? call.refusal : call.make(shape, store, () => value);
}

function range(call: MatrixCall): Result {
  const given = call.arguments;
  const [start, stop, length, step] = ['start', 'stop', 'length', 'step'].map((name) => {
    const operand = given?.get(name);
    return operand?.kind === 'scalar' && (operand.store === FLOAT64 || operand.store === INTEGER)
      ? operand
      : null;
  });
  if (given?.size !== 3 || !start || !length || !Number.isInteger(length.number) || length.number < 2)
    return call.refusal;
  const count = length.number;
  const progression = stop
    ? juliaSpaced(start.number, stop.number, count)
    : step
      ? juliaSteps(start, step, count)
      : call.refusal;
  if (typeof progression === 'string') return progression;
  const result = call.make([count], progression.store, progression.at);
  return typeof result === 'string' || result.kind !== 'array' || progression.lazy !== true
    ? result
    : { ...result, lazy: true };
}

/** Below one another: numbers and vectors to a vector, matrices to a matrix. */
function vcat(call: MatrixCall): Result {
  const isFlat = (call.blocks.shapes ?? []).every((shape) => shape.length < 2);
  if (isFlat) return call.gathered([call.gatheredCount]);
  return call.joined(0, (shape) => padded(shape, 2));
}

function cat(call: MatrixCall): Result {
  const dims = call.named.get('dims');
  if (dims?.kind !== 'scalar' || ![1, 2, 3, 4].includes(dims.number)) return call.refusal;
  return call.joinedOf(call.positional, dims.number - 1, (shape) => padded(shape, 2));
}

/** repeat(x, 2) and repeat(x, 2, 3). */
function repeat(call: MatrixCall): Result {
  const [first, ...rest] = call.positional;
  const counts = rest.some(({ kind }) => kind === 'array') ? null : call.lengths(rest);
  const array = first?.kind === 'array' ? call.only(first) : null;
  if (array === null || counts === null || counts.includes(-1) || counts.length > 2 || array.shape.length > 2)
    return call.refusal;
  const [height = 1, width = 1] = array.shape;
  const [down = 1, across = 1] = counts;
  const shape =
    counts.length === 1 && array.shape.length === 1 ? [height * down] : [height * down, width * across];
  return call.picked(array, shape, (index) => {
    const row = Math.floor(index / (width * across));
    return (row % height) * width + ((index % (width * across)) % width);
  });
}
