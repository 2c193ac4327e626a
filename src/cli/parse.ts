import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage';

/** Node's argument parser, its complaints told as usage errors. */
export function parse<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message.replace(/\. To specify a positional.*$/s, '.') : String(error),
    );
  }
}
