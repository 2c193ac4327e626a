import { layerNames, usualOrder, type Form, type LayerId } from '../layer/form';
import type { Layout } from '../layer/layout';
import { fail, ok, type Result } from '../result';
import { shapeText, sizeOf, type Tensor } from '../tensor/tensor';
import { inputNames, type CheckOptions, type InputName, type OutputName } from './problem';

/** How a layer looks at x, and the shape that x is checked in: a plain list is one feature or one row. */
export interface Fit {
  readonly form: Form;
  readonly shape: readonly number[];
}

type Asked = Pick<CheckOptions, 'layout' | 'groups' | 'normDims'>;

/**
 * The form of a layer on x, or a sentence that says why the layer cannot take such an x. Where nothing is said,
 * layer norm takes as many axes as gamma has, and group norm two groups if they divide the channels.
 */
export function fitForm(
  layer: LayerId,
  { shape }: Tensor,
  gamma: Tensor | undefined,
  asked: Asked,
): Result<Fit, string> {
  const name = layerNames[layer];
  const rank = shape.length;
  const layout = asked.layout ?? usualOrder(rank);
  const normDims = asked.normDims ?? trailing(shape, gamma);
  const form = (groups: number): Form => ({ layer, layout, groups, normDims });
  const text = shapeText(shape);
  if (layer === 'dropout') return ok({ form: form(1), shape });
  if (rank === 0) return fail(`x is a single number; ${name} needs an array.`);
  if (layer === 'layernorm' || layer === 'rmsnorm') {
    if (normDims <= rank) return ok({ form: form(1), shape });
    return fail(`x has shape ${text}; ${name} cannot normalise its last ${normDims} axes.`);
  }
  if (rank === 1 && layer === 'batchnorm' && layout === 'ND')
    return ok({ form: form(1), shape: [...shape, 1] });
  if (rank === 1) return fail(`x has shape ${text}; ${name} needs a batch axis and a channel axis.`);
  if (layout.length !== rank && asked.layout !== null) {
    return fail(`x has shape ${text}; the layout ${layout} needs ${layout.length} axes.`);
  }
  if (layer === 'instancenorm' && rank === 2) {
    return fail(
      `x has shape ${text}; instance norm needs at least one axis beside batch and channels, as in NCL.`,
    );
  }
  if (layer !== 'groupnorm') return ok({ form: form(1), shape });
  const channels = shape[layout.indexOf('C') > 1 ? rank - 1 : 1] ?? 1;
  const groups = asked.groups ?? (channels % 2 === 0 ? 2 : 1);
  if (channels % groups !== 0) return fail(`groups is ${groups}; it must divide the ${channels} channels.`);
  return ok({ form: form(groups), shape });
}

/** How many trailing axes of x gamma runs along; 1 where it does not say. */
function trailing(shape: readonly number[], gamma: Tensor | undefined): number {
  const rank = gamma?.shape.length ?? 0;
  return rank > 1 && shape.slice(-rank).join() === gamma?.shape.join() ? rank : 1;
}

/** The shape that an array must have beside x. */
export function expectedShape(
  name: InputName | OutputName,
  { shape, paramShape, groupShape }: Layout,
): readonly number[] {
  switch (name) {
    case 'x':
    case 'dout':
    case 'mask':
    case 'y':
    case 'dx':
      return shape;
    case 'gamma':
    case 'beta':
    case 'dgamma':
    case 'dbeta':
      return paramShape;
    case 'running_mean':
    case 'running_var':
      return groupShape;
  }
}

/**
 * The array in the shape it must have. Axes of length 1 may be missing or surplus, as with (D,) and (1, D);
 * a single number of an input stands for all of them. Else a sentence says what is wrong.
 * @param called the array's name in that sentence
 */
export function fitTo(
  name: InputName | OutputName,
  tensor: Tensor,
  shape: readonly number[],
  x: Tensor,
  called: string = name,
): Result<Tensor, string> {
  const squeezed = (s: readonly number[]): string => s.filter((length) => length !== 1).join();
  if (squeezed(tensor.shape) === squeezed(shape)) return ok({ shape, data: tensor.data });
  if (tensor.shape.length === 0 && isInput(name))
    return ok({ shape, data: new Float64Array(sizeOf(shape)).fill(tensor.data[0] ?? NaN) });
  return fail(
    `${called} has shape ${shapeText(tensor.shape)}; with x of shape ${shapeText(x.shape)} it must be ${shapeText(shape)}.`,
  );
}

function isInput(name: InputName | OutputName): name is InputName {
  return inputNames.some((input) => input === name);
}
