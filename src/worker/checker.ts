import type { Differences } from '../core/gradcheck/differences';
import { split } from '../core/gradcheck/split';
import type { Problem } from '../core/problem/problem';
import type { Report } from '../core/report/report';
import { fail, ok, type Result } from '../core/result';
import type { CheckMessage, WorkerHandle, WorkerMessage } from './messages';
import { Pool } from './pool';

/** Why a check gave no report. */
export type CheckFailure =
  | { readonly kind: 'superseded' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly message: string };

interface Running {
  readonly id: number;
  readonly problem: Problem;
  readonly end: (result: Result<Report, CheckFailure>) => void;
  readonly progress: (share: number) => void;
  /** How far each worker is with its part, and the parts that are there; empty where nothing is divided. */
  readonly shares: number[];
  readonly parts: Differences[];
}

/** Share of the work that can be divided among workers, where that pays. */
const divisible = 0.7;

/**
 * Runs one check at a time, a large one in several workers: each takes the central differences of some statistics
 * groups, and the first puts the report together. A newer check supersedes an older one. A check in progress cannot
 * be asked to stop, so that its workers are ended and the next check starts others.
 */
export class Checker {
  private readonly pool: Pool;
  private running: Running | null = null;
  private lastId = 0;
  private timed: (speedup: number) => void = () => undefined;

  /** @param size the most workers that a check may keep busy */
  constructor(spawn: () => Promise<WorkerHandle>, size = 1) {
    this.pool = new Pool(spawn, size, {
      message: (worker, message) => this.receive(worker, message),
      crash: (message) => this.crash(message),
    });
  }

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
    const ranges = this.pool.size > 1 ? split(problem, this.pool.size) : [];
    const divided = ranges.length > 1;
    const ended = new Promise<Result<Report, CheckFailure>>((end) => {
      this.running = { id, problem, end, progress, shares: divided ? ranges.map(() => 0) : [], parts: [] };
    });
    if (divided) ranges.forEach((range, worker) => this.post(worker, { kind: 'part', id, problem, range }));
    else this.post(0, { kind: 'check', id, problem, parts: null });
    return ended;
  }

  /** Starts the first worker before there is anything to check, while the caller still reads. */
  prepare(): void {
    // The check that follows tells its caller if it cannot be started.
    this.pool.worker(0).catch(() => undefined);
  }

  cancel(): void {
    this.stop({ kind: 'cancelled' });
  }

  dispose(): void {
    this.stop({ kind: 'cancelled' });
    this.pool.end();
  }

  private post(worker: number, message: CheckMessage): void {
    this.pool
      .worker(worker)
      .then((handle) => {
        if (this.running?.id === message.id) handle.post(message);
      })
      .catch((error: unknown) => {
        if (this.running?.id === message.id)
          this.crash(error instanceof Error ? error.message : String(error));
      });
  }

  private receive(worker: number, message: WorkerMessage): void {
    const { running } = this;
    if (message.kind === 'timed' && message.id === this.lastId) this.timed(message.speedup);
    if (running?.id !== message.id) return;
    if (message.kind === 'progress') this.advance(running, worker, message.share);
    else if (message.kind === 'part') this.collect(running, worker, message.part);
    else if (message.kind === 'done') this.finish(ok(message.report));
    else if (message.kind === 'failed') this.finish(fail({ kind: 'crashed', message: message.message }));
  }

  private advance({ shares, parts, progress }: Running, worker: number, share: number): void {
    if (shares.length === 0) return progress(share);
    if (parts.length === shares.length) return progress(divisible + (1 - divisible) * share);
    shares[worker] = share;
    progress((divisible * shares.reduce((total, one) => total + one, 0)) / shares.length);
  }

  private collect(running: Running, worker: number, part: Differences): void {
    const { id, problem, parts, shares } = running;
    parts.push(part);
    this.advance(running, worker, parts.length === shares.length ? 0 : 1);
    if (parts.length === shares.length) this.post(0, { kind: 'check', id, problem, parts });
  }

  private stop(failure: CheckFailure): void {
    if (this.running === null) return;
    this.pool.end();
    this.finish(fail(failure));
  }

  private crash(message: string): void {
    this.pool.end();
    this.finish(fail({ kind: 'crashed', message }));
  }

  private finish(result: Result<Report, CheckFailure>): void {
    const { running } = this;
    this.running = null;
    running?.end(result);
  }
}
