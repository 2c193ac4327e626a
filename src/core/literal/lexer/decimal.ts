import { CODE, isDigit } from './chars';

/** Powers of ten that doubles hold exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LARGEST_EXACT = 2 ** 53;

/** The number that a plain decimal spells, exactly as Number() gives it. */
export function decimalAt(text: string, start: number, end: number): number {
  let mantissa = 0;
  let point = end;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) mantissa = mantissa * 10 + (code - CODE.zero);
    else if (code === CODE.dot) point = at;
    else return Number(text.slice(start, end));
  }
  return decimalOf(mantissa, point === end ? 0 : point + 1 - end, text, start, end);
}

/**
 * mantissa * 10 ** power, correctly rounded; [start, end) is how it is written. Most decimals are a small integer
 * and an exact power of ten, where one operation rounds once and no piece of text has to be cut out.
 */
export function decimalOf(mantissa: number, power: number, text: string, start: number, end: number): number {
  if (mantissa < LARGEST_EXACT) {
    if (power <= 0 && power >= -22) return mantissa / (EXACT_POWERS[-power] ?? NaN);
    if (power > 0 && power <= 22) return mantissa * (EXACT_POWERS[power] ?? NaN);
  }
  return Number(text.slice(start, end));
}
