import type { ArrayLiteral, Where } from '../core/literal/literal';
import { readArrays } from '../core/literal/read';
import { toJson } from '../core/report/json';
import { fail, ok, type Result } from '../core/result';
import { formatNumber } from '../core/tensor/format';
import { shapeText } from '../core/tensor/tensor';
import { answerLines } from './batch';
import { documentOptions, openDocument } from './document';
import { parse } from './parse';
import { fieldError, present, shown } from './fields';
import { InputError } from './usage';

/** `read FILE`: prints the arrays in a document. */
export async function readCommand(args: string[], batch: boolean): Promise<number> {
  if (batch) return answerLines(readLine);
  const options = { ...documentOptions, json: { type: 'boolean' } } as const;
  const { values, positionals } = parse({ args, allowPositionals: true, options });
  const { text, languageId, where } = openDocument(positionals, values);
  const arrays = readArrays(text, languageId, where);
  if (!arrays.ok) throw new InputError(arrays.error);
  const lines = values.json ? [toJson({ arrays: arrays.value.map(plain) })] : arrays.value.map(inWords);
  process.stdout.write(lines.join('\n') + '\n');
  return 0;
}

/** One line of `read --batch`: `{id, languageId, text, selection: [s, e] or cursor: o}`. */
export function readLine(line: object): Result<object> {
  const [text, languageId, selection, cursor] = ['text', 'languageId', 'selection', 'cursor'].map((key) =>
    present(line, key),
  );
  const wrong = (name: string, due: string, value: unknown): Result<never> =>
    fail(fieldError(name, `must be ${due}, not ${shown(value)}`));
  if (text === undefined) return fail(fieldError('text', 'is missing'));
  if (typeof text !== 'string') return wrong('text', 'a string', text);
  if (languageId !== undefined && typeof languageId !== 'string')
    return wrong('languageId', 'a string', languageId);
  let where: Where = { kind: 'document' };
  if (cursor !== undefined) {
    if (!isOffset(cursor)) return wrong('cursor', 'an offset', cursor);
    where = { kind: 'cursor', offset: Math.min(cursor, text.length) };
  } else if (selection !== undefined) {
    const [start, end, ...surplus] = Array.isArray(selection) ? (selection as unknown[]) : [];
    if (!isOffset(start) || !isOffset(end) || start > end || surplus.length > 0)
      return wrong('selection', 'two offsets such as [10, 200]', selection);
    where = { kind: 'selections', ranges: [[Math.min(start, text.length), Math.min(end, text.length)]] };
  }
  const arrays = readArrays(text, languageId ?? 'plaintext', where);
  return arrays.ok ? ok({ arrays: arrays.value.map(plain) }) : arrays;
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function plain({ name, tensor, range }: ArrayLiteral): object {
  return { name, shape: tensor.shape, data: tensor.data, range };
}

function inWords({ name, tensor: { shape, data } }: ArrayLiteral): string {
  const shown = Array.from(data.subarray(0, 8), (value) => formatNumber(value));
  return `${name ?? '(no name)'} ${shapeText(shape)}  ${shown.join(', ')}${data.length > shown.length ? ', ...' : ''}`;
}
