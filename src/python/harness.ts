import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import type { Answer, Request } from '../core/function/protocol';
import { toJson } from '../core/report/json';
import { fail, ok, type Result, type UserError } from '../core/result';

/** What the user's code may use. */
export interface Limits {
  /** Seconds that one request may take. */
  readonly seconds: number;
  /** Bytes of memory, where the system can hold a process to that. */
  readonly memory: number;
  /** How many characters of what is printed are kept. */
  readonly printed: number;
}

export const usualLimits: Limits = { seconds: 10, memory: 4 * 2 ** 30, printed: 20_000 };

/** What each end by a signal means, in words. */
const signals: Readonly<Record<string, string>> = {
  SIGSEGV: 'it crashed with a segmentation fault',
  SIGBUS: 'it crashed with a bus error',
  SIGABRT: 'it aborted',
  SIGFPE: 'it crashed in an arithmetic operation',
  SIGILL: 'it crashed on an illegal instruction',
  SIGKILL: 'it was killed, as happens when memory runs out',
  SIGXCPU: 'it took too much processor time',
};

/**
 * The user's Python with the harness in it: a process of its own, with limits, that is ended with all that it
 * started. Its answers come on a channel that the user's prints do not reach.
 */
export class Harness {
  private readonly child: ChildProcessWithoutNullStreams;
  private text = '';
  private failure: UserError | null = null;
  private waiting: ((result: Result<Answer>) => void) | null = null;

  /** @param cwd the folder of the user's file */
  constructor(
    private readonly python: string,
    cwd: string,
    private readonly limits: Limits = usualLimits,
  ) {
    const { seconds, memory, printed } = limits;
    const script = path.join(__dirname, 'harness.py');
    const args = ['-u', '-X', 'utf8', script, String(memory), String(Math.ceil(2 * seconds) + 5)];
    // A group of its own, so that everything it starts can be ended with it.
    this.child = spawn(python, args, { cwd, env: environment(), detached: !isWindows, windowsHide: true });
    this.child.on('error', (error: NodeJS.ErrnoException) => this.end(cannotStart(python, error)));
    this.child.on('close', (code, signal) => this.end(this.ended(code, signal)));
    this.child.stdin.on('error', () => undefined);
    this.child.stderr.setEncoding('utf8').on('data', (part: string) => {
      this.text = (this.text + part).slice(0, printed);
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => this.receive(line));
  }

  /** What was printed, its beginning where it is long. */
  get printed(): string {
    return this.text;
  }

  /** Sends a request; one at a time. */
  async ask(request: Request): Promise<Result<Answer>> {
    if (this.failure !== null) return fail(this.failure);
    const { seconds } = this.limits;
    const answer = new Promise<Result<Answer>>((resolve) => (this.waiting = resolve));
    const timer = setTimeout(() => this.end(tooSlow(seconds)), 1000 * seconds);
    this.child.stdin.write(toJson(request) + '\n');
    const result = await answer;
    clearTimeout(timer);
    return result;
  }

  /** Ends the process and all that it started. */
  dispose(): void {
    this.end({ code: 'ended', message: 'The check was ended.', place: null });
  }

  private receive(line: string): void {
    try {
      this.settle(ok(JSON.parse(line) as Answer));
    } catch {
      this.end(problem('harness', `${this.python} answered something that is no answer.`));
    }
  }

  private settle(result: Result<Answer>): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.(result);
  }

  private end(failure: UserError): void {
    if (this.failure !== null) return;
    this.failure = failure;
    killGroup(this.child);
    this.settle(fail(failure));
  }

  private ended(code: number | null, signal: string | null): UserError {
    const how =
      signal !== null
        ? (signals[signal] ?? `it was ended by ${signal}`)
        : `it ended Python itself, with exit code ${code}`;
    return problem('crash', `The function gave no answer: ${how}.`);
  }
}

const isWindows = process.platform === 'win32';

function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it runs any more.
  }
}

/** The user's environment, with one thread for NumPy, no windows by matplotlib and no compiled files left behind. */
function environment(): NodeJS.ProcessEnv {
  const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  return { ...process.env, ...one, MPLBACKEND: 'Agg', PYTHONDONTWRITEBYTECODE: '1' };
}

function problem(code: string, message: string): UserError {
  return { code, message, place: null };
}

function tooSlow(seconds: number): UserError {
  const unit = seconds === 1 ? 'second' : 'seconds';
  return problem(
    'time-limit',
    `The function was stopped after ${seconds} ${unit}: it may be in a loop without end.`,
  );
}

function cannotStart(python: string, { code }: NodeJS.ErrnoException): UserError {
  return code === 'ENOENT'
    ? problem('no-python', `There is no Python called ${python}: install Python 3, or say where it is.`)
    : problem('no-python', `Python cannot be started as ${python} (${code ?? 'unknown error'}).`);
}
