import type { LatexCursor } from './cursor';
import { type Fraction, fractionOf, inverse, negative, plus, power, squareRoot, times } from './fraction';

/** How deep groups may stand in each other. */
const DEEPEST = 12;

const NUMBER = /(?:\d+(?:(?:\\,|\{\\,\}|\{,\})\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?![A-Za-z\d]))?/y;
const SIGN = /[-+\u2212]/y;
const TIMES = /\\(?:cdot|times|ast)(?![A-Za-z])|[*\u00b7\u00d7]/y;
const OVER = /\/|\\div(?![A-Za-z])/y;
const FRACTION = /\\[dtc]?frac(?![A-Za-z])/y;
const ROOT = /\\sqrt(?![A-Za-z[])/y;
const OPEN = /\\left\s*\(|\(/y;
const CLOSE = /\\right\s*\)|\)/y;
/** Commands that say how a number looks. */
const DRESS =
  /\\(?:mathbf|mathrm|mathit|mathsf|mathtt|boldsymbol|bm|textbf|textit|texttt|emph|underline|num|ensuremath|mbox|color\s*\{[^{}]*\}|textcolor\s*\{[^{}]*\}|colorbox\s*\{[^{}]*\})(?=\s*\{)/y;

/** A constant such as `-\frac{1}{3}` or `1.5 \cdot 10^{-3}`; null, with the cursor anywhere, where there is none. */
export function readScalar(cursor: LatexCursor, depth = 0): Fraction | null {
  if (depth > DEEPEST) return null;
  let sum: Fraction | null = null;
  do {
    cursor.skip();
    const sign = cursor.match(SIGN)?.[0] ?? '';
    // `1 -2` goes on with the sign as an operator.
    const term = readTerm(cursor, depth);
    if (term === null) return null;
    const signed = sign === '' || sign === '+' ? term : negative(term);
    sum = sum === null ? signed : plus(sum, signed);
    cursor.skip();
  } while (sum !== null && cursor.at < cursor.end && /[-+\u2212]/.test(cursor.peek()));
  return sum;
}

function readTerm(cursor: LatexCursor, depth: number): Fraction | null {
  let product = readFactor(cursor, depth);
  while (product !== null) {
    cursor.skip();
    if (cursor.takes(OVER)) {
      const divisor = readFactor(cursor, depth);
      const over = divisor === null ? null : inverse(divisor);
      product = over === null ? null : times(product, over);
    } else if (cursor.takes(TIMES) || cursor.text.startsWith('\\sqrt', cursor.at)) {
      const factor = readFactor(cursor, depth);
      product = factor === null ? null : times(product, factor);
    } else return product;
  }
  return null;
}

function readFactor(cursor: LatexCursor, depth: number): Fraction | null {
  const base = readBase(cursor, depth);
  cursor.skip();
  if (base === null || cursor.text.charAt(cursor.at) !== '^' || cursor.at >= cursor.end) return base;
  const before = cursor.at++;
  const group = cursor.group();
  const exponent = group === null ? null : readWhole(group, depth + 1);
  if (exponent !== null) return power(base, exponent);
  cursor.at = before;
  return null;
}

function readBase(cursor: LatexCursor, depth: number): Fraction | null {
  cursor.skip();
  const number = cursor.match(NUMBER)?.[0];
  if (number !== undefined) return readNumber(number);
  if (cursor.takes(FRACTION)) {
    const [top, bottom] = [cursor.group(), cursor.group()];
    const [over, under] = [top, bottom].map((group) => (group === null ? null : readWhole(group, depth + 1)));
    const factor = over == null || under == null ? null : inverse(under);
    return over == null || factor === null ? null : times(over, factor);
  }
  if (cursor.takes(ROOT)) {
    const group = cursor.group();
    const value = group === null ? null : readWhole(group, depth + 1);
    return value === null ? null : squareRoot(value);
  }
  if (cursor.takes(OPEN)) {
    const value = readScalar(cursor, depth + 1);
    cursor.skip();
    return cursor.takes(CLOSE) ? value : null;
  }
  const isDressed = cursor.takes(DRESS);
  if (!isDressed && cursor.peek() !== '{') return null;
  const group = cursor.group();
  return group === null ? null : readWhole(group, depth + 1);
}

/** A constant that is all there is up to the cursor's end. */
export function readWhole(cursor: LatexCursor, depth = 0): Fraction | null {
  const value = readScalar(cursor, depth);
  return cursor.done ? value : null;
}

const SPACED = /^\d{1,3}(?:\{?\\,\}?\d{3})+(?:\.\d*)?$/;
const COMMAS = /^[1-9]\d{0,2}(?:\{,\}\d{3})+(\.\d*)?$/;
const DECIMAL_COMMA = /^\d+\{,\}\d+$/;

/** `1{,}5` is 1.5 and `1\,000` is 1000; `1{,}234` may be either, and is refused. */
function readNumber(written: string): Fraction | null {
  const [, digits = '', exponent = ''] = /^([^eE]*)(.*)$/.exec(written) ?? [];
  if (/^[\d.]*$/.test(digits)) return fractionOf(written);
  if (SPACED.test(digits)) return fractionOf(digits.replace(/\{?\\,\}?/g, '') + exponent);
  const grouped = COMMAS.exec(digits);
  if (grouped !== null) {
    const isCertain = grouped[1] !== undefined || digits.split('{,}').length > 2;
    return isCertain ? fractionOf(digits.replaceAll('{,}', '') + exponent) : null;
  }
  return DECIMAL_COMMA.test(digits) ? fractionOf(digits.replace('{,}', '.') + exponent) : null;
}
