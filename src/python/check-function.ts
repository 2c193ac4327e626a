import path from 'node:path';
import { rightValues, type Meaning } from '../core/function/case-problem';
import { casesFor, type Case } from '../core/function/data';
import { targetNamed, targetsIn, type Target } from '../core/function/find';
import { decisive, judgeCase, reportOf, undecided, type Judged } from '../core/function/judge';
import { cachesFor, programFor, reached, takes, unknownNames, type Variant } from '../core/function/program';
import type {
  Answer,
  FileFacts,
  Outcome,
  Program,
  RepairRequest,
  RepairTarget,
} from '../core/function/protocol';
import { quantityTensors } from '../core/function/quantities';
import { applied, repairTargets, suspectFunctions, withFix } from '../core/function/repair';
import type { Fix, FunctionReport } from '../core/function/report';
import { returnedBy } from '../core/function/returned';
import type { LayerId } from '../core/layer/form';
import { fail, ok, placeOf, type Result, type UserError } from '../core/result';
import { Harness, usualLimits, type Limits } from './harness';

/** A file with functions to check. */
export interface UserFile {
  readonly path: string;
  /** Its text, which need not be saved. */
  readonly text: string;
}

/** Which Python, which function, and what they may use. */
export interface FunctionOptions {
  readonly python: string;
  /** All functions that can be checked where it is null. */
  readonly name: string | null;
  readonly limits?: Limits;
}

/** Checks functions of a file in the user's own Python. Error: what keeps the file from being checked at all. */
export async function checkFunctions(
  file: UserFile,
  { python, name, limits = usualLimits }: FunctionOptions,
): Promise<Result<readonly FunctionReport[]>> {
  const session = new Session(file, python, limits);
  try {
    const facts = await session.describe();
    if (!facts.ok) return facts;
    const targets = name === null ? targetsIn(facts.value) : [targetNamed(facts.value, name)];
    const found = targets.filter((target) => target !== null);
    if (found.length === 0) return fail(nothingFound(name, facts.value));
    const reports: FunctionReport[] = [];
    for (const target of found) {
      const report = await new Check(session, facts.value, target).report();
      if (!report.ok) return report;
      reports.push(report.value);
    }
    return ok(reports);
  } finally {
    session.dispose();
  }
}

function nothingFound(name: string | null, { functions }: FileFacts): UserError {
  const names = functions.map((each) => (each.owner === null ? each.name : `${each.owner}.${each.name}`));
  const known =
    names.length === 0 ? 'It defines no function.' : `It defines ${names.slice(0, 12).join(', ')}.`;
  const message =
    name === null
      ? `There is no forward or backward pass of a normalisation layer or of dropout in the file. ${known}`
      : `There is no function ${name} in the file. ${known}`;
  return { code: 'no-function', message, place: null };
}

/** A harness that has the file, and another one where the first was ended. */
class Session {
  private harness: Harness | null = null;
  /** What was printed by a process that has been ended. */
  private before = '';

  constructor(
    readonly file: UserFile,
    private readonly python: string,
    private readonly limits: Limits,
  ) {}

  /** The same Python with another text of the file. */
  with(text: string): Session {
    const session = new Session({ ...this.file, text }, this.python, this.limits);
    session.harness = this.harness;
    return session;
  }

  async describe(): Promise<Result<FileFacts>> {
    this.harness ??= new Harness(this.python, path.dirname(path.resolve(this.file.path)), this.limits);
    const { text } = this.file;
    const answer = await this.harness.ask({ op: 'describe', path: path.resolve(this.file.path), text });
    if (!answer.ok) return answer;
    return answer.value.op === 'describe' ? ok(answer.value) : fail(this.refused(answer.value));
  }

  /** Runs programs; what was printed meanwhile is in `printed`. */
  async run(programs: readonly Program[]): Promise<Result<Extract<Answer, { op: 'run' }>>> {
    if (this.harness === null) {
      const described = await this.describe();
      if (!described.ok) return described;
    }
    const answer = await this.harness!.ask({ op: 'run', programs });
    if (!answer.ok) {
      this.dispose();
      return answer;
    }
    return answer.value.op === 'run' ? ok(answer.value) : fail(this.refused(answer.value));
  }

