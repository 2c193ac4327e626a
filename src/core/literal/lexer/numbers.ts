import { CODE, isDigit, isNamePart } from './chars';
import type { Lexicon } from '../dialect/dialect';
import { Kind } from './tokens';

/** Where a number that begins at an offset ends, and what kind of token it is. */
export interface NumberSpan {
  readonly kind: number;
  readonly end: number;
}

/** Takes the whole run that begins like a number, so that 1.2.3 and 0x1F are one token each. */
export function numberSpan(text: string, start: number, to: number, lexicon: Lexicon): NumberSpan {
  const plain = plainSpan(text, start, to);
  let { end } = plain;
  const quotes = lexicon.digitQuotes === true;
  while (
    end < to &&
    (isNamePart(text.charCodeAt(end)) || isInnerPoint(text, end) || (quotes && isDigitQuote(text, end)))
  ) {
    end++;
    if (end + 1 < to && isExponentSign(text, start, end)) end++;
  }
  if (plain.kind === Kind.decimal && lexicon.oddDecimals === true) return { kind: Kind.oddNumber, end };
  return end === plain.end ? plain : { kind: Kind.oddNumber, end };
}

/** `1'000` */
function isDigitQuote(text: string, at: number): boolean {
  return text.charCodeAt(at) === CODE.apostrophe && isNamePart(text.charCodeAt(at + 1));
}

/** Digits, a point and digits, an exponent. */
function plainSpan(text: string, start: number, to: number): NumberSpan {
  let end = digitsEnd(text, start, to);
  // 012 means another thing in every language.
  let kind: number = text.charCodeAt(start) === CODE.zero && end > start + 1 ? Kind.oddNumber : Kind.integer;
  if (end < to && isInnerPoint(text, end)) {
    kind = Kind.decimal;
    end = digitsEnd(text, end + 1, to);
  }
  if (end < to && isLetterE(text.charCodeAt(end))) {
    const signed = isSign(text.charCodeAt(end + 1)) ? 2 : 1;
    const exponentEnd = digitsEnd(text, end + signed, to);
    if (exponentEnd > end + signed) return { kind: Kind.decimal, end: exponentEnd };
  }
  return { kind, end };
}

function digitsEnd(text: string, from: number, to: number): number {
  let end = from;
  while (end < to && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Whether a point goes on the number; three points are an ellipsis. */
function isInnerPoint(text: string, at: number): boolean {
  return text.charCodeAt(at) === CODE.dot && text.charCodeAt(at + 1) !== CODE.dot;
}

/** Whether a sign goes on a number such as 1_0e-5; in a hexadecimal number, e is a digit, and p stands for it. */
function isExponentSign(text: string, start: number, at: number): boolean {
  if (!isSign(text.charCodeAt(at)) || !isDigit(text.charCodeAt(at + 1))) return false;
  const letter = text.charCodeAt(at - 1) | 0x20;
  const hexadecimal = (text.charCodeAt(start + 1) | 0x20) === 0x78;
  return hexadecimal ? letter === 0x70 : isLetterE(letter);
}

function isSign(code: number): boolean {
  return code === CODE.plus || code === CODE.minus;
}

function isLetterE(code: number): boolean {
  return (code | 0x20) === 0x65;
}
