import { quoted } from '../failure';
import { CODE } from '../lexer/chars';
import { Kind } from '../lexer/tokens';
import type { Call, Frame, Machine, MatrixValue, Rows } from './machine';
import { settle } from './operators';
import { joined, padded, sameShape } from './shapes';

/** Values put beside one another: elements of a row, rows of a matrix, arguments of a call. */

/** Puts the value just read into the row, or among the gathered arguments. */
export function endElement(machine: Machine): void {
  settle(machine);
  const { frame, value, tokens } = machine;
  if (machine.failure !== null || value === null) return;
  if (value.kind === 'word') {
    return machine.fail('not-numeric', `${quoted(value.text)} is not a number.`, frame.elementFirst);
  }
  if (value.kind === 'scalar') {
    machine.elements.push(value.number, tokens.start(frame.elementFirst), tokens.end(machine.index - 1));
  }
  frame.blocks.add(value.kind === 'scalar' ? [] : value.shape, value.store);
  machine.value = null;
  frame.elementFirst = machine.index;
}

/** Ends a row of a matrix: its elements side by side, below the rows before it. */
export function endRow(machine: Machine): void {
  const { frame } = machine;
  const { rows, blocks } = frame;
  if (rows === null || blocks.count === 0) return;
  rows.mode = 'rows';
  const shape = rowShape(machine, frame, rows);
  if (shape === null) return;
  const [height = 1, width = 1] = shape;
  const isFlat = shape.length < 2;
  if (rows.width >= 0 && rows.width !== width) {
    const expected = `${rows.width} ${rows.width === 1 ? 'column' : 'columns'}`;
    const message = `Row ${rows.height + 1} has ${width} ${width === 1 ? 'column' : 'columns'}, but those before it have ${expected}: give every row the same length.`;
    return machine.fail(
      'ragged',
      message,
      Math.max(frame.open, machine.first),
      Math.min(machine.index, machine.limit - 1),
    );
  }
  rows.width = width;
  rows.height += height;
  rows.flat &&= isFlat;
  rows.rowFrom = machine.elements.count;
  blocks.clear();
  frame.elementFirst = machine.index;
}

function rowShape(machine: Machine, frame: Frame, rows: Rows): readonly number[] | null {
  const { shapes, count } = frame.blocks;
  const keepsFlat = machine.language.name === 'Julia' && count === 1;
  if (shapes === null) return keepsFlat ? [] : [1, count];
  const [first = []] = shapes;
  if (keepsFlat && first.length < 2) return first;
  if (shapes.some((shape) => shape.length > 2)) {
    machine.fail(
      'non-literal',
      'Arrays of more than two axes are joined here: paste the values.',
      frame.open,
    );
    return null;
  }
  const matrices = shapes.map((shape) => padded(shape, 2));
  if (count > 1) rearrange(machine, rows.rowFrom, frame.open);
  if (machine.failure !== null) return null;
  const shape = joined(machine.elements, rows.rowFrom, matrices, 1);
  if (typeof shape !== 'number') return shape;
  machine.fail(
    'ragged',
    'Arrays of different heights stand side by side.',
    Math.max(frame.open, machine.first),
  );
  return null;
}

function rearrange(machine: Machine, from: number, token: number): void {
  machine.rearranged = true;
  machine.charge(machine.elements.count - from, Math.max(token, machine.first));
}

/** The array that a bracket holds; null where it is none. */
export function arrayOf(machine: Machine, frame: Frame, rows: Rows): MatrixValue | null {
  const isVector = machine.language.name === 'Julia' && rows.mode !== 'rows';
  if (!isVector) endRow(machine);
  if (machine.failure !== null) return null;
  const shape = isVector
    ? stacked(machine, frame)
    : rows.flat && machine.language.name === 'Julia'
      ? [rows.height]
      : [rows.height, rows.width];
  if (shape === null) return null;
  if (shape[0] === 0) {
    machine.fail(
      'empty',
      'There are no numbers between these brackets.',
      Math.max(frame.open, machine.first),
      Math.min(machine.index, machine.limit - 1),
    );
    return null;
  }
  return stored(machine, frame, {
    kind: 'array',
    store: rows.store ?? machine.source.dialect.whole,
    shape,
    from: frame.from,
  });
}

