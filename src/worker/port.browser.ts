import type { CheckMessage, Port } from './messages';

/** The channel of a web worker. */
export const port: Port = {
  post: (message) => self.postMessage(message),
  listen: (receive) =>
    self.addEventListener('message', (event: MessageEvent<CheckMessage>) => receive(event.data)),
};
