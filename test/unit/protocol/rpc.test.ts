import assert from 'node:assert/strict';
import type { PanelState } from '../../../src/protocol/messages';
import {
  Client,
  emit,
  serve,
  type EventMessage,
  type Handlers,
  type Transport,
} from '../../../src/protocol/rpc';

/** Two ends of a channel that carries what structured clone carries, each message in its own turn. */
function channel(): { host: Transport; panel: Transport; sent: unknown[] } {
  const sent: unknown[] = [];
  const listeners = {
    host: new Set<(message: unknown) => void>(),
    panel: new Set<(message: unknown) => void>(),
  };
  const end = (own: 'host' | 'panel', other: 'host' | 'panel'): Transport => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      sent.push(copy);
      queueMicrotask(() => listeners[other].forEach((receive) => receive(copy)));
    },
    listen: (receive) => {
      listeners[own].add(receive);
      return () => void listeners[own].delete(receive);
    },
  });
  return { host: end('host', 'panel'), panel: end('panel', 'host'), sent };
}

const state: PanelState = {
  content: { kind: 'empty' },
  progress: null,
  memento: null,
  notice: null,
  pinned: false,
};
const handlers: Handlers = {
  ready: () => state,
  window: ({ rows }) => Promise.resolve([Float64Array.from(rows)]),
  change: () => Promise.reject(new Error('There is nothing to change.')),
  look: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw 'no route';
  },
  reveal: () => null,
  cancel: () => null,
  applyFix: () => null,
  revealLine: () => null,
  openExample: () => null,
  pin: () => null,
  insert: () => null,
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('requests', () => {
  it('are answered with results', async () => {
    const { host, panel } = channel();
    serve(host, handlers);
    const client = new Client(panel, () => undefined);
    assert.deepEqual(await client.request('ready', { version: 1 }), state);
    const window = await client.request('window', { tensor: 'x', rows: [3, 5], columns: [0, 1] });
    assert.deepEqual(window, [Float64Array.of(3, 5)]);
    assert.equal(await client.request('cancel', null), null);
  });

  it('are answered with errors, thrown or rejected', async () => {
    const { host, panel } = channel();
    serve(host, handlers);
    const client = new Client(panel, () => undefined);
    await assert.rejects(client.request('change', {}), new Error('There is nothing to change.'));
    await assert.rejects(client.request('look', { route: 'closed' }), new Error('no route'));
  });

  for (const method of ['nonsense', 'toString', 'constructor', '__proto__']) {
    it(`named ${method} are answered with an error`, async () => {
      const { host, panel } = channel();
      serve(host, handlers);
      const client = new Client(panel, () => undefined);
      await assert.rejects(
        client.request(method as 'cancel', null),
        new RegExp(`There is no request named ${method}`),
      );
    });
  }

  it('find their own answers, in whatever order these come', async () => {
    const { host, panel } = channel();
    const answers: (() => void)[] = [];
    serve(host, {
      ...handlers,
      window: ({ rows }) => new Promise((resolve) => answers.push(() => resolve([Float64Array.from(rows)]))),
    });
    const client = new Client(panel, () => undefined);
    const ask = (row: number): Promise<Float64Array[]> =>
      client.request('window', { tensor: 'x', rows: [row, row + 1], columns: [0, 1] });
    const replies = [ask(1), ask(2), ask(3)];
    await settled();
    for (const answer of answers.reverse()) answer();
    assert.deepEqual(
      await Promise.all(replies),
      [1, 2, 3].map((row) => [Float64Array.of(row, row + 1)]),
    );
  });

  it('are answered with an error where the result cannot be sent', async () => {
    const { host, panel } = channel();
    serve(host, { ...handlers, cancel: () => (() => undefined) as unknown as null });
    const client = new Client(panel, () => undefined);
    await assert.rejects(client.request('cancel', null), /could not be cloned/);
  });

  it('fail at once where they cannot be sent', async () => {
    const client = new Client(
      { post: () => assert.fail('the channel is closed'), listen: () => () => undefined },
      () => undefined,
    );
    await assert.rejects(client.request('cancel', null), /the channel is closed/);
  });

  it('get no answer once the host has stopped serving', async () => {
    const { host, panel, sent } = channel();
    const stop = serve(host, handlers);
    stop();
    new Client(panel, () => undefined).request('cancel', null).catch(() => undefined);
    await settled();
    assert.equal(sent.length, 1);
  });
});

describe('events', () => {
  it('are delivered', async () => {
    const { host, panel } = channel();
    const events: EventMessage[] = [];
    new Client(panel, (event) => events.push(event));
    emit(host, 'state', { ...state, progress: 0.5 });
    await settled();
    assert.deepEqual(events, [{ kind: 'event', event: 'state', value: { ...state, progress: 0.5 } }]);
  });
});

describe('foreign messages', () => {
  const foreign: readonly unknown[] = [
    null,
    undefined,
    7,
    'request',
    [],
    {},
    { kind: 'vscode' },
    { kind: 'reply', id: 99, ok: true },
    { type: 'request' },
  ];

  it('are ignored by the host', async () => {
    const { host, panel, sent } = channel();
    serve(host, handlers);
    for (const message of foreign) panel.post(message);
    await settled();
    assert.equal(sent.length, foreign.length);
  });

  it('are ignored by the panel, which still gets its answer', async () => {
    const { host, panel } = channel();
    const events: EventMessage[] = [];
    const client = new Client(panel, (event) => events.push(event));
    for (const message of foreign) host.post(message);
    serve(host, handlers);
    assert.equal(await client.request('cancel', null), null);
    assert.deepEqual(events, []);
  });
});
