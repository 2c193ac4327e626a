import { fail, ok, type Result } from '../result';
import { shapeText, sizeOf, type Tensor } from '../tensor/tensor';
import { inputNames, type InputName, type OutputName } from './problem';

/** The shape that x is checked in: (N, D) as it is, or (N, 1) for one feature written as a plain list. */
export function batchShape(x: Tensor): Result<readonly [N: number, D: number], string> {
  const [N, D, ...more] = x.shape;
  if (N === undefined) return fail('x is a single number; batch norm needs an array of shape (N, D).');
  if (more.length > 0) {
    return fail(`x has shape ${shapeText(x.shape)}; batch norm is checked on arrays of shape (N, D).`);
  }
  return ok([N, D ?? 1]);
}

/** The shape that an array must have beside x of shape (N, D). */
export function expectedShape(
  name: InputName | OutputName,
  [N, D]: readonly [number, number],
): readonly number[] {
  return name === 'x' || name === 'dout' || name === 'y' || name === 'dx' ? [N, D] : [D];
}

/**
 * The array in the shape it must have. Axes of length 1 may be missing or surplus, as with (D,) and (1, D);
 * a single number of an input stands for all of them. Else a sentence says what is wrong.
 */
export function fitTo(
  name: InputName | OutputName,
  tensor: Tensor,
  shape: readonly number[],
  x: Tensor,
): Result<Tensor, string> {
  const squeezed = (s: readonly number[]): string => s.filter((length) => length !== 1).join();
  if (squeezed(tensor.shape) === squeezed(shape)) return ok({ shape, data: tensor.data });
  if (tensor.shape.length === 0 && isInput(name))
    return ok({ shape, data: new Float64Array(sizeOf(shape)).fill(tensor.data[0] ?? NaN) });
  return fail(
    `${name} has shape ${shapeText(tensor.shape)}; with x of shape ${shapeText(x.shape)} it must be ${shapeText(shape)}.`,
  );
}

function isInput(name: InputName | OutputName): name is InputName {
  return inputNames.some((input) => input === name);
}