  /** Edits that make the file's functions right; none where none is found, or the search was ended. */
  async repair(request: RepairRequest): Promise<Fix['edits']> {
    if (this.harness === null) return [];
    const answer = await this.harness.ask(request);
    if (!answer.ok) this.dispose();
    return answer.ok && answer.value.op === 'repair' ? answer.value.edits : [];
  }

  get printed(): string {
    return this.harness?.printed ?? this.before;
  }

  dispose(): void {
    this.before = this.printed;
    this.harness?.dispose();
    this.harness = null;
  }

  private refused(answer: Answer): UserError {
    if (answer.op !== 'error')
      return { code: 'harness', message: 'Python gave an unexpected answer.', place: null };
    const { code, line, column } = answer;
    const { text } = this.file;
    const start = line === null ? 0 : lineStart(text, line) + Math.max(0, (column ?? 1) - 1);
    const place = line === null ? null : placeOf(text, [start, Math.min(start + 1, text.length)]);
    const message =
      code === 'no-numpy'
        ? `${this.python} has no NumPy: install it with "${this.python} -m pip install numpy".`
        : answer.message;
    return { code, message, place };
  }
}

function lineStart(text: string, line: number): number {
  return text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, 0);
}

/** Errors that are about the function and not about Python or the file. */
const ofFunction: readonly string[] = ['time-limit', 'crash'];

/** How long an edit that makes a function right is looked for. */
const searchSeconds = 3;

/** Of the data that an edit is tried out on at last. */
const freshSeed = 1009;

/** The check of one function. */
class Check {
  constructor(
    private readonly session: Session,
    private readonly facts: FileFacts,
    private readonly target: Target,
    /** Of the random data; an edit is tried out on fresh data. */
    private readonly seed?: number,
  ) {}

  async report(): Promise<Result<FunctionReport>> {
    const { target, session } = this;
    const { text } = session.file;
    const [first] = target.layers;
    if (first === undefined) throw new Error('a target has a layer');
    const variants = this.variants();
    const plain: Meaning = { layer: first, eps: 1e-5 };
    const stopped = (error: UserError): Result<FunctionReport> =>
      ok(undecided({ target, meaning: plain, text, notes: [], printed: session.printed }, error));
    const tried = variants.flatMap(({ variant, data }) => {
      const program = this.program(variant, data);
      return program.ok ? [{ variant, data, program: program.value }] : [];
    });
    if (tried.length === 0) {
      const [one] = variants;
      const program = one && this.program(one.variant, one.data);
      const message = program && !program.ok ? program.error : `${target.name} cannot be called.`;
      return stopped({ code: 'arguments', message, place: null });
    }
    const trial = await session.run(tried.map(({ program }) => program));
    if (!trial.ok) return ofFunction.includes(trial.error.code) ? stopped(trial.error) : trial;
    const judged = tried.map(({ variant, data }, k) => {
      const outcome = trial.value.outcomes[k]!;
      const meaning = { layer: variant.layer, eps: 1e-5 };
      return { variant, judged: judgeCase(target, data, meaning, outcome, text) };
    });
    const best = judged.reduce((a, b) => (score(b.judged) > score(a.judged) ? b : a));
    const { variant } = best;
    const cases = this.casesOf(variant.layer);
    const programs = cases.map((data) => this.program(variant, data));
    const [mainProgram] = programs;
    if (!mainProgram?.ok) throw new Error('a program that was tried is there');
    const all = [
      ...programs.map((program) => (program.ok ? program.value : mainProgram.value)),
      { ...mainProgram.value, seed: 99 },
    ];
    const run = await session.run(all);
    if (!run.ok) return ofFunction.includes(run.error.code) ? stopped(run.error) : run;
    const { outcomes, skipped, missing } = run.value;
    const hasOwn = target.forward !== null && !this.takesEps();
    const eps = hasOwn ? this.ownEps(variant.layer, cases, outcomes) : null;
    const results = cases.map((data, k) =>
      judgeCase(target, data, { layer: variant.layer, eps: eps ?? data.eps }, outcomes[k]!, text),
    );
    const face = judged.find((each) => each.variant.layer === variant.layer) ?? best;
    const found = reportOf({
      target,
      meaning: { layer: variant.layer, eps: eps ?? cases[0].eps },
      text,
      judged: results,
      outcome: outcomes[0]!,
      again: outcomes[cases.length] ?? null,
      notes: this.notes(variant, eps, skipped, missing),
      printed: session.printed,
    });
    const report =
      found.verdict === 'agrees' && disagrees(face.judged) ? dependent(found, face.variant, variant) : found;
    const isWrong =
      report.verdict === 'disagrees' || ['exception', 'keep-rate'].includes(report.reason?.code ?? '');
    if (!isWrong || this.seed !== undefined) return ok(report);
    const parts = programs.flatMap((program, k) => {
      const [data, outcome] = [cases[k]!, outcomes[k]!];
      if (!program.ok || !decisive.includes(data.id)) return [];
      const meaning = { layer: variant.layer, eps: eps ?? data.eps };
      return [{ program: program.value, targets: repairTargets(target, data, meaning, outcome) }];
    });
    const fix = await this.fixOf(report, parts);
    return ok(fix === null ? report : withFix(report, fix, text));
  }

