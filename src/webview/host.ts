import { pack, unpack } from '../protocol/wire';
import type { Transport } from '../protocol/rpc';

/** Where the page lives: a way to exchange messages, and a place for what it remembers when it is hidden. */
export interface Host extends Transport {
  getState(): unknown;
  setState(state: unknown): void;
}

/** What VS Code hands to a page, once. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

export function vscodeHost(api: VsCodeApi): Host {
  return {
    post: (message) => api.postMessage(pack(message)),
    listen: (receive) => {
      const listener = (event: MessageEvent): void => receive(unpack(event.data));
      window.addEventListener('message', listener);
      return () => window.removeEventListener('message', listener);
    },
    getState: () => api.getState(),
    setState: (state) => api.setState(state),
  };
}
