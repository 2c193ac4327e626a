import { parentPort } from 'node:worker_threads';
import type { CheckMessage, Port } from './messages';

/** The channel of a Node worker thread. */
export const port: Port = {
  post: (message, transfer) => parentPort?.postMessage(message, transfer),
  listen: (receive) => parentPort?.on('message', (message: CheckMessage) => receive(message)),
};
