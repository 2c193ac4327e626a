import type { Problem } from '../core/problem/problem';
import type { Report } from '../core/report/report';
import { fail, ok, type Result } from '../core/result';
import type { WorkerHandle } from './messages';

/** Why a check gave no report. */
export type CheckFailure =
  | { readonly kind: 'superseded' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly message: string };

interface Running {
  readonly id: number;
  readonly end: (result: Result<Report, CheckFailure>) => void;
  readonly progress: (share: number) => void;
}

/**
 * Runs one check at a time in a worker. A newer check supersedes an older one. A check in progress cannot be asked
 * to stop, so that its worker is ended and the next check starts another.
 */
export class Checker {
  private worker: Promise<WorkerHandle> | null = null;
  private running: Running | null = null;
  private lastId = 0;
  private timed: (speedup: number) => void = () => undefined;

  constructor(private readonly spawn: () => Promise<WorkerHandle>) {}

  /**
   * @param progress is told the share that is done
   * @param timed is told, some time after the report, how many times as fast as the graph the closed form is
   */
  check(
    problem: Problem,
    progress: (share: number) => void,
    timed: (speedup: number) => void = () => undefined,
  ): Promise<Result<Report, CheckFailure>> {
    this.stop({ kind: 'superseded' });
    this.timed = timed;
    const id = ++this.lastId;
    const worker = (this.worker ??= this.start());
    worker
      .then((handle) => {
        if (this.running?.id === id) handle.post({ id, problem });
      })
      .catch((error: unknown) => {
        this.crash(worker, error instanceof Error ? error.message : String(error));
      });
    return new Promise((end) => {
      this.running = { id, end, progress };
    });
  }

  /** Starts the worker before there is anything to check, while the caller still reads. */
  prepare(): void {
    this.worker ??= this.start();
    // The check that follows tells its caller if it cannot be started.
    this.worker.catch(() => undefined);
  }

  cancel(): void {
    this.stop({ kind: 'cancelled' });
  }

  dispose(): void {
    this.stop({ kind: 'cancelled' });
    this.endWorker();
  }

  private start(): Promise<WorkerHandle> {
    const started = this.spawn().then((worker) => {
      worker.onCrash((message) => this.crash(started, message));
      worker.listen((message) => {
        const { running } = this;
        if (message.kind === 'timed' && message.id === this.lastId) this.timed(message.speedup);
        if (running?.id !== message.id) return;
        if (message.kind === 'progress') running.progress(message.share);
        else if (message.kind === 'done') this.finish(ok(message.report));
        else if (message.kind === 'failed') this.finish(fail({ kind: 'crashed', message: message.message }));
      });
      return worker;
    });
    return started;
  }

  private stop(failure: CheckFailure): void {
    if (this.running === null) return;
    this.endWorker();
    this.finish(fail(failure));
  }

  /** What becomes of a worker that was given up already is nobody's concern. */
  private crash(worker: Promise<WorkerHandle>, message: string): void {
    if (this.worker !== worker) return;
    this.endWorker();
    this.finish(fail({ kind: 'crashed', message }));
  }

  private finish(result: Result<Report, CheckFailure>): void {
    const { running } = this;
    this.running = null;
    running?.end(result);
  }

  private endWorker(): void {
    const { worker } = this;
    this.worker = null;
    worker?.then(
      (handle) => handle.terminate(),
      // A worker that never started has nothing to end; check() has told its caller.
      () => undefined,
    );
  }
}
