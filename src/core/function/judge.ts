import { check } from '../gradcheck/check';
import { outputNames, type OutputName } from '../problem/problem';
import type { Report, Verdict } from '../report/report';
import { placeOf, type UserError } from '../result';
import { shapeText, type Tensor } from '../tensor/tensor';
import { problemOfCase, type Meaning } from './case-problem';
import type { Case } from './data';
import { maskOf, meaningOfP, rateFault } from './dropout';
import { fullName, subjectOf, type Target } from './find';
import { named } from './program';
import type { Outcome, UserFault } from './protocol';
import type {
  FunctionCase,
  FunctionCheck,
  FunctionDiagnosis,
  FunctionOutput,
  FunctionReport,
  JudgedName,
} from './report';
import { returnedBy, type Returned } from './returned';
import { outputOf } from './roles';
import { judgeRunning } from './running';

/** What became of one case. */
export interface Judged {
  readonly data: Case;
  readonly returned: Returned | null;
  readonly report: Report | null;
  readonly misshapen: Partial<Record<OutputName, string>>;
  readonly error: UserError | null;
}

/** Judges what a function gave on some data. */
export function judgeCase(
  target: Target,
  data: Case,
  meaning: Meaning,
  outcome: Outcome,
  text: string,
): Judged {
  const failed = (error: UserError): Judged => ({ data, returned: null, report: null, misshapen: {}, error });
  if (outcome.fault !== null) return failed(faultError(target, outcome, outcome.fault, text));
  const returned = returnedBy(target, outcome);
  if (!returned.ok) return failed({ code: 'returned', message: returned.error, place: lineOf(target, text) });
  const { outputs, isSingle } = returned.value;
  const precision = isSingle || data.dtype === 'float32' ? 'float32' : 'float64';
  const pMeaning = meaningOfP(target);
  const keep = pMeaning === 'keep' ? data.p : 1 - data.p;
  const mask = meaning.layer === 'dropout' ? maskOf(outputs.y, data, keep) : null;
  const rate = mask && rateFault(mask, keep);
  if (rate !== null) return failed({ code: 'keep-rate', message: rate, place: lineOf(target, text) });
  const asked = meaning.layer === 'dropout' ? { ...meaning, options: { pMeaning } } : meaning;
  const { problem, misshapen } = problemOfCase(data, asked, outputs, precision, mask);
  const report = Object.keys(problem.yours).length > 0 ? check(problem) : null;
  return { data, returned: returned.value, report, misshapen, error: null };
}

/** The place of a target's definition. */
function lineOf(target: Target, text: string): UserError['place'] {
  return placeOfLine(text, subjectOf(target).line);
}

/** A line of a text as a place. */
export function placeOfLine(text: string, line: number): NonNullable<UserError['place']> {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const content = lines[line - 1] ?? '';
  const indent = content.length - content.trimStart().length;
  return placeOf(text, [start + indent, start + content.trimEnd().length]);
}

/** An exception of the user's code as one sentence with its line. */
function faultError(target: Target, { failed }: Outcome, fault: UserFault, text: string): UserError {
  const { kind, type, message, line, within } = fault;
  const facts = failed === named.forward ? target.forward : target.backward;
  const name =
    failed === named.layer ? (subjectOf(target).owner ?? target.name) : fullName(facts ?? subjectOf(target));
  const place = line === null ? lineOf(target, text) : placeOfLine(text, line);
  const where =
    line === null ? '' : ` in line ${line}${within === facts?.name || within === null ? '' : ` (${within})`}`;
  if (kind === 'exit') return { code: 'exit', message: `${name} calls sys.exit(${message})${where}.`, place };
  const what = message === '' ? type : `${type}: ${message}`;
  return {
    code: 'exception',
    message: `${name} raises ${what}${/[.!?]$/.test(what) ? '' : '.'}${where === '' ? '' : ` It is raised${where}.`}`,
    place,
  };
}

/** The cases that a verdict rests on; the others are looked at beside it. */
export const decisive: readonly Case['id'][] = ['main', 'small-variance', 'evaluation'];

/** Everything that is known of a run of a target. */
export interface Evidence {
  readonly target: Target;
  readonly meaning: Meaning;
  readonly text: string;
  readonly judged: readonly Judged[];
  readonly outcome: Outcome;
  readonly again: Outcome | null;
  readonly notes: readonly string[];
  readonly printed: string;
}

