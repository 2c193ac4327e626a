import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { checkFunctions as check } from '../python/check-function';
import type { WorkerHandle, WorkerMessage } from '../worker/messages';

export { interpreterFor } from './interpreter';

/** Checks functions of a Python file in the user's own Python; null where there is none. */
export const checkFunctions: typeof check | null = check;

/** How many workers may be kept busy at a time. */
export function workerCount(): number {
  return Math.min(4, availableParallelism());
}

/** Starts the worker that checks, as a thread of the extension host. */
export function spawnWorker(extensionUri: vscode.Uri): Promise<WorkerHandle> {
  const worker = new Worker(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  return Promise.resolve({
    post: (message) => worker.postMessage(message),
    listen: (receive) => worker.on('message', (message: WorkerMessage) => receive(message)),
    onCrash: (report) => worker.on('error', (error) => report(error.message)),
    terminate: () => void worker.terminate(),
  });
}
