import * as vscode from 'vscode';
import type { checkFunctions as check } from '../python/check-function';
import type { WorkerHandle, WorkerMessage } from '../worker/messages';

/** On the web there is no Python. */
export const checkFunctions: typeof check | null = null;

export function interpreterFor(): Promise<string> {
  return Promise.reject(new Error('There is no Python on the web.'));
}

/** How many workers may be kept busy at a time. */
export function workerCount(): number {
  return Math.min(4, navigator.hardwareConcurrency);
}

/** Starts the worker that checks, as a web worker: from a blob, for its script lies on another origin. */
export async function spawnWorker(extensionUri: vscode.Uri): Promise<WorkerHandle> {
  const script = await vscode.workspace.fs.readFile(
    vscode.Uri.joinPath(extensionUri, 'dist', 'web', 'worker.js'),
  );
  const url = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: 'text/javascript' }));
  // The URL is not revoked: VS Code's worker loads it later.
  const worker = new Worker(url);
  return {
    post: (message) => worker.postMessage(message),
    listen: (receive) =>
      worker.addEventListener('message', (event: MessageEvent<WorkerMessage>) => receive(event.data)),
    onCrash: (report) => worker.addEventListener('error', (event) => report(event.message)),
    terminate: () => worker.terminate(),
  };
}
