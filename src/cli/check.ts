import { check } from '../core/gradcheck/check';
import { measureSpeedup } from '../core/gradcheck/speedup';
import { arraysOf } from '../core/problem/arrays';
import { assemble } from '../core/problem/assemble';
import { defaultOptions } from '../core/problem/options';
import { presets } from '../core/problem/preset';
import type { CheckOptions } from '../core/problem/problem';
import { summarise, toJson } from '../core/report/json';
import { defaultRoute, routeIds } from '../core/report/report';
import { toText } from '../core/report/text';
import { documentOptions, openDocument } from './document';
import { parse } from './parse';
import { InputError, UsageError } from './usage';

const text = { type: 'string' } as const;
const checkOptions = {
  layer: text,
  preset: text,
  mode: text,
  eps: text,
  step: text,
  tolerance: text,
  seed: text,
  route: text,
  json: { type: 'boolean' },
} as const;

/** `check FILE`: prints the report; exit code 0 if what was checked agrees, else 1. */
export function checkCommand(args: string[]): number {
  const { values, positionals } = parse({
    args,
    allowPositionals: true,
    options: { ...documentOptions, ...checkOptions },
  });
  const document = openDocument(positionals, values);
  const route = oneOf(routeIds, values.route ?? defaultRoute, '--route');
  const options = optionsOf(values);
  const arrays = arraysOf(document);
  if (!arrays.ok) throw new InputError(arrays.error);
  const assembled = assemble(arrays.value, document.text, options);
  if (!assembled.ok) throw new InputError(assembled.error);
  const { problem } = assembled.value;
  const report = { ...check(problem), speedup: measureSpeedup(problem) };
  if (options.mode === 'eval' && !report.routes.some(({ id }) => id === route)) {
    throw new UsageError(`There is no route ${route} in evaluation mode.`);
  }
  const summary = summarise(report, route);
  process.stdout.write((values.json ? toJson({ ...report, ...summary }) : toText(report, route)) + '\n');
  return summary.verdict === 'agrees' ? 0 : 1;
}

interface Flags {
  readonly preset?: string | undefined;
  readonly mode?: string | undefined;
  readonly eps?: string | undefined;
  readonly step?: string | undefined;
  readonly tolerance?: string | undefined;
  readonly seed?: string | undefined;
  readonly layer?: string | undefined;
}

function optionsOf({ preset, mode, eps, step, tolerance, seed, layer }: Flags): CheckOptions {
  if (layer !== undefined && layer !== 'batchnorm')
    throw new UsageError(`There is no layer ${layer}; use batchnorm.`);
  const number = (
    flag: string,
    text: string | undefined,
    otherwise: number,
    due = 'a number from 0 up',
    allowed = (value: number): boolean => value >= 0 && value < Infinity,
  ): number => {
    if (text === undefined) return otherwise;
    const value = text.trim() === '' ? NaN : Number(text);
    if (!allowed(value)) throw new UsageError(`${flag} takes ${due}, not ${text}.`);
    return value;
  };
  return {
    preset: oneOf(
      Object.values(presets).map(({ id }) => id),
      preset ?? defaultOptions.preset,
      '--preset',
    ),
    mode: oneOf(['train', 'eval'], mode ?? defaultOptions.mode, '--mode'),
    eps: eps === undefined ? null : number('--eps', eps, 0),
    step:
      step === 'auto'
        ? step
        : number(
            '--step',
            step,
            Number(defaultOptions.step),
            'a number above 0, or auto',
            (value) => value > 0 && value < Infinity,
          ),
    tolerance: number('--tolerance', tolerance, defaultOptions.tolerance),
    seed: number(
      '--seed',
      seed,
      defaultOptions.seed,
      `a whole number from 0 to ${2 ** 32 - 1}`,
      (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
    ),
  };
}

function oneOf<T extends string>(known: readonly T[], value: string, flag: string): T {
  const found = known.find((item) => item === value);
  if (found === undefined) throw new UsageError(`${flag} takes one of ${known.join(', ')}, not ${value}.`);
  return found;
}
