import { conventions } from '../layer/running';
import type { OutputName } from '../problem/problem';
import { rightValues, type Meaning } from './case-problem';
import type { Case } from './data';
import { meaningOfP } from './dropout';
import { fullName, type Target } from './find';
import { named, reached } from './program';
import type { FileFacts, Outcome, RepairTarget } from './protocol';
import type { Fix, FunctionReport } from './report';
import { placesOf, type OutputPlace } from './returned';

/** What is due of a function on some data, for the search of an edit that gives it. */
export function repairTargets(
  target: Target,
  data: Case,
  meaning: Meaning,
  outcome: Outcome,
): RepairTarget[] {
  const places = outcome.fault === null ? placesOf(target, outcome) : usualPlaces(target, data);
  if (meaning.layer === 'dropout') return dropoutTargets(places, data, meaningOfP(target));
  const right = rightValues(data, meaning);
  const targets: RepairTarget[] = [];
  const add = (
    output: string,
    place: OutputPlace,
    due: Float64Array | null,
    shape: readonly number[] | null,
  ) => {
    if (due) targets.push({ output, ...place, due: Array.from(due), shape, dropout: null });
  };
  for (const [output, place] of places) {
    const ofData = output === 'y' || output === 'dx';
    add(output, place, right.get(output), ofData ? data.x.shape : null);
  }
  const { cs231n } = conventions(data.momentum, 0);
  const isTraining = meaning.layer === 'batchnorm' && data.mode === 'train';
  const running = isTraining && cs231n ? right.running(cs231n) : null;
  const after = outcome.results[named.paramAfter];
  for (const part of ['mean', 'var'] as const) {
    const name = `running_${part}`;
    const value = after?.kind === 'entries' ? after.entries[name] : undefined;
    const before = data.running[part].data;
    // Left as they were: this function keeps none.
    if (value?.kind !== 'array' || before.every((old, k) => old === value.data[k])) continue;
    if (running) add(name, { from: named.paramAfter, path: [name] }, running[part], null);
  }
  return targets;
}

/** Where outputs will be once a function that raises an exception returns. */
function usualPlaces({ forward, backward }: Target, { mode }: Case): ReturnType<typeof placesOf> {
  const places: (readonly [OutputName, OutputPlace])[] = [];
  if (forward !== null)
    places.push(['y', { from: named.forward, path: forward.returns.length > 1 ? [0] : [] }]);
  if (backward !== null && mode === 'train' && backward.returns.length > 1)
    for (const [k, output] of (['dx', 'dgamma', 'dbeta'] as const).entries())
      places.push([output, { from: named.backward, path: [k] }]);
  return places;
}

/** Dropout may keep what it likes: its outputs are held to each other. */
function dropoutTargets(
  places: ReturnType<typeof placesOf>,
  data: Case,
  pMeaning: 'keep' | 'drop',
): RepairTarget[] {
  const y = places.find(([output]) => output === 'y')?.[1];
  if (y === undefined) return [];
  const share = pMeaning === 'keep' ? data.p : 1 - data.p;
  const keep = data.mode === 'train' ? share : 1;
  return places
    .filter(([output]) => output === 'y' || output === 'dx')
    .map(([output, place]) => ({
      output,
      ...place,
      due: [],
      shape: null,
      dropout: { keep, kept: y, base: output === 'y' ? 'x' : 'dout' },
    }));
}

/** The functions that an edit may be needed in, the likeliest first. */
export function suspectFunctions(facts: FileFacts, target: Target, report: FunctionReport): string[] {
  const { forward, backward, init } = target;
  const isWrong = (output: string): boolean =>
    Object.entries(report.outputs).some(([name, each]) => name === output && each.verdict === 'disagrees');
  const first = backward === null || ['y', 'running_mean', 'running_var'].some(isWrong) ? forward : backward;
  const others = reached(facts, target).filter((each) => ![forward, backward, init].includes(each));
  const last = first === forward ? backward : forward;
  return [first, ...others, last].filter((each) => each !== null).map(fullName);
}

/** A text with edits made, none of which overlap. */
export function applied(text: string, edits: Fix['edits']): string {
  return edits.reduceRight(
    (all, { range: [start, end], newText }) => all.slice(0, start) + newText + all.slice(end),
    text,
  );
}

/** A report with an edit, whose line is to blame for what it mends. */
export function withFix(report: FunctionReport, fix: Fix, text: string): FunctionReport {
  const start = fix.edits[0]?.range[0] ?? 0;
  const line = text.slice(0, start).split(/\r\n|\r|\n/).length;
  return { ...report, fix, diagnosis: report.diagnosis.map((each) => ({ ...each, line })) };
}
