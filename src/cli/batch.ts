import { field } from '../core/field';
import { toJson } from '../core/report/json';
import { fail, ok, type Result } from '../core/result';
import { isObject } from './fields';
import { flat } from './usage';

/**
 * Answers JSON lines on standard input one by one on standard output, each with the `id` that it came with.
 * A line that cannot be answered gets `{id, error}`, and the next one its turn.
 */
export async function answerLines(answer: (line: object) => Result<object>): Promise<number> {
  for await (const line of linesOf(process.stdin.setEncoding('utf8'))) {
    if (line.trim() !== '') process.stdout.write(answerLine(line, answer) + '\n');
  }
  return 0;
}

/** The lines of a stream, ended by \n and nothing else: node:readline also ends them at U+2028, which JSON may hold. */
async function* linesOf(stream: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream) {
    const [first = '', ...others] = chunk.split('\n');
    rest += first;
    for (const other of others) {
      yield rest;
      rest = other;
    }
  }
  yield rest;
}

/** The answer to a line, as JSON. */
export function answerLine(line: string, answer: (line: object) => Result<object>): string {
  const { id, request } = read(line);
  try {
    const result = request.ok ? answer(request.value) : request;
    return toJson(result.ok ? { id, ...result.value } : { id, error: flat(result.error) });
  } catch (error) {
    const message = `Something went wrong: ${String(error)}.`;
    return toJson({ id: null, error: flat({ code: 'internal', message, place: null }) });
  }
}

/** A line read, and its id where it has one even if nothing else of it can be used. */
function read(line: string): { readonly id: unknown; readonly request: Result<object> } {
  // A byte order mark may begin the first line.
  const text = line.replace(/^\uFEFF/, '');
  const wrong = (message: string): Result<never> => fail({ code: 'json', message, place: null });
  const value = parsed(text);
  if (value !== undefined) {
    const request = isObject(value) ? ok(value) : wrong('This line is not a JSON object.');
    return { id: field(value, 'id') ?? null, request };
  }
  const [bare] = text.match(barewords)?.filter((word) => !word.startsWith('"')) ?? [];
  const mended = parsed(text.replace(barewords, (word) => (word.startsWith('"') ? word : 'null')));
  if (bare === undefined || mended === undefined)
    return { id: null, request: wrong('This line is not JSON.') };
  const message = `This line is not JSON, which has no ${bare}: write the string "${bare}".`;
  return { id: field(mended, 'id') ?? null, request: wrong(message) };
}

/** Strings, the last perhaps cut off, and beside them what Python writes for numbers that JSON lacks. */
const barewords = /"[^"\\]*(?:\\[^][^"\\]*)*"?|-?\bInfinity\b|\bNaN\b/g;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
