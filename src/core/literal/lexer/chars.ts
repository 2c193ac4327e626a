/** Character codes and classes that the scanner asks for. */

export const CODE = {
  tab: 0x09,
  newline: 0x0a,
  return: 0x0d,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  dollar: 0x24,
  percent: 0x25,
  ampersand: 0x26,
  apostrophe: 0x27,
  openParen: 0x28,
  closeParen: 0x29,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  semicolon: 0x3b,
  equals: 0x3d,
  greater: 0x3e,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  underscore: 0x5f,
  backtick: 0x60,
  openBrace: 0x7b,
  pipe: 0x7c,
  closeBrace: 0x7d,
  ellipsis: 0x2026,
  unicodeMinus: 0x2212,
} as const;

export function isDigit(code: number): boolean {
  return code >= CODE.zero && code <= CODE.nine;
}

/** Whether a code ends a line. */
export function isBreak(code: number): boolean {
  return code === CODE.newline || code === CODE.return || code === 0x2028 || code === 0x2029;
}

/** White space other than line ends; the byte order mark and the zero-width space count as white space. */
export function isBlank(code: number): boolean {
  if (code < 0x80) return code === CODE.space || code === 0x09 || code === 0x0b || code === 0x0c;
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Letters, `_`, `$` and everything beyond ASCII that is not white space or a minus: Greek names are names. */
export function isNameStart(code: number): boolean {
  if (code < 0x80) return isLetter(code) || code === CODE.underscore || code === CODE.dollar;
  return code !== CODE.unicodeMinus && code !== CODE.ellipsis && !isBlank(code) && !isBreak(code);
}

export function isNamePart(code: number): boolean {
  return isDigit(code) || isNameStart(code);
}

/**
 * The ASCII character that people mean by one from another keyboard: full-width letters, digits and brackets, the
 * ideographic comma, the minus sign. Any other code stays as it is.
 */
export function ascii(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code === 0x3001) return CODE.comma;
  return code === CODE.unicodeMinus ? CODE.minus : code;
}

/** A text with its characters as `ascii` has them; as long as before. */
export function normalised(text: string): string {
  return text.replace(/[\u2212\u3001\uff01-\uff5e]/g, (char) =>
    String.fromCharCode(ascii(char.charCodeAt(0))),
  );
}
