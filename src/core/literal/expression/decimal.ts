import { CODE, isDigit } from '../lexer/chars';

/** Powers of ten that doubles hold exactly. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LARGEST_EXACT = 2 ** 53;

/**
 * The number that a plain decimal spells, exactly as Number() gives it. Most decimals are a small integer over an
 * exact power of ten, where one division is correctly rounded and no piece of text has to be cut out.
 */
export function decimalAt(text: string, start: number, end: number): number {
  let mantissa = 0;
  let point = -1;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) mantissa = mantissa * 10 + (code - CODE.zero);
    else if (code === CODE.dot) point = at;
    else return Number(text.slice(start, end));
    if (mantissa >= LARGEST_EXACT) return Number(text.slice(start, end));
  }
  if (point < 0) return mantissa;
  const power = EXACT_POWERS[end - point - 1];
  return power === undefined ? Number(text.slice(start, end)) : mantissa / power;
}
