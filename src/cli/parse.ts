import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Node's argument parser, its complaints told as usage errors; `--eps -1` is read as `--eps=-1`. */
export function parse<T extends ParseArgsConfig & { readonly args: string[]; readonly options: Options }>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs({ ...config, args: joined(config.args, config.options) });
  } catch (error) {
    throw new UsageError(complaint(error));
  }
}

/** Arguments where a negative number after an option that takes a value is part of that option. */
function joined(args: readonly string[], options: Options): string[] {
  const all: string[] = [];
  for (const arg of args) {
    const before = all.at(-1) ?? '';
    const takesValue = before.startsWith('--') && options[before.slice(2)]?.type === 'string';
    if (takesValue && /^-[\d.]/.test(arg)) all[all.length - 1] = `${before}=${arg}`;
    else all.push(arg);
  }
  return all;
}

function complaint(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const text = String(message);
  const option = /'(-[^'\s]*)/.exec(text)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return `There is no option ${option}; see bn-gradcheck --help.`;
  return text.includes('does not take') ? `${option} takes no value.` : `${option} needs a value.`;
}
