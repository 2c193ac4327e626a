import { field } from '../core/field';
import { toJson } from '../core/report/json';
import type { Result } from '../core/result';
import { flat } from './usage';

/**
 * Answers JSON lines on standard input one by one on standard output, each with the `id` that it came with.
 * A line that cannot be answered gets `{id, error}`, and the next one its turn.
 */
export async function answerLines(answer: (line: object) => Result<object>): Promise<number> {
  for await (const line of linesOf(process.stdin.setEncoding('utf8'))) {
    if (line.trim() !== '') process.stdout.write(toJson(answerLine(line, answer)) + '\n');
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

function answerLine(line: string, answer: (line: object) => Result<object>): object {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { id: null, error: flat({ code: 'json', message: 'This line is not JSON.', place: null }) };
  }
  const id = field(request, 'id') ?? null;
  if (typeof request !== 'object' || request === null) {
    return { id, error: flat({ code: 'json', message: 'This line is not a JSON object.', place: null }) };
  }
  try {
    const result = answer(request);
    return result.ok ? { id, ...result.value } : { id, error: flat(result.error) };
  } catch (error) {
    const message = `Something went wrong: ${String(error)}`;
    return { id, error: flat({ code: 'internal', message, place: null }) };
  }
}
