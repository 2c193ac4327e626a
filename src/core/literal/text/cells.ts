import { decimalAt } from '../lexer/decimal';
import { quoted } from '../failure';
import { CODE, isDigit, normalised } from '../lexer/chars';
import type { LiteralErrorCode } from '../literal';

/** What parts the cells of a row. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** Why a cell is no number. */
export interface CellFault {
  readonly code: LiteralErrorCode;
  readonly reason: string;
}

/** What other cells of a table show: numbers that can only have a decimal comma, or a decimal point. */
export interface Evidence {
  comma: boolean;
  point: boolean;
}

/** What a cell is read by. */
export interface Style {
  readonly delimiter: Delimiter;
  readonly evidence: () => Evidence;
}

const WORDS = new Map<string, number>([
  ['na', NaN],
  ['n/a', NaN],
  ['<na>', NaN],
  ['nan', NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
]);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const SIGNED = /^([+-]?)(.*)$/s;
/** Digits with points and commas, and an exponent. */
const MARKED = /^([\d.,]*\d[\d.,]*)((?:[eE][+-]?\d+)?)$/;
const GROUPED = { ',': /^[1-9]\d{0,2}(?:,\d{3})+$/, '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/ };

/** Whether a text is a number without any doubt, as nearly all cells are: `-1.5e-3`. */
export function isPlain(text: string, start: number, end: number): boolean {
  let at = isSign(text.charCodeAt(start)) ? start + 1 : start;
  const first = at;
  while (at < end && isDigit(text.charCodeAt(at))) at++;
  let digits = at - first;
  if (at < end && text.charCodeAt(at) === CODE.dot) {
    const point = at++;
    while (at < end && isDigit(text.charCodeAt(at))) at++;
    digits += at - point - 1;
  }
  if (digits === 0) return false;
  if (at < end && (text.charCodeAt(at) | 0x20) === 0x65) {
    at += isSign(text.charCodeAt(at + 1)) ? 2 : 1;
    const exponent = at;
    while (at < end && isDigit(text.charCodeAt(at))) at++;
    if (at === exponent) return false;
  }
  return at === end;
}

/** The value of a plain number. */
export function plainValue(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  if (code === CODE.minus) return -decimalAt(text, start + 1, end);
  return decimalAt(text, code === CODE.plus ? start + 1 : start, end);
}

function isSign(code: number): boolean {
  return code === CODE.plus || code === CODE.minus;
}

/** The number that a cell spells, by the conventions of its table; or why it is none. */
export function numberOf(cell: string, isQuoted: boolean, style: Style): number | CellFault {
  const written = normalised(cell)
    .replace(/^\u2013(?=[\d.])/, '-')
    .trim();
  const [, sign = '', rest = ''] = SIGNED.exec(written) ?? [];
  const word = WORDS.get(rest.toLowerCase());
  if (word !== undefined) return sign === '-' ? -word : word;
  const marked = MARKED.exec(rest);
  const needsStyle = rest.includes(',') || (style.delimiter === ';' && rest.includes('.'));
  if (marked !== null && needsStyle) return markedNumber(cell, sign, rest, isQuoted, style);
  if (NUMBER.test(written)) return Number(written);
  return { code: 'not-numeric', reason: `${quoted(cell)} is not a number` };
}

function markedNumber(
  cell: string,
  sign: string,
  rest: string,
  isQuoted: boolean,
  { delimiter, evidence }: Style,
): number | CellFault {
  const reading = readMarks(rest);
  if (reading === null) return { code: 'not-numeric', reason: `${quoted(cell)} is not a number` };
  const { comma, point } = evidence();
  const value = (text: string): number => (sign === '-' ? -1 : 1) * Number(text);
  const asPoint = value(rest.replaceAll(',', ''));
  const asComma = value(rest.replaceAll('.', '').replace(',', '.'));
  if (delimiter === ',') {
    if (isQuoted && reading !== 'comma') return asPoint;
    return doubtful(cell, `write ${quoted(String(asComma))} if the comma is a decimal mark`);
  }
  const decimal = delimiter === ';' ? ',' : '.';
  const eitherWay = `write ${quoted(rest.replace(/[.,]/, decimal))} or ${quoted(rest.replace(/[.,]/g, ''))}`;
  if (comma && point)
    return doubtful(
      cell,
      'some numbers of this table have a decimal comma and some a decimal point: use points',
    );
  if (reading === 'point') return asPoint;
  if (reading === 'comma') return asComma;
  if (rest.includes(',')) {
    const isDecimal = delimiter === ';' ? !point : comma;
    return isDecimal
      ? asComma
      : doubtful(cell, `it may have a decimal comma or be in thousands: ${eitherWay}`);
  }
  return point ? asPoint : doubtful(cell, `it may have a decimal point or be in thousands: ${eitherWay}`);
}

function doubtful(cell: string, advice: string): CellFault {
  return { code: 'not-a-number', reason: `${quoted(cell)} can be read in two ways: ${advice}` };
}

/** Which decimal mark a number can only have; `either` for `1,234` and `1.234`; null where it is no number. */
function readMarks(rest: string): 'comma' | 'point' | 'either' | null {
  const [, digits = '', exponent = ''] = MARKED.exec(rest) ?? [];
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (comma >= 0 && point >= 0) {
    const decimal = comma > point ? ',' : '.';
    const [whole = '', fraction, ...more] = digits.split(decimal);
    const isGrouped = GROUPED[decimal === ',' ? '.' : ','].test(whole);
    if (!isGrouped || fraction === undefined || more.length > 0) return null;
    return decimal === ',' ? 'comma' : 'point';
  }
  const [mark, other] = comma >= 0 ? ([',', 'comma'] as const) : (['.', 'point'] as const);
  const pieces = digits.split(mark);
  const isGrouped = GROUPED[mark].test(digits) && exponent === '';
  if (pieces.length > 2) return isGrouped ? (mark === ',' ? 'point' : 'comma') : null;
  return isGrouped ? 'either' : other;
}

/** Adds what a cell shows about the decimal mark. */
export function addEvidence(evidence: Evidence, cell: string): void {
  const rest = normalised(cell).trim().replace(/^[+-]/, '');
  if (!MARKED.test(rest) || !/[.,]/.test(rest)) return;
  const reading = readMarks(rest);
  if (reading === 'comma' || reading === 'point') evidence[reading] = true;
}
