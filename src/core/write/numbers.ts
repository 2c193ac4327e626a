import type { Precision } from '../problem/problem';
import { exactText } from '../tensor/format';

/** How a language writes what is no plain decimal. */
export interface Words {
  readonly nan: string;
  readonly infinity: string;
  /** Whether a number without a point is an integer. */
  readonly pointed: boolean;
  readonly suffix?: string;
}

/** A number as the shortest text that reads back as the same number of its precision. */
export function numberText(value: number, precision: Precision, words: Words): string {
  if (Number.isNaN(value)) return words.nan;
  if (!Number.isFinite(value)) return value < 0 ? `-${words.infinity}` : words.infinity;
  const digits = precision === 'float32' ? shortestSingle(value) : exactText(value);
  const pointed = words.pointed && !/[.e]/.test(digits) ? `${digits}.0` : digits;
  return pointed + (words.suffix ?? '');
}

/** Nine digits tell any two numbers of single precision apart. */
const singleDigits = 9;

/** The shortest decimal that is a number of single precision, whether it is read in one step or as a double first. */
function shortestSingle(value: number): string {
  for (let digits = 1; digits <= singleDigits && value !== 0; digits++) {
    const text = exactText(Number(value.toPrecision(digits)));
    const near = Number(text);
    const [below, above] = [near * (1 - 2 ** -53), near * (1 + 2 ** -52)];
    if ([below, near, above].every((double) => Math.fround(double) === value)) return text;
  }
  return exactText(value);
}
