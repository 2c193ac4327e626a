import { field } from '../core/field';
import { layerNames, type LayerId } from '../core/layer/form';
import { numeric } from '../core/problem/options';
import { outputsOf, type OutputName, type Yours } from '../core/problem/problem';
import { fail, ok, type Result } from '../core/result';
import { fieldError, isObject, present, shown, tensorOf } from './fields';

/** How many decimals a number can be said to be printed with; as many as JavaScript's toFixed gives. */
const digitsRule = numeric(
  'a whole number of decimals from 0 to 100',
  (value) => Number.isInteger(value) && value >= 0 && value <= 100,
);

/**
 * What a line brings to be judged: `yours`, each output an array, and `digits`, how many decimals each was printed
 * with. Nothing in them is passed over: a name that is no output of the layer would leave a wrong output unjudged.
 */
export function yoursOf(line: object, layer: LayerId): Result<Partial<Record<OutputName, Yours>>> {
  const given = present(line, 'yours');
  if (given !== undefined && !isObject(given))
    return fail(fieldError('yours', 'must be an object of arrays'));
  const printed = present(line, 'digits');
  if (printed !== undefined && !isObject(printed)) {
    return fail(fieldError('digits', 'must be an object of numbers'));
  }
  const known = outputsOf(layer);
  for (const [parent, names] of [
    ['yours', Object.keys(given ?? {})],
    ['digits', Object.keys(printed ?? {})],
  ] as const) {
    const stray = names.find((name) => !known.some((output) => output === name));
    if (stray !== undefined) {
      const what = `is no output of ${layerNames[layer]}; there are ${known.join(', ')}`;
      return fail(fieldError(`${parent}.${stray}`, what));
    }
  }
  if (given !== undefined && Object.keys(given).length === 0) {
    return fail(fieldError('yours', `is empty; it must have one or more of ${known.join(', ')}`));
  }
  const yours: Partial<Record<OutputName, Yours>> = {};
  for (const name of known) {
    const digits = present(printed, name);
    if (digits !== undefined && !digitsRule.holds(digits))
      return fail(fieldError(`digits.${name}`, `must be ${digitsRule.due}, not ${shown(digits)}`));
    const value = field(given, name);
    if (value === undefined && digits === undefined) continue;
    if (value === undefined)
      return fail(fieldError(`digits.${name}`, `is about nothing: yours has no ${name}`));
    const tensor = tensorOf(`yours.${name}`, value);
    if (!tensor.ok) return tensor;
    const rounding = new Float64Array(tensor.value.data.length);
    if (digits !== undefined) rounding.fill(0.5 * 10 ** -Number(digits));
    yours[name] = { tensor: tensor.value, origin: { kind: 'given' }, rounding };
  }
  return ok(yours);
}
