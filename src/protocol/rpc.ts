import type { PanelEvents, PanelRequests } from './messages';

/** How messages travel: VS Code's webview channel, or anything that a test puts in its place. */
export interface Transport {
  post(message: unknown): void;
  /** Calls back for every message; returns a function that stops it. */
  listen(receive: (message: unknown) => void): () => void;
}

export type Method = keyof PanelRequests;

export type RequestMessage = {
  [M in Method]: { kind: 'request'; id: number; method: M; params: PanelRequests[M]['params'] };
}[Method];
export type ReplyMessage =
  | { kind: 'reply'; id: number; ok: true; value: unknown }
  | { kind: 'reply'; id: number; ok: false; message: string };
export type EventMessage = {
  [E in keyof PanelEvents]: { kind: 'event'; event: E; value: PanelEvents[E] };
}[keyof PanelEvents];

export type Handlers = {
  [M in Method]: (
    params: PanelRequests[M]['params'],
  ) => Promise<PanelRequests[M]['result']> | PanelRequests[M]['result'];
};

function isMessage(message: unknown): message is { kind: string } {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

/** Host side: answers every request, with the handler's result or with its error, and never lets one hang. */
export function serve(transport: Transport, handlers: Handlers): () => void {
  const answer = async <M extends Method>(
    method: M,
    params: PanelRequests[M]['params'],
  ): Promise<unknown> => {
    if (!Object.hasOwn(handlers, method)) throw new Error(`There is no request named ${method}.`);
    return handlers[method](params);
  };
  return transport.listen((message) => {
    if (!isMessage(message) || message.kind !== 'request') return;
    const { id, method, params } = message as RequestMessage;
    answer(method, params)
      .then((value) => transport.post({ kind: 'reply', id, ok: true, value } satisfies ReplyMessage))
      .catch((error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        transport.post({ kind: 'reply', id, ok: false, message: text } satisfies ReplyMessage);
      });
  });
}

/** Host side: tells the panel something unasked. */
export function emit<E extends keyof PanelEvents>(
  transport: Transport,
  event: E,
  value: PanelEvents[E],
): void {
  transport.post({ kind: 'event', event, value });
}

/** Panel side: typed requests and events over a transport. */
export class Client {
  private nextId = 1;
  private readonly waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();

  constructor(
    private readonly transport: Transport,
    onEvent: (message: EventMessage) => void,
  ) {
    transport.listen((message) => {
      if (!isMessage(message)) return;
      if (message.kind === 'event') onEvent(message as EventMessage);
      if (message.kind === 'reply') this.settle(message as ReplyMessage);
    });
  }

  request<M extends Method>(
    method: M,
    params: PanelRequests[M]['params'],
  ): Promise<PanelRequests[M]['result']> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.transport.post({ kind: 'request', id, method, params });
    });
  }

  private settle(reply: ReplyMessage): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.value as never);
    else waiting?.reject(new Error(reply.message));
  }
}
