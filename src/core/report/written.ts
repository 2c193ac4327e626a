import type { InputName, OutputName } from '../problem/problem';
import type { ReportSummary, TensorId } from './report';

/**
 * The array of the text in which an element of a tensor has its number: the tensor itself if it was read from there,
 * else the input that it belongs to, element by element. Null where that was not in the text.
 */
export function writtenIn(
  { inputs }: Pick<ReportSummary, 'inputs'>,
  tensor: TensorId,
  shape: readonly number[],
): InputName | OutputName | null {
  const name = tensor.slice(tensor.lastIndexOf('.') + 1);
  if (tensor.startsWith('yours.')) return name as OutputName;
  const sameShape = inputs.find((input) => input.shape.join() === shape.join());
  const parameter = name === 'dgamma' || name === 'dbeta' ? name.slice(1) : null;
  const owner =
    inputs.find((input) => input.tensor === tensor || input.name === parameter) ??
    (sameShape?.name === 'x' ? sameShape : undefined);
  return owner?.origin.kind === 'text' ? owner.name : null;
}