  /** The smallest edit that makes every check pass, on fresh data as well. */
  private async fixOf(
    report: FunctionReport,
    parts: readonly { program: Program; targets: readonly RepairTarget[] }[],
  ): Promise<Fix | null> {
    const { session, facts, target } = this;
    const edits = await session.repair({
      op: 'repair',
      programs: parts.map(({ program }) => program),
      targets: parts.map(({ targets }) => targets),
      functions: suspectFunctions(facts, target, report),
      wrong: report.diagnosis.map(({ output }) => output),
      diagnosis: report.diagnosis.map(({ id }) => id),
      seconds: searchSeconds,
    });
    if (edits.length === 0) return null;
    const isRight = await this.agreesWith(applied(session.file.text, edits));
    // The process has the edited file now.
    if (!(await session.describe()).ok) session.dispose();
    return isRight ? { edits, verified: true } : null;
  }

  private async agreesWith(text: string): Promise<boolean> {
    const edited = this.session.with(text);
    const facts = await edited.describe();
    const target = facts.ok ? targetNamed(facts.value, this.target.name) : null;
    if (!facts.ok || target === null) return false;
    const report = await new Check(edited, facts.value, target, freshSeed).report();
    return report.ok && report.value.verdict === 'agrees';
  }

  /** The data for a layer; evaluation mode where the forward pass knows of modes. */
  private casesOf(layer: LayerId): readonly [Case, ...Case[]] {
    const { facts, target } = this;
    const [main, ...others] = casesFor(layer, target.layout, this.writtenEps(), this.seed);
    const hasModes =
      target.forward !== null && (takes('mode', facts, target) || takes('training', facts, target));
    return [main, ...others.filter(({ id }) => id !== 'evaluation' || hasModes)];
  }

  /** The ways to call the function, the likeliest first. */
  private variants(): { readonly variant: Variant; readonly data: Case }[] {
    return this.target.layers.flatMap((layer) => {
      const [data] = this.casesOf(layer);
      const axes = layer === 'groupnorm' ? [true, false] : [false];
      return cachesFor(this.target, layer).flatMap((cache) =>
        axes.map((keepsAxes) => ({ variant: { layer, keepsAxes, cache }, data })),
      );
    });
  }

  private program(variant: Variant, data: Case): Result<Program, string> {
    const { facts, target } = this;
    const quantities =
      Object.keys(variant.cache).length === 0
        ? {}
        : knownQuantities(data, { layer: variant.layer, eps: data.eps });
    return programFor({ facts, target, variant, data, quantities });
  }

  private takesEps(): boolean {
    return takes('eps', this.facts, this.target);
  }

  /** The eps that stands in a backward pass for whose cache, made by us, the same eps is due; null where it takes one. */
  private writtenEps(): number | null {
    if (this.target.forward !== null || this.takesEps()) return null;
    const [first] = this.writtenNumbers();
    return first ?? null;
  }

  private writtenNumbers(): number[] {
    const { facts, target } = this;
    return [...reached(facts, target).flatMap(({ numbers }) => numbers), ...facts.numbers];
  }

