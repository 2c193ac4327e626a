import type { CheckMessage, Port } from './messages';

/** The channel of a web worker. */
export const port: Port = {
  post: (message, transfer) => self.postMessage(message, { transfer: transfer ?? [] }),
  listen: (receive) =>
    self.addEventListener('message', (event: MessageEvent<CheckMessage>) => receive(event.data)),
};
