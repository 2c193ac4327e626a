import { FLOAT64, INTEGER } from '../../dialect/dialect';
import { sizeOf } from '../../../tensor/tensor';
import type { MatrixCall, Result } from '../call';
import { type MatrixFunction, type Progression, gathering, matrixFunction } from '../language';
import type { MatrixValue, Operand } from '../machine';
import { rSequence, rSpaced } from '../ranges';

/** The functions of R that are applied. */
export function rFunctions(): Map<string, MatrixFunction> {
  return new Map<string, MatrixFunction>([
    ['c', gathering(combine)],
    ['rbind', gathering((call) => bound(call, 0), 'deparse.level')],
    ['cbind', gathering((call) => bound(call, 1), 'deparse.level')],
    ['matrix', matrixFunction('data nrow ncol byrow', matrix, 'dimnames')],
    ['array', matrixFunction('data dim', array, 'dimnames')],
    ['structure', matrixFunction('.Data dim .Dim', structure, 'dimnames .Dimnames names .Names')],
    ['t', matrixFunction('x', transpose)],
    ['aperm', matrixFunction('a perm', permute)],
    ['as.matrix', matrixFunction('x', column)],
    ['as.vector', matrixFunction('x', (call) => flat(call, 'x'))],
    ['as.numeric', matrixFunction('x', (call) => flat(call, 'x', (value) => value))],
    ['as.double', matrixFunction('x', (call) => flat(call, 'x', (value) => value))],
    ['as.integer', matrixFunction('x', toInteger)],
    ['numeric', matrixFunction('length', zeros)],
    ['double', matrixFunction('length', zeros)],
    ['diag', matrixFunction('x nrow ncol', diagonal)],
    ['rep', matrixFunction('x times length.out each', repeat)],
    ['rep.int', matrixFunction('x times', repeat)],
    ['rep_len', matrixFunction('x length.out', repeat)],
    ['seq', matrixFunction('from to by length.out', sequence)],
    ['seq.int', matrixFunction('from to by length.out', sequence)],
    ['seq_len', matrixFunction('length.out', counted)],
    ['sqrt', matrixFunction('x', (call) => call.squareRoot(call.arguments?.get('x')))],
  ]);
}

const NOTHING: ReadonlyMap<string, Operand> = new Map();

/** The arguments by name, or nothing where they are not understood. */
function taken(call: MatrixCall): ReadonlyMap<string, Operand> {
  return call.arguments ?? NOTHING;
}

function wholeOf(operand: Operand | undefined): number | null {
  const number = operand?.kind === 'scalar' ? operand.number : NaN;
  return Number.isInteger(number) && number > 0 ? number : null;
}

function combine(call: MatrixCall): Result {
  const { shapes } = call.blocks;
  if (shapes?.some((shape) => shape.length > 1)) return 'c() of a matrix is not read: paste the values.';
  return call.gathered([call.gatheredCount]);
}

/** A vector is a row for rbind, a column for cbind. */
function bound(call: MatrixCall, axis: 0 | 1): Result {
  return call.joined(axis, (shape) => {
    if (shape.length === 2) return shape;
    const length = shape[0] ?? 1;
    return axis === 0 ? [1, length] : [length, 1];
  });
}

function flag(operand: Operand | undefined): boolean | null {
  if (operand === undefined) return false;
  if (operand.kind !== 'word' || !/^(?:TRUE|FALSE|T|F)$/.test(operand.text)) return null;
  return operand.text.startsWith('T');
}

function matrix(call: MatrixCall): Result {
  const given = taken(call);
  const data = given.get('data');
  const byRow = flag(given.get('byrow'));
  const [height, width] = [given.get('nrow'), given.get('ncol')].map((length) =>
    length === undefined ? undefined : wholeOf(length),
  );
  if (data === undefined || data.kind === 'word' || byRow === null || height === null || width === null)
    return call.refusal;
  const size = data.kind === 'scalar' ? 1 : sizeOf(data.shape);
  const rows = height ?? (width === undefined ? size : Math.ceil(size / width));
  const columns = width ?? Math.ceil(size / rows);
  if (data.kind === 'scalar') return call.make([rows, columns], data.store, () => data.number);
  const values = call.only(data);
  if (values === null || data.shape.length > 1) return call.refusal;
  if ((rows * columns) % size !== 0)
    return `${size} numbers do not fill ${rows} rows and ${columns} columns.`;
  const filled = repeated(call, values, rows * columns);
  if (typeof filled === 'string') return filled;
  return call.reshaped(filled, [rows, columns], byRow);
}