/** Puts the report of a function together. */
export function reportOf(evidence: Evidence): FunctionReport {
  const { target, meaning, text, judged, notes, printed } = evidence;
  const [main] = judged;
  if (main === undefined) throw new Error('a function is judged on at least one case');
  if (main.error !== null) return undecided(evidence, main.error);
  const outputs: Partial<Record<JudgedName, FunctionOutput>> = {};
  const diagnosis: FunctionDiagnosis[] = [];
  const sentences: (readonly [Verdict, string])[] = [];
  const more = [...notes];
  for (const each of judged.filter(({ data }) => decisive.includes(data.id))) {
    if (each.error !== null && each !== main) more.push(`On ${each.data.about}: ${each.error.message}`);
    collect(each, outputs, diagnosis);
    const { report, data } = each;
    if (report?.yours) {
      const { verdict, sentence } = report.yours;
      sentences.push([verdict, data.id === 'main' ? sentence : `On ${data.about}: ${sentence}`]);
    }
    for (const [output, message] of Object.entries(each.misshapen))
      if (data.id === 'main') sentences.push(['disagrees', `Your ${output} has the wrong shape: ${message}`]);
  }
  const running = runningOf(main, meaning, target);
  Object.assign(outputs, running.outputs);
  diagnosis.push(...running.diagnosis);
  for (const { message } of running.diagnosis) sentences.push(['disagrees', message]);
  const verdicts = Object.values(outputs).map(({ verdict }) => verdict);
  const verdict: Verdict = verdicts.includes('disagrees')
    ? 'disagrees'
    : verdicts.includes('cannot-decide')
      ? 'cannot-decide'
      : 'agrees';
  const sentence = sentences.find(([of]) => of === verdict)?.[1] ?? 'Nothing could be judged.';
  return {
    ...base(evidence),
    verdict,
    sentence,
    outputs,
    diagnosis: diagnosis.map((each) => ({ ...each, line: each.line ?? lineOfOutput(target, each.output) })),
    blindSpots: blindSpotsOf(main, target),
    reason: null,
    notes: [...more, ...running.notes, ...shapeNotes(main)],
    checks: checksOf(evidence),
    cases: casesOf(judged),
    printed,
    main: main.report,
    place: lineOf(target, text),
  };
}

function base({
  target,
  meaning,
}: Evidence): Pick<FunctionReport, 'version' | 'function' | 'forward' | 'layer' | 'fix'> {
  return {
    version: 1,
    function: target.name,
    forward: target.backward && target.forward ? fullName(target.forward) : null,
    layer: meaning.layer,
    fix: null,
  };
}

/** The report of a function that gave nothing to judge. */
export function undecided(
  evidence: Omit<Evidence, 'judged' | 'outcome' | 'again'> & Partial<Evidence>,
  error: UserError,
): FunctionReport {
  const { target, text, notes, printed } = evidence;
  return {
    ...base(evidence as Evidence),
    verdict: 'cannot-decide',
    sentence: error.message,
    outputs: {},
    diagnosis: [],
    blindSpots: [],
    reason: error,
    notes,
    checks: [],
    cases: [],
    printed,
    main: null,
    place: lineOf(target, text),
  };
}

/** Takes a case into the outputs: each keeps the case where it stands worst, and the first that names a cause. */
function collect(
  { report, misshapen, data }: Judged,
  outputs: Partial<Record<JudgedName, FunctionOutput>>,
  diagnosis: FunctionDiagnosis[],
): void {
  for (const output of outputNames) {
    const row = report?.comparisons.find(
      ({ output: of, left, right }) => of === output && left === 'yours' && right === 'reference',
    );
    const shape = misshapen[output];
    if (shape !== undefined) {
      outputs[output] ??= { verdict: 'disagrees', maxAbs: NaN, relError: NaN, worst: null, on: data.id };
      name(diagnosis, { output, id: 'shape', message: shape, line: null });
      continue;
    }
    if (row === undefined) continue;
    const { verdict, maxAbs, relError, worst } = row;
    const known = outputs[output];
    const found: FunctionOutput = {
      verdict,
      maxAbs,
      relError,
      worst: worst && { index: worst.index, yours: worst.value, exact: worst.expected },
      on: data.id,
    };
    // What can be decided on some data is decided.
    const better = known?.verdict === 'cannot-decide' && verdict !== 'cannot-decide';
    const worse = known === undefined || (verdict === 'disagrees' && known.verdict !== 'disagrees');
    if (better || worse) outputs[output] = found;
    const why = report?.diagnosis.find(({ source, output: of }) => source === 'yours' && of === output);
    if (why) {
      const about = data.id === 'evaluation' ? `In evaluation mode: ${why.message}` : why.message;
      name(diagnosis, { output, id: why.id, message: about, line: null });
    }
  }
}

/**
 * Adds a diagnosis; one that names a cause takes the place of one that does not, and what is wrong about eps is told
 * by data on which eps counts.
 */
function name(diagnosis: FunctionDiagnosis[], found: FunctionDiagnosis): void {
  const k = diagnosis.findIndex(({ output }) => output === found.output);
  if (k < 0) diagnosis.push(found);
  else if (found.id !== 'unknown' && /^(unknown|eps-dropped|other-eps)$/.test(diagnosis[k]?.id ?? ''))
    diagnosis[k] = found;
}

