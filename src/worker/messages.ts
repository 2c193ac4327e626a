import type { Differences } from '../core/gradcheck/differences';
import type { GroupRange } from '../core/gradcheck/groups';
import type { Problem } from '../core/problem/problem';
import type { Report } from '../core/report/report';

/** To a worker: a problem to check, or the part of its central differences that one of several workers takes. */
export type CheckMessage =
  | {
      readonly kind: 'check';
      readonly id: number;
      readonly problem: Problem;
      /** The central differences, where they have been taken already. */
      readonly parts: readonly Differences[] | null;
    }
  | { readonly kind: 'part'; readonly id: number; readonly problem: Problem; readonly range: GroupRange };

/** From a worker: how far it is, how it ended, and after a check how fast the routes are. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | { readonly kind: 'part'; readonly id: number; readonly part: Differences }
  | { readonly kind: 'done'; readonly id: number; readonly report: Report }
  | { readonly kind: 'timed'; readonly id: number; readonly speedup: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** The worker's own end of the channel. */
export interface Port {
  /** @param transfer buffers that are handed over instead of copied */
  post(message: WorkerMessage, transfer?: ArrayBuffer[]): void;
  listen(receive: (message: CheckMessage) => void): void;
}

/** A running worker, as the one who started it sees it. */
export interface WorkerHandle {
  post(message: CheckMessage): void;
  listen(receive: (message: WorkerMessage) => void): void;
  /** Called if the worker dies of something other than terminate. */
  onCrash(report: (message: string) => void): void;
  terminate(): void;
}