/** A vector repeated to a length. */
function repeated(call: MatrixCall, vector: MatrixValue, length: number): MatrixValue | string {
  const size = sizeOf(vector.shape);
  if (length === size) return vector;
  const result = call.picked(vector, [length], (index) => index % size);
  return typeof result === 'string' || result.kind !== 'array' ? call.refusal : result;
}

function array(call: MatrixCall): Result {
  const given = taken(call);
  const data = given.get('data');
  const dim = given.get('dim');
  if (data === undefined || data.kind === 'word') return call.refusal;
  const shape = dim === undefined ? [data.kind === 'scalar' ? 1 : sizeOf(data.shape)] : call.lengths([dim]);
  if (shape === null || shape.includes(-1)) return call.refusal;
  if (data.kind === 'scalar') return call.make(shape, data.store, () => data.number);
  const [size, wanted] = [sizeOf(data.shape), sizeOf(shape)];
  if (wanted % size !== 0) return `${size} numbers do not fill the shape ${shape.join('×')}.`;
  const values = call.only(data);
  if (values === null || data.shape.length > 1) return call.refusal;
  const filled = repeated(call, values, wanted);
  return typeof filled === 'string' ? filled : call.reshaped(filled, shape);
}

/** What dput writes. */
function structure(call: MatrixCall): Result {
  const given = taken(call);
  const data = given.get('.Data');
  const dim = given.get('dim') ?? given.get('.Dim');
  const shape = dim === undefined ? null : call.lengths([dim]);
  const values = data?.kind === 'array' ? call.only(data) : null;
  if (values === null || (dim !== undefined && shape === null)) return call.refusal;
  return shape === null ? values : call.reshaped(values, shape);
}

function transpose(call: MatrixCall): Result {
  const x = taken(call).get('x');
  const values = call.only(x);
  if (values === null || values.shape.length > 2) return call.refusal;
  const [length = 1] = values.shape;
  return values.shape.length === 1 ? { ...values, shape: [1, length] } : call.permuted(values, [1, 0]);
}

function permute(call: MatrixCall): Result {
  const given = taken(call);
  const a = given.get('a');
  if (a?.kind !== 'array') return call.refusal;
  const perm = given.get('perm');
  const axes =
    perm === undefined ? [...a.shape.keys()].reverse() : call.lengths([perm])?.map((axis) => axis - 1);
  const values = call.only(a);
  const isOrder = axes?.length === a.shape.length && a.shape.every((_, axis) => axes.includes(axis));
  return values === null || axes === undefined || !isOrder ? call.refusal : call.permuted(values, axes);
}

function column(call: MatrixCall): Result {
  const values = call.only(taken(call).get('x'));
  if (values === null || values.shape.length > 2) return call.refusal;
  return { ...values, shape: values.shape.length === 1 ? [...values.shape, 1] : values.shape };
}

/** A vector of all numbers, in the order of columns; a conversion keeps a number a number. */
function flat(call: MatrixCall, name: string, image?: (value: number) => number | null): Result {
  const x = taken(call).get(name);
  if (x === undefined || x.kind === 'word') return call.refusal;
  if (x.kind === 'scalar') return image === undefined ? x : call.cast(x, FLOAT64, image);
  const values = call.only(x);
  if (values === null) return call.refusal;
  const vector = call.reshaped(values, [sizeOf(values.shape)]);
  return image === undefined || typeof vector === 'string' ? vector : call.cast(vector, FLOAT64, image);
}

function toInteger(call: MatrixCall): Result {
  const vector = flat(call, 'x');
  if (typeof vector === 'string') return vector;
  return call.cast(vector, INTEGER, (value) => (Math.abs(value) < 2 ** 31 ? Math.trunc(value) + 0 : null));
}

