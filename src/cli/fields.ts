import { field } from '../core/field';
import { fail, ok, type Result, type UserError } from '../core/result';
import { sizeOf, type Tensor } from '../core/tensor/tensor';

/** An error that names the field of a line that it is about. */
export function fieldError(name: string, what: string): UserError {
  return { code: 'field', message: `The field ${shortened(name)} ${what}.`, place: null };
}

/** A field that is there; null counts as left out. */
export function present(value: unknown, name: string): unknown {
  return field(value, name) ?? undefined;
}

/** Whether a value is a JSON object: no list, and not null. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a line as an error shows it, however long it is. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return 'an object';
  return shortened(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Numbers that JSON lacks. */
const words: Readonly<Record<string, number>> = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
};

/** The most axes that an array can have, as in NumPy. */
const mostAxes = 64;

/** The array `{shape, data}` of a field. */
export function tensorOf(name: string, value: unknown): Result<Tensor> {
  const wrong = (part: string, what: string): Result<never> => fail(fieldError(name + part, what));
  if (!isObject(value)) return wrong('', `must be {"shape": [...], "data": [...]}, not ${shown(value)}`);
  const [shape, data] = [field(value, 'shape'), field(value, 'data')];
  if (!Array.isArray(shape)) return wrong('.shape', 'must be a list of whole numbers');
  if (shape.length > mostAxes) return wrong('.shape', `has ${shape.length} axes; ${mostAxes} are possible`);
  if (!shape.every((length): length is number => Number.isInteger(length) && Number(length) > 0)) {
    return wrong('.shape', 'must be a list of whole numbers from 1 up');
  }
  if (!Array.isArray(data)) return wrong('.data', 'must be a list of numbers');
  const numbers = new Float64Array(data.length);
  for (let i = 0; i < numbers.length; i++) {
    const item: unknown = data[i];
    const number = typeof item === 'string' && Object.hasOwn(words, item) ? words[item] : item;
    if (typeof number !== 'number') return wrong(`.data[${i}]`, `must be a number, not ${shown(item)}`);
    numbers[i] = number;
  }
  if (data.length !== sizeOf(shape)) {
    const count = data.length === 1 ? '1 number' : `${data.length} numbers`;
    return wrong('.data', `has ${count}; its shape needs ${sizeOf(shape)}`);
  }
  return ok({ shape, data: numbers });
}
