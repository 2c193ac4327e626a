import { field } from '../core/field';
import type { ArrayLiteral, Where } from '../core/literal/literal';
import { readArrays } from '../core/literal/read';
import { toJson } from '../core/report/json';
import { fail, type Result } from '../core/result';
import { formatNumber } from '../core/tensor/format';
import { shapeText } from '../core/tensor/tensor';
import { answerLines } from './batch';
import { documentOptions, openDocument } from './document';
import { parse } from './parse';
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
function readLine(line: object): Result<object> {
  const [text, languageId, selection, cursor] = ['text', 'languageId', 'selection', 'cursor'].map((key) =>
    field(line, key),
  );
  const wrong = (name: string, due: string): Result<never> =>
    fail({ code: 'field', message: `The field ${name} must be ${due}.`, place: null });
  if (typeof text !== 'string') return wrong('text', 'a string');
  if (languageId !== undefined && typeof languageId !== 'string') return wrong('languageId', 'a string');
  let where: Where = { kind: 'document' };
  if (cursor !== undefined) {
    if (typeof cursor !== 'number') return wrong('cursor', 'an offset');
    where = { kind: 'cursor', offset: cursor };
  } else if (selection !== undefined) {
    const [start, end] = Array.isArray(selection) ? (selection as unknown[]) : [];
    if (typeof start !== 'number' || typeof end !== 'number') return wrong('selection', 'two offsets');
    where = { kind: 'selections', ranges: [[start, end]] };
  }
  const arrays = readArrays(text, languageId ?? 'plaintext', where);
  return arrays.ok ? { ok: true, value: { arrays: arrays.value.map(plain) } } : arrays;
}

function plain({ name, tensor, range }: ArrayLiteral): object {
  return { name, shape: tensor.shape, data: tensor.data, range };
}

function inWords({ name, tensor: { shape, data } }: ArrayLiteral): string {
  const shown = Array.from(data.subarray(0, 8), (value) => formatNumber(value));
  return `${name ?? '(no name)'} ${shapeText(shape)}  ${shown.join(', ')}${data.length > shown.length ? ', ...' : ''}`;
}