function zeros(call: MatrixCall): Result {
  const length = wholeOf(taken(call).get('length'));
  return length === null ? call.refusal : call.make([length], FLOAT64, () => 0);
}

/** diag(3), diag(c(1, 2)), diag(2, 3). */
function diagonal(call: MatrixCall): Result {
  const given = taken(call);
  const x = given.get('x');
  const rows = given.get('nrow');
  if (given.has('ncol') || x === undefined || x.kind === 'word') return call.refusal;
  if (x.kind === 'scalar' && rows === undefined) {
    const size = wholeOf(x);
    return size === null
      ? call.refusal
      : call.make([size, size], FLOAT64, (i) => (i % size === Math.floor(i / size) ? 1 : 0));
  }
  const values = x.kind === 'array' ? [...call.valuesOf(x)] : [x.number];
  const size = rows === undefined ? values.length : wholeOf(rows);
  if (size === null || (x.kind === 'array' && (x.shape.length > 1 || size !== values.length)))
    return call.refusal;
  const entry = (i: number): number => values[i % values.length] ?? 0;
  return call.make([size, size], FLOAT64, (i) => (i % size === Math.floor(i / size) ? entry(i % size) : 0));
}

function repeat(call: MatrixCall): Result {
  const given = taken(call);
  const x = given.get('x');
  const [times, each, length] = [given.get('times'), given.get('each'), given.get('length.out')].map(
    (count) => (count === undefined ? undefined : wholeOf(count)),
  );
  if (x === undefined || x.kind === 'word' || times === null || each === null || length === null)
    return call.refusal;
  const size = x.kind === 'scalar' ? 1 : sizeOf(x.shape);
  const every = each ?? 1;
  const count = length ?? size * every * (times ?? 1);
  if (x.kind === 'scalar') return call.make([count], x.store, () => x.number);
  const values = call.only(x);
  if (values === null || x.shape.length > 1) return call.refusal;
  return call.picked(values, [count], (index) => Math.floor(index / every) % size);
}

function counted(call: MatrixCall): Result {
  const count = wholeOf(taken(call).get('length.out'));
  return count === null ? call.refusal : call.make([count], INTEGER, (i) => i + 1);
}

function sequence(call: MatrixCall): Result {
  const given = taken(call);
  const numbers = ['from', 'to', 'by', 'length.out'].map((name) => given.get(name));
  if (numbers.some((number) => number !== undefined && number.kind !== 'scalar') || given.size === 0)
    return call.refusal;
  const [from, to, by, length] = numbers.map((number) =>
    number?.kind === 'scalar' ? number.number : undefined,
  );
  const isWhole = numbers.every(
    (number) => number?.kind !== 'scalar' || number.store === INTEGER || Number.isInteger(number.number),
  );
  const progression = progressionOf(from, to, by, length);
  if (progression === null || typeof progression === 'string') return progression ?? call.refusal;
  return call.make(
    [progression.count],
    isWhole && progression.store === INTEGER ? INTEGER : FLOAT64,
    progression.at,
  );
}

function progressionOf(
  from: number | undefined,
  to: number | undefined,
  by: number | undefined,
  length: number | undefined,
): Progression | string | null {
  if (length === undefined) {
    if (from === undefined) return null;
    if (to !== undefined) return by === undefined ? unitSteps(from, to) : rSequence(from, to, by);
    return by === undefined && Number.isInteger(from) && from >= 1 ? unitSteps(1, from) : null;
  }
  if (!Number.isInteger(length) || length < 1) return null;
  const start = from ?? 1;
  if (to !== undefined)
    return by === undefined && from !== undefined && length > 2 && from !== to
      ? rSpaced(from, to, length)
      : null;
  const step = by ?? 1;
  return { count: length, store: by === undefined ? INTEGER : FLOAT64, at: (i) => start + i * step };
}

function unitSteps(from: number, to: number): Progression {
  const sign = from <= to ? 1 : -1;
  return { count: Math.floor(Math.abs(to - from) + 1e-10) + 1, store: INTEGER, at: (i) => from + sign * i };
}
