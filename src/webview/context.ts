import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelRequests } from '../protocol/messages';
import type { Method } from '../protocol/rpc';
import type { Memory } from './state';

/** What every part of the panel may use. */
export interface PanelContext {
  readonly memory: Memory;
  /** Asks the host; the promise fails with the host's sentence. */
  request<M extends Method>(
    method: M,
    params: PanelRequests[M]['params'],
  ): Promise<PanelRequests[M]['result']>;
  /** Asks the host and shows its sentence where it refuses. */
  order<M extends Method>(method: M, params: PanelRequests[M]['params']): void;
}

const Context = createContext<PanelContext | null>(null);

export const PanelProvider = Context.Provider;

export function usePanel(): PanelContext {
  const panel = useContext(Context);
  if (panel === null) throw new Error('usePanel is for components inside the panel');
  return panel;
}
