import type { Rearrangement } from '../expression/algebra';
import type { Arguments } from '../expression/arguments';
import { type Pick, type View, picked, reshaped, transposed, viewOf, withAxes } from '../expression/view';
import { sizeOf } from '../../tensor/tensor';

/** What NumPy and torch do to the order and shape of an array's elements. */

type Views = readonly (View | null)[];

function rearrangement(parameters: readonly string[], views: Rearrangement['views']): Rearrangement {
  return { kind: 'rearranges', parameters, views };
}

function attribute(views: (shape: readonly number[]) => Views): Rearrangement {
  return { kind: 'rearranges', parameters: [], isAttribute: true, views };
}

/** The elements in the order of Fortran are those of the transposed array. */
function reshapedBy(shape: readonly number[], lengths: readonly number[], order: string): Views {
  const wanted = reshaped(order === 'F' ? [...lengths].reverse() : lengths, sizeOf(shape));
  if (wanted === null) return [null];
  if (order !== 'F') return [viewOf(wanted)];
  return [transposed(viewOf(shape)), transposed(viewOf(wanted))];
}

function flat(shape: readonly number[], args: Arguments): Views {
  return reshapedBy(shape, [-1], args.word('order', 'C', 'F'));
}

function permuted(shape: readonly number[], axes: readonly number[]): Views {
  return [axes.length === 0 ? transposed(viewOf(shape)) : withAxes(viewOf(shape), axes)];
}

function swapped(shape: readonly number[], args: Arguments): Views {
  return exchanged(shape, [args.whole('axis1'), args.whole('axis2')]);
}

function exchanged(shape: readonly number[], pair: readonly number[]): Views {
  const axes = shape.map((_, axis) => axis);
  const [a, b, more] = pair.map((axis) => (axis < 0 ? axis + shape.length : axis));
  if (a === undefined || b === undefined || more !== undefined || !(a in axes) || !(b in axes)) return [null];
  return permuted(
    shape,
    axes.map((axis) => (axis === a ? b : axis === b ? a : axis)),
  );
}

function squeezed(shape: readonly number[], args: Arguments): Views {
  const axes = args.has('axis')
    ? args.lengths('axis').map((axis) => (axis < 0 ? axis + shape.length : axis))
    : null;
  if (axes?.some((axis) => shape[axis] !== 1)) return [null];
  return [viewOf(shape.filter((length, axis) => (axes === null ? length !== 1 : !axes.includes(axis))))];
}

function expanded(shape: readonly number[], args: Arguments): Views {
  const axis = args.whole('axis');
  const at = axis < 0 ? axis + shape.length + 1 : axis;
  if (at < 0 || at > shape.length) return [null];
  return [viewOf([...shape.slice(0, at), 1, ...shape.slice(at)])];
}

function flipped(shape: readonly number[], axes: readonly number[] | null): Views {
  const wanted = axes?.map((axis) => (axis < 0 ? axis + shape.length : axis));
  if (wanted?.some((axis) => shape[axis] === undefined)) return [null];
  const picks = shape.map((_, axis): Pick => {
    const step = wanted === undefined || wanted.includes(axis) ? -1 : 1;
    return { kind: 'slice', start: null, stop: null, step };
  });
  return [picked(viewOf(shape), picks)];
}

const TRANSPOSED = attribute((shape) => [transposed(viewOf(shape))]);

export const METHODS: readonly (readonly [string, Rearrangement])[] = [
  ['T', TRANSPOSED],
  ['mT', attribute((shape) => (shape.length < 2 ? [null] : swappedLast(shape)))],
  ['t', rearrangement([], (shape) => (shape.length > 2 ? [null] : [transposed(viewOf(shape))]))],
  [
    'reshape',
    rearrangement(['*', 'order', 'shape'], (shape, args) =>
      reshapedBy(shape, newLengths(args), args.word('order', 'C', 'F')),
    ),
  ],
  [
    'view',
    rearrangement(['*'], (shape, args) =>
      args.restCount === 0 ? [viewOf(shape)] : reshapedBy(shape, args.restLengths(), 'C'),
    ),
  ],
  [
    'transpose',
    // In torch, the two axes to exchange.
    rearrangement(['*'], (shape, args, library) =>
      library === 'torch' ? exchanged(shape, args.restLengths()) : permuted(shape, args.restLengths()),
    ),
  ],
  ['permute', rearrangement(['*'], (shape, args) => permuted(shape, args.restLengths()))],
  ['swapaxes', rearrangement(['axis1', 'axis2'], swapped)],
  ['flatten', rearrangement(['order'], flat)],
  ['ravel', rearrangement(['order'], flat)],
  ['squeeze', rearrangement(['axis'], squeezed)],
  ['unsqueeze', rearrangement(['axis'], expanded)],
];

function newLengths(args: Arguments): number[] {
  return args.has('shape') ? args.lengths('shape') : args.restLengths();
}

function swappedLast(shape: readonly number[]): Views {
  const axes = shape.map((_, axis) => axis);
  return permuted(shape, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]);
}

const FUNCTIONS: readonly (readonly [string, Rearrangement])[] = [
  [
    'reshape',
    rearrangement(['shape', 'order'], (shape, args) =>
      reshapedBy(shape, args.lengths('shape'), args.word('order', 'C', 'F')),
    ),
  ],
  [
    'transpose',
    rearrangement(['axes'], (shape, args) => permuted(shape, args.has('axes') ? args.lengths('axes') : [])),
  ],
  ['swapaxes', rearrangement(['axis1', 'axis2'], swapped)],
  ['ravel', rearrangement(['order'], flat)],
  ['squeeze', rearrangement(['axis'], squeezed)],
  ['expand_dims', rearrangement(['axis'], expanded)],
  [
    'flip',
    rearrangement(['axis'], (shape, args) => flipped(shape, args.has('axis') ? args.lengths('axis') : null)),
  ],
  ['flipud', rearrangement([], (shape) => flipped(shape, [0]))],
  ['fliplr', rearrangement([], (shape) => flipped(shape, [1]))],
];

export const REARRANGING: readonly (readonly [string, Rearrangement])[] = ['np', 'numpy', 'jnp'].flatMap(
  (module) => FUNCTIONS.map(([name, made]) => [`${module}.${name}`, made] as const),
);
