import type { UserError } from '../core/result';
import { toJson } from '../core/report/json';

/** The command line is not as it should be. */
export class UsageError extends Error {}

/** Input that cannot be used, as a thrown value: the error and nothing else reaches the user. */
export class InputError extends Error {
  constructor(readonly error: UserError) {
    super(error.message);
  }
}

/** Tells the user what went wrong, in one sentence or as JSON, and gives the exit code. */
export function writeError(thrown: unknown, json: boolean): number {
  const error: UserError =
    thrown instanceof InputError
      ? thrown.error
      : thrown instanceof UsageError
        ? { code: 'usage', message: thrown.message, place: null }
        : {
            code: 'internal',
            message: `Something went wrong in bn-gradcheck: ${String(thrown)}`,
            place: null,
          };
  if (json) process.stdout.write(toJson({ error: flat(error) }) + '\n');
  else process.stderr.write(`bn-gradcheck: ${where(error)}${error.message}\n`);
  return 2;
}

/** An error in the form of the command line's contract. */
export function flat({ code, message, place }: UserError): object {
  return {
    code,
    message,
    line: place?.line ?? null,
    column: place?.column ?? null,
    range: place?.range ?? null,
  };
}

function where({ place }: UserError): string {
  return place === null ? '' : `line ${place.line}, column ${place.column}: `;
}