/** The line that assigns what is returned for an output. */
function lineOfOutput({ forward, backward }: Target, output: JudgedName): number | null {
  const facts = output === 'y' || output.startsWith('running') ? forward : backward;
  if (facts === null) return null;
  const k = facts.returns.findIndex((name) => outputOf(name) === output);
  const usual = { y: 0, dx: 0, dgamma: 1, dbeta: 2, running_mean: -1, running_var: -1 }[output];
  const returned = facts.returns[k >= 0 ? k : usual] ?? output;
  return facts.assigned[returned] ?? facts.assigned[output] ?? (usual < 0 ? facts.line : facts.returnLine);
}

function runningOf(main: Judged, meaning: Meaning, target: Target): ReturnType<typeof judgeRunning> {
  if (meaning.layer !== 'batchnorm' || main.returned === null || main.data.mode === 'eval')
    return { outputs: {}, diagnosis: [], notes: [] };
  const isCourse = target.forward?.params.some(({ name }) => name === 'bn_param') ?? false;
  return judgeRunning(main.data, meaning, main.returned.running, isCourse);
}

function blindSpotsOf({ report }: Judged, { forward, backward, name }: Target): FunctionReport['blindSpots'] {
  const spots = [...(report?.blindSpots ?? [])];
  if (forward === null)
    spots.push({
      id: 'no-forward',
      message: `The file has no forward pass that belongs to ${name}: y and the cache that it makes are not checked.`,
    });
  if (backward === null)
    spots.push({ id: 'no-backward', message: 'The file has no backward pass to this: only y is checked.' });
  return spots;
}

/** Gradients of a shape that is not gamma's, though it holds the same numbers. */
function shapeNotes({ returned, data, misshapen }: Judged): string[] {
  return outputNames.flatMap((output) => {
    const tensor = returned?.outputs[output];
    if (tensor === undefined || misshapen[output] !== undefined) return [];
    const due: Tensor = output === 'y' || output === 'dx' ? data.x : data.gamma;
    if (tensor.shape.join() === due.shape.join()) return [];
    return [
      `${output} comes with shape ${shapeText(tensor.shape)} where ${shapeText(due.shape)} is usual; the numbers are taken.`,
    ];
  });
}

function casesOf(judged: readonly Judged[]): FunctionCase[] {
  return judged.map(({ data: { id, about }, report, misshapen, error }) => {
    const verdict: Verdict =
      error !== null
        ? 'cannot-decide'
        : Object.keys(misshapen).length > 0
          ? 'disagrees'
          : (report?.yours?.verdict ?? 'cannot-decide');
    return { id, about, verdict };
  });
}

/** What was looked at beside the numbers. */
function checksOf({ judged, outcome, again, target, meaning }: Evidence): FunctionCheck[] {
  const checks: FunctionCheck[] = [];
  const [main] = judged;
  for (const { id, holds, message } of main?.report?.invariants ?? []) checks.push({ id, holds, message });
  const harmed = outcome.changed.filter(({ array }) => ['x', 'gamma', 'beta', 'dout'].includes(array));
  checks.push(
    harmed.length === 0
      ? { id: 'inputs-kept', holds: true, message: 'The inputs are left as they were.' }
      : {
          id: 'inputs-kept',
          holds: false,
          message: `${harmed.map(({ array, by }) => `${by === named.forward ? 'The forward pass' : 'The backward pass'} changes ${array} in place`).join('; ')}: work on a copy.`,
        },
  );
  if (again !== null && meaning.layer !== 'dropout' && main?.returned) {
    const second = returnedBy(target, again);
    const same =
      second.ok &&
      outputNames.every((output) => {
        const [a, b] = [main.returned?.outputs[output]?.data, second.value.outputs[output]?.data];
        return a === undefined || (b !== undefined && a.every((v, i) => Object.is(v, b[i])));
      });
    checks.push({
      id: 'deterministic',
      holds: same,
      message: same
        ? 'Run twice, it gives the same.'
        : 'Run twice on the same data, it gives different results: it depends on random numbers or on what it keeps between calls.',
    });
  }
  for (const { data, report, error, misshapen } of judged) {
    if (data.id !== 'integers' && data.id !== 'float32') continue;
    const holds =
      error === null && Object.keys(misshapen).length === 0 && report?.yours?.verdict !== 'disagrees';
    const mainAgrees = main?.report?.yours?.verdict === 'agrees' && Object.keys(main.misshapen).length === 0;
    // What is wrong anyway is not wrong because of the type.
    if (!mainAgrees) continue;
    checks.push({
      id: data.id,
      holds,
      message: holds
        ? `It works with ${data.about} as well.`
        : `With ${data.about} it does not work: ${error?.message ?? report?.yours?.sentence ?? 'a shape is wrong.'}`,
    });
  }
  return checks;
}
