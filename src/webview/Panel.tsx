import { useEffect, useMemo, useState } from 'preact/hooks';
import { protocolVersion, type Content, type PanelState } from '../protocol/messages';
import { Client } from '../protocol/rpc';
import { ContentProvider } from './content-context';
import { PanelProvider, type PanelContext } from './context';
import { Empty } from './Empty';
import { Failure } from './Failure';
import type { Host } from './host';
import { messageOf } from './message-of';
import { Overlay } from './Overlay';
import { ReportView } from './ReportView';
import { useRememberedScroll } from './scroll';
import { Memory } from './state';

/** The whole page: asks the host what to show, and shows what it says. */
export function Panel({ host }: { readonly host: Host }) {
  const [state, setState] = useState<PanelState | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [memory] = useState(() => new Memory(host));
  const receive = (next: PanelState): void => {
    if (next.memento !== null) memory.keepForHost(next.memento);
    setState((shown) => withSameContent(shown, next));
  };
  const [client] = useState(() => new Client(host, ({ value }) => receive(value)));

  useEffect(() => {
    client
      .request('ready', { version: protocolVersion })
      .then(receive, (error: unknown) => setRefusal(messageOf(error)));
  }, [client]);

  const context = useMemo(
    (): PanelContext => ({
      memory,
      request: (method, params) => client.request(method, params),
      order: (method, params) => {
        setNotice(null);
        client.request(method, params).catch((error: unknown) => setNotice(messageOf(error)));
      },
    }),
    [client, memory],
  );
  useRememberedScroll(memory, state !== null);

  return (
    <PanelProvider value={context}>
      <main>
        {state === null ? (
          <Waiting refusal={refusal} />
        ) : (
          <ContentProvider value={state.content}>
            <ContentView content={state.content} pinned={state.pinned} />
          </ContentProvider>
        )}
        <Overlay
          progress={state?.progress ?? null}
          wrong={state?.notice ?? null}
          notice={notice}
          onDismiss={() => setNotice(null)}
        />
      </main>
    </PanelProvider>
  );
}

function Waiting({ refusal }: { readonly refusal: string | null }) {
  if (refusal === null) return <p class="waiting">Waiting for the editor …</p>;
  return <Failure message={refusal} place={null} document={null} code={null} options={null} />;
}

function ContentView({ content, pinned }: { readonly content: Content; readonly pinned: boolean }) {
  switch (content.kind) {
    case 'empty':
      return <Empty />;
    case 'checking':
      return <p class="waiting">Checking {content.document} …</p>;
    case 'error':
      return <Failure {...content.error} document={content.document} options={content.options} />;
    case 'report':
      return <ReportView document={content.document} checked={content.checked} pinned={pinned} />;
  }
}

/** While a check runs the host repeats what is shown: the same content must not fetch its values again. */
function withSameContent(shown: PanelState | null, next: PanelState): PanelState {
  if (shown === null || next.progress === null) return next;
  const same = JSON.stringify(shown.content) === JSON.stringify(next.content);
  return same ? { ...next, content: shown.content } : next;
}
