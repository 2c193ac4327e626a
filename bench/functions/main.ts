// How well functions of students are judged: runs the check of every function of the corpus, whose labels prove.py
// proves, and counts right verdicts, right causes, verified fixes and false alarms. Arguments: parts of file names.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applied } from '../../src/core/function/repair';
import type { FunctionReport } from '../../src/core/function/report';
import { checkFunctions } from '../../src/python/check-function';

interface Entry {
  readonly file: string;
  readonly function: string;
  readonly wrong?: readonly string[];
  readonly diagnosis?: Readonly<Record<string, readonly string[]>>;
  readonly repair?: { readonly is: string; readonly due: string } | null;
}

/** A cause that needs no name: that there is one is right. */
const unnamed = 'unknown';

async function main(): Promise<void> {
  const entries = JSON.parse(readFileSync(path.join(__dirname, 'manifest.json'), 'utf8')) as Entry[];
  const parts = process.argv.slice(2);
  const chosen = entries.filter(
    ({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)),
  );
  const counts = new Map<string, [hits: number, all: number]>();
  const count = (what: string, hit: boolean): void => {
    const [hits, all] = counts.get(what) ?? [0, 0];
    counts.set(what, [hits + (hit ? 1 : 0), all + 1]);
  };
  const times = { right: [] as number[], wrong: [] as number[] };
  for (const entry of chosen) {
    const text = readFileSync(path.join(__dirname, entry.file), 'utf8');
    const start = performance.now();
    const report = await reportOf(entry, text);
    times[entry.wrong ? 'wrong' : 'right'].push(performance.now() - start);
    const found = report?.verdict ?? 'no report';
    const due = entry.wrong ? 'disagrees' : 'agrees';
    count('right verdicts', found === due);
    if (found !== due) console.log(`${entry.file}: ${found} where it ${due}. ${report?.sentence ?? ''}`);
    if (!entry.wrong) {
      count('false alarms on right functions', found === 'disagrees');
      if (report?.fix) console.log(`${entry.file}: a fix for what is right`);
      continue;
    }
    for (const [output, ids] of Object.entries(entry.diagnosis ?? {})) {
      const id = report?.diagnosis.find((each) => each.output === output)?.id ?? 'none';
      const isNamed = ids.includes(id);
      if (!ids.includes(unnamed)) count(`causes named, of ${output}`, isNamed);
      if (!isNamed) console.log(`${entry.file}: ${output} named ${id}, due ${ids.join(' or ')}`);
    }
    const fixed = report?.fix ? applied(text, report.fix.edits) : null;
    count('verified fixes', fixed !== null);
    const usual = entry.repair ? text.replace(entry.repair.is, entry.repair.due) : null;
    count('fixes that are the very text expected', fixed !== null && fixed === usual);
    if (fixed === null) console.log(`${entry.file}: no fix`);
  }
  for (const [what, [hits, all]] of counts)
    console.log(`${what}: ${hits} of ${all} (${((100 * hits) / all).toFixed(0)} %)`);
  for (const [kind, of] of Object.entries(times))
    console.log(`median time, ${kind} functions: ${(median(of) / 1000).toFixed(2)} s`);
}

async function reportOf(entry: Entry, text: string): Promise<FunctionReport | null> {
  const file = { path: path.join(__dirname, entry.file), text };
  const result = await checkFunctions(file, { python: 'python3', name: entry.function });
  if (!result.ok) console.log(`${entry.file}: ${result.error.message}`);
  return result.ok ? (result.value[0] ?? null) : null;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

void main();
