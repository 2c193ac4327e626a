import type { WorkerHandle, WorkerMessage } from './messages';

/** What becomes of a pool's workers. */
export interface PoolEvents {
  /** @param worker the number of the worker that speaks */
  readonly message: (worker: number, message: WorkerMessage) => void;
  readonly crash: (message: string) => void;
}

/** A few workers by number, each started when it is first needed. */
export class Pool {
  private workers: Promise<WorkerHandle>[] = [];

  constructor(
    private readonly spawn: () => Promise<WorkerHandle>,
    readonly size: number,
    private readonly events: PoolEvents,
  ) {}

  /** A worker, started if it does not run yet. */
  worker(number: number): Promise<WorkerHandle> {
    return (this.workers[number] ??= this.start(number));
  }

  /** Ends every worker, whatever it is doing; what is needed later is started anew. */
  end(): void {
    const { workers } = this;
    this.workers = [];
    for (const worker of workers) {
      worker.then(
        (handle) => handle.terminate(),
        // A worker that never started has nothing to end; whoever asked for it was told.
        () => undefined,
      );
    }
  }

  private start(number: number): Promise<WorkerHandle> {
    const started = this.spawn().then((handle) => {
      // What becomes of a worker that was given up already is nobody's concern.
      const current = (): boolean => this.workers[number] === started;
      handle.onCrash((message) => {
        if (current()) this.events.crash(message);
      });
      handle.listen((message) => {
        if (current()) this.events.message(number, message);
      });
      return handle;
    });
    started.catch((error: unknown) => {
      if (this.workers[number] === started)
        this.events.crash(error instanceof Error ? error.message : String(error));
    });
    return started;
  }
}
