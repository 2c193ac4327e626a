import { spawnSync } from 'node:child_process';
import { functionJson } from '../core/function/report';
import { functionText } from '../core/function/text';
import { toJson } from '../core/report/json';
import { checkFunctions } from '../python/check-function';
import { openDocument } from './document';
import { parse } from './parse';
import { InputError, UsageError } from './usage';

const options = {
  name: { type: 'string' },
  python: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `function FILE`: checks the user's own functions in their own Python; exit code 0 if all agree, else 1. */
export async function functionCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse({ args, allowPositionals: true, options });
  const [file] = positionals;
  if (file === '-') throw new UsageError('A function is checked in its file: give a path, not -.');
  const { text } = openDocument(positionals, {});
  const python = values.python ?? usualPython();
  const result = await checkFunctions({ path: file ?? '', text }, { python, name: values.name ?? null });
  if (!result.ok) throw new InputError(result.error);
  const reports = result.value;
  const wrong = reports.find(({ verdict }) => verdict === 'disagrees');
  const first = wrong ?? reports.find(({ verdict }) => verdict !== 'agrees') ?? reports[0];
  if (first === undefined) throw new Error('there is a report of each function');
  if (values.json) {
    const others = reports.filter((report) => report !== first).map(functionJson);
    const whole = others.length === 0 ? functionJson(first) : { ...functionJson(first), others };
    process.stdout.write(toJson(whole) + '\n');
  } else process.stdout.write(reports.map((report) => functionText(report, text)).join('\n\n') + '\n');
  return first.verdict === 'agrees' ? 0 : 1;
}

/** The first of the usual names that there is a Python of. */
function usualPython(): string {
  const found = ['python3', 'python', 'py'].find((name) => spawnSync(name, ['--version']).status === 0);
  return found ?? 'python3';
}
