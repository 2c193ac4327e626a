import { check } from '../core/gradcheck/check';
import { measureSpeedup } from '../core/gradcheck/speedup';
import { arraysOf } from '../core/problem/arrays';
import { assemble } from '../core/problem/assemble';
import { defaultOptions, optionRules } from '../core/problem/options';
import type { CheckOptions } from '../core/problem/problem';
import { toCsv } from '../core/report/csv';
import { summarise, toJson } from '../core/report/json';
import { toLatex } from '../core/report/latex';
import { toMarkdown } from '../core/report/markdown';
import { overall } from '../core/report/overall';
import { defaultRoute, routeIds, type Report, type RouteId } from '../core/report/report';
import { toText } from '../core/report/text';
import { documentOptions, openDocument } from './document';
import { parse } from './parse';
import { InputError, UsageError } from './usage';

const text = { type: 'string' } as const;
const checkOptions = {
  layer: text,
  layout: text,
  groups: text,
  'norm-dims': text,
  preset: text,
  mode: text,
  eps: text,
  dtype: text,
  p: text,
  'p-meaning': text,
  variant: text,
  step: text,
  tolerance: text,
  seed: text,
  route: text,
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  latex: { type: 'boolean' },
  csv: { type: 'boolean' },
} as const;

/** What a report can be printed as, beside text. */
const formats: Readonly<Record<string, (report: Report, route: RouteId) => string>> = {
  json: (report, route) => toJson({ ...report, ...summarise(report, route) }) + '\n',
  markdown: toMarkdown,
  latex: toLatex,
  csv: toCsv,
};

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
  const print = formatOf(values);
  const arrays = arraysOf(document);
  if (!arrays.ok) throw new InputError(arrays.error);
  const assembled = assemble(arrays.value, document.text, options);
  if (!assembled.ok) throw new InputError(assembled.error);
  const { problem } = assembled.value;
  const report = { ...check(problem), speedup: measureSpeedup(problem) };
  if (!report.routes.some(({ id }) => id === route)) {
    const known = report.routes.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no route ${route} here; there are ${known}.`);
  }
  process.stdout.write(print(report, route));
  return overall(report, route).verdict === 'agrees' ? 0 : 1;
}

function formatOf(values: Flags): (report: Report, route: RouteId) => string {
  const [format, surplus] = Object.keys(formats).filter((name) => values[name] === true);
  if (surplus !== undefined) throw new UsageError(`--${format} and --${surplus} exclude one another.`);
  return formats[format ?? ''] ?? ((report, route) => toText(report, route) + '\n');
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** The options of a check by their flags, and those that are numbers. */
const flags: readonly (readonly [flag: string, option: keyof CheckOptions, isNumber: boolean])[] = [
  ['layer', 'layer', false],
  ['layout', 'layout', false],
  ['groups', 'groups', true],
  ['norm-dims', 'normDims', true],
  ['preset', 'preset', false],
  ['mode', 'mode', false],
  ['eps', 'eps', true],
  ['dtype', 'precision', false],
  ['p', 'p', true],
  ['p-meaning', 'pMeaning', false],
  ['variant', 'variant', false],
  ['step', 'step', true],
  ['tolerance', 'tolerance', true],
  ['seed', 'seed', true],
];

function optionsOf(values: Flags): CheckOptions {
  const options: Record<string, unknown> = { ...defaultOptions };
  for (const [flag, option, isNumber] of flags) {
    const text = values[flag];
    if (typeof text !== 'string') continue;
    const value = isNumber && text.trim() !== '' && text !== 'auto' ? Number(text) : text;
    const { holds, due } = optionRules[option];
    if (!holds(value)) throw new UsageError(`--${flag} takes ${due}, not ${text}.`);
    options[option] = value;
  }
  return options as unknown as CheckOptions;
}

function oneOf<T extends string>(known: readonly T[], value: string, flag: string): T {
  const found = known.find((item) => item === value);
  if (found === undefined) throw new UsageError(`${flag} takes one of ${known.join(', ')}, not ${value}.`);
  return found;
}
