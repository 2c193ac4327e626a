import { sizeOf } from '../../tensor/tensor';
import type { Operand } from './algebra';
import type { Machine, Operator } from './machine';
import { type ArrayValue, Mixture, type Numbers, type Value } from './values';
import { type View, broadcast, commonShape, orderOf, viewOf } from './view';

/** Calculating with whole lists and arrays. Both sides of an operator are the last elements, the right one on top. */

/** A list may grow to as many elements. */
const MOST_ELEMENTS = 2 ** 24;

/** The array seen in other ways, one after the other; null where one of them does not fit. */
export function takeViews(
  machine: Machine,
  array: ArrayValue,
  views: readonly (View | null)[],
): ArrayValue | null {
  let { shape } = array;
  for (const view of views) {
    if (view === null) return null;
    if (!isWhole(view, shape)) machine.elements.rearrange(array.from, orderOf(view));
    ({ shape } = view);
  }
  machine.rearranged = true;
  return { ...array, shape };
}

/** Whether a view takes every element of an array where it stands. */
function isWhole({ shape, strides, offset }: View, of: readonly number[]): boolean {
  const inOrder = viewOf(shape).strides;
  return (
    offset === 0 &&
    sizeOf(shape) === sizeOf(of) &&
    shape.every((length, axis) => length === 1 || strides[axis] === inOrder[axis])
  );
}

/** What an operator makes of two sides of which one or both are lists or arrays; null where it is not followed. */
export function joined(machine: Machine, operator: Operator, left: Numbers, right: Numbers): Value | string {
  machine.rearranged = true;
  if (left.kind === 'list' && right.kind === 'list' && operator.text === '+') return chained(left, right);
  if (left.kind !== 'array' && right.kind !== 'array') return repeated(machine, operator, left, right);
  return calculated(machine, operator, left, right);
}

/** [1, 2] + [3]: the elements of both already stand one after the other. */
function chained(left: ArrayValue, right: ArrayValue): Value | string {
  const [a = 0, ...row] = left.shape;
  const [b = 0, ...otherRow] = right.shape;
  if (row.join() !== otherRow.join()) return 'its rows differ in length';
  const mixture = new Mixture();
  mixture.add(left.store);
  mixture.add(right.store);
  return { ...left, shape: [a + b, ...row], store: mixture.store };
}

/** [0.5] * 4 */
function repeated(machine: Machine, operator: Operator, left: Numbers, right: Numbers): Value | string {
  const [list, times] = left.kind === 'list' ? [left, right] : [right, left];
  const isCount = times.kind === 'scalar' && times.store.dtype === 'int' && times.number > 0;
  if (operator.text !== '*' || list.kind !== 'list' || !isCount) return 'lists have no such arithmetic';
  const { shape, from } = list;
  const [length = 1, ...row] = shape;
  if (sizeOf(shape) * times.number > MOST_ELEMENTS) return 'it is too large';
  const view = { shape: [times.number, ...shape], strides: [0, ...viewOf(shape).strides], offset: 0 };
  machine.elements.rearrange(from, orderOf(view));
  return { ...list, shape: [length * times.number, ...row] };
}

function calculated(machine: Machine, { text }: Operator, left: Numbers, right: Numbers): Value | string {
  const [a, b] = [operandOf(left, right), operandOf(right, left)];
  const rule = machine.source.dialect.algebra?.elementwise(text, a, b) ?? 'it is not read in this language';
  if (typeof rule === 'string') return rule;
  const { elements } = machine;
  const { store, image } = rule;
  const misfit = 'a result does not fit its integer type, or divides by zero';
  const library = a.library ?? b.library;
  if (left.kind === 'scalar' || right.kind === 'scalar') {
    const array = left.kind === 'scalar' ? right : left;
    if (array.kind === 'scalar') return misfit;
    const bad = elements.map(array.from, (value) =>
      left.kind === 'scalar'
        ? image(left.number, value)
        : right.kind === 'scalar'
          ? image(value, right.number)
          : null,
    );
    return bad < 0 ? { ...array, kind: 'array', store, library } : misfit;
  }
  const shape = commonShape(left.shape, right.shape);
  if (shape === null) return 'the shapes do not fit';
  if (sizeOf(shape) > MOST_ELEMENTS) return 'it is too large';
  // The places in the text are those of the larger side.
  const isFlipped = sizeOf(left.shape) < sizeOf(right.shape);
  const sides = [left, right].map((side) => {
    const view = broadcast(viewOf(side.shape), shape);
    return view === null ? [] : orderOf(view).map((place) => place + side.from - left.from);
  });
  const size = sizeOf(shape);
  const order = new Uint32Array(2 * size);
  (isFlipped ? sides.reverse() : sides).forEach((side, index) => order.set(side, index * size));
  elements.rearrange(left.from, order);
  const middle = left.from + size;
  const bad = elements.combine(left.from, middle, isFlipped ? (x, y) => image(y, x) : image);
  return bad < 0 ? { kind: 'array', store, shape, from: left.from, library } : misfit;
}

/** A side of an operator as its rules see it; a list beside an array becomes one. */
function operandOf(side: Numbers, other: Numbers): Operand {
  if (side.kind === 'scalar') return { store: side.store, library: null, number: side.number };
  const library = side.library ?? (other.kind === 'array' && other.library === 'numpy' ? 'numpy' : null);
  return { store: side.store, library, number: null };
}
