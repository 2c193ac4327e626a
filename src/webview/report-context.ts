import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReportSummary } from '../core/report/report';

const Context = createContext<ReportSummary | null>(null);

export const ReportProvider = Context.Provider;

/** The report that is shown. */
export function useReport(): ReportSummary {
  const report = useContext(Context);
  if (report === null) throw new Error('useReport is for components inside a report');
  return report;
}