  /** The eps that a function has in itself: of the numbers in its text, the one that its results fit. */
  private ownEps(layer: LayerId, cases: readonly Case[], outcomes: readonly Outcome[]): number {
    const usual = [1e-5, 1e-8, 1e-3, 1e-6, 1e-7, 1e-4, 1e-10, 1e-12];
    const k = cases.findIndex(({ id }) => id === 'small-variance');
    const [data, outcome] = [cases[k], outcomes[k]];
    if (data === undefined || outcome === undefined || outcome.fault !== null) return 1e-5;
    const returned = returnedBy(this.target, outcome);
    if (!returned.ok) return 1e-5;
    const written = this.writtenNumbers();
    const output = returned.value.outputs.y ? 'y' : 'dx';
    const value = returned.value.outputs[output]?.data;
    const misfits = [...new Set([...written, ...usual])].map((eps) => {
      const right = rightValues(data, { layer, eps }).get(output);
      const off = value?.reduce((most, v, i) => Math.max(most, Math.abs(v - right![i]!)), 0) ?? Infinity;
      return { eps, off };
    });
    const best = misfits.reduce((a, b) => (b.off < a.off ? b : a));
    return best.off < 1e-9 ? best.eps : (written[0] ?? 1e-5);
  }

  private notes(
    variant: Variant,
    eps: number | null,
    skipped: Extract<Answer, { op: 'run' }>['skipped'],
    missing: readonly string[],
  ): string[] {
    const notes: string[] = [];
    if (eps !== null && variant.layer !== 'dropout')
      notes.push(`It takes no eps; its own, ${eps}, is reckoned with.`);
    const names = Object.entries(variant.cache);
    if (names.length > 0)
      notes.push(
        `Its cache was made by us: ${names.map(([name, what]) => `${name} as ${what}`).join(', ')}.`,
      );
    const unknown = unknownNames(this.target, variant.layer);
    if (unknown.length > 0)
      notes.push(`What ${unknown.join(', ')} in its cache should be could not be told.`);
    if (missing.length > 0)
      notes.push(`Modules that are not installed were passed over: ${missing.join(', ')}.`);
    for (const { line, type, message } of skipped)
      notes.push(`Line ${line} at the top of the file raised ${type}: ${message}; it was passed over.`);
    return notes;
  }
}

function knownQuantities(data: Case, meaning: Meaning): ReturnType<typeof quantityTensors> {
  const right = rightValues(data, meaning);
  const { layer } = meaning;
  const rows = layer === 'layernorm' || layer === 'rmsnorm';
  const std = right.get('std') ?? right.get('rms');
  const shape = rows ? [...data.x.shape.slice(0, -1), 1] : [std?.length ?? 1];
  return quantityTensors(
    data,
    {
      mu: right.get('mu'),
      var: right.get('var') ?? right.get('ms'),
      std,
      xmu: right.get('xmu'),
      xhat: right.get('xhat'),
      y: right.get('y'),
    },
    shape,
    meaning.eps,
  );
}

function disagrees({ report }: Judged): boolean {
  return report?.yours?.verdict === 'disagrees';
}

/** A report of what is right only if its cache, which no forward pass makes, holds other things than its names say. */
function dependent(report: FunctionReport, said: Variant, fitting: Variant): FunctionReport {
  const others = Object.entries(fitting.cache).filter(([name, what]) => said.cache[name] !== what);
  if (others.length === 0) return report;
  const list = others.map(([name, what]) => `${name} holds ${what}, not ${said.cache[name]}`).join(' and ');
  const message =
    `${report.function} is right if in its cache ${list}; else it is wrong. ` +
    'Put the forward pass that makes the cache into the file to decide.';
  return {
    ...report,
    verdict: 'cannot-decide',
    sentence: message,
    reason: { code: 'cache', message, place: report.place },
  };
}

/** How well a way of calling fits: outputs that agree count most, then causes that are named. */
function score({ report, error, misshapen }: Judged): number {
  if (error !== null || report === null) return -1;
  const rows = report.comparisons.filter(({ left, right }) => left === 'yours' && right === 'reference');
  const agreeing = rows.filter(({ verdict }) => verdict === 'agrees').length;
  const named = report.diagnosis.filter(({ source, id }) => source === 'yours' && id !== 'unknown').length;
  return 10 * agreeing + named - Object.keys(misshapen).length;
}
