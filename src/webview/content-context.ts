import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReportSummary } from '../core/report/report';
import type { Content } from '../protocol/messages';

const Context = createContext<Content | null>(null);

export const ContentProvider = Context.Provider;

/** What is shown; another object for each answer of the host. */
export function useContent(): Content {
  const content = useContext(Context);
  if (content === null) throw new Error('useContent is for components that show content');
  return content;
}

/** The report that is shown. */
export function useReport(): ReportSummary {
  const content = useContent();
  if (content.kind !== 'report') throw new Error('useReport is for components inside a report');
  return content.report;
}