/** Julia's [[1, 2], [3, 4]], a vector of vectors, as rows. */
function stacked(machine: Machine, { blocks, open }: Frame): readonly number[] | null {
  const { shapes, count } = blocks;
  if (shapes === null) return [count];
  const [first = []] = shapes;
  const misfit = shapes.findIndex((shape) => !sameShape(shape, first));
  if (misfit < 0) return [count, ...first];
  machine.fail(
    'ragged',
    `Element ${misfit + 1} has another length than those before it.`,
    Math.max(open, machine.first),
  );
  return null;
}

/** Gives the numbers that stand together one store: the named one, or the one that the language chooses. */
export function stored(
  machine: Machine,
  { blocks, rows, open }: Frame,
  array: MatrixValue,
): MatrixValue | null {
  const store = rows?.store ?? machine.language.common(blocks.stores);
  if (store === null) {
    machine.fail(
      'non-literal',
      'Numbers of different types stand together: give all of them one type.',
      Math.max(open, machine.first),
    );
    return null;
  }
  if (store.dtype === 'float32') machine.elements.map(array.from, Math.fround);
  const whole = (value: number): number | null =>
    Number.isInteger(value) && value >= store.low && value <= store.high ? value : null;
  if (store.dtype === 'int' && rows?.store === store && machine.elements.map(array.from, whole) >= 0) {
    machine.fail('not-numeric', 'A number here does not fit into the integer type of its array.', open);
    return null;
  }
  return { ...array, store };
}

/** Reads the name of an argument, or passes over one that changes nothing. True where something was read. */
export function beginArgument(machine: Machine, frame: Frame, call: Call): boolean {
  const { index, tokens, language } = machine;
  const kind = machine.kindAt(index);
  const isNamed = machine.kindAt(index + 1) === Kind.assign && tokens.code(index + 1) === CODE.equals;
  if (!isNamed || (kind !== Kind.name && kind !== Kind.string)) return false;
  const written = tokens.textOf(index).replace(/^["'`]|["'`]$/g, '');
  const formal = call.callee.gathers
    ? exactName(call, written)
    : formalOf(call, written, language.name === 'R');
  if (formal === null) {
    machine.fail(
      'non-literal',
      `The argument ${quoted(written)} of ${quoted(call.name)} is not read.`,
      index,
    );
    return true;
  }
  machine.index = index + 2;
  frame.elementFirst = machine.index;
  if (call.callee.ignores.has(formal)) skipArgument(machine);
  else call.argument = formal;
  return true;
}

/** In c(a = 1), a names an element. */
function exactName({ callee }: Call, written: string): string | null {
  return callee.ignores.has(written) ||
    !/^(?:recursive|use\.names|stringsAsFactors|make\.row\.names|dims)$/.test(written)
    ? written
    : null;
}

/** The argument that a name means: R takes any beginning that only one argument has. */
function formalOf({ callee, named }: Call, written: string, partial: boolean): string | null {
  const formals = [...callee.formals, ...callee.ignores];
  const exact = formals.filter((formal) => formal === written);
  const found = exact.length > 0 || !partial ? exact : formals.filter((formal) => formal.startsWith(written));
  const [formal] = found;
  return found.length === 1 && formal !== undefined && !named.has(formal) ? formal : null;
}

/** Goes to the separator after an argument. */
function skipArgument(machine: Machine): void {
  const { tokens, limit, index } = machine;
  let at = index;
  while (at < limit && tokens.kind(at) !== Kind.comma && tokens.kind(at) !== Kind.close) {
    at = tokens.kind(at) === Kind.open ? tokens.afterGroup(at) : at + 1;
  }
  machine.index = Math.min(at, limit);
  if (machine.kindAt(machine.index) === Kind.comma) machine.index++;
  machine.frame.elementFirst = machine.index;
}
