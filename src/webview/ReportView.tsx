import { useEffect } from 'preact/hooks';
import { Backward } from './Backward';
import { usePanel } from './context';
import { Contents } from './Contents';
import type { FunctionSummary } from '../protocol/messages';
import { Errors } from './Errors';
import { Forward } from './Forward';
import { FunctionVerdict } from './FunctionVerdict';
import { Inputs } from './Inputs';
import { judged } from './judged';
import { useReport } from './content-context';
import { isString, useRemembered } from './state';
import { Verdict } from './Verdict';

interface Props {
  readonly document: string;
  readonly checked: FunctionSummary | null;
  readonly pinned: boolean;
}

/** A report, top to bottom: the answer, what it is about, the derivation, the numbers behind the answer. */
export function ReportView({ document, checked, pinned }: Props) {
  const report = useReport();
  const [chosen, choose] = useRemembered('route', isString, '');
  const route = report.routes.find(({ id }) => id === chosen) ?? report.routes[0];
  if (route === undefined) throw new Error('a report has at least one route');
  const { order } = usePanel();
  useEffect(() => order('look', { route: route.id }), [order, route.id]);
  const verdict = checked?.verdict ?? judged(report, route.id).judgement.verdict;
  return (
    <>
      <Contents verdict={verdict} pinned={pinned} />
      {checked === null ? <Verdict route={route.id} /> : <FunctionVerdict checked={checked} />}
      <Inputs document={document} changeable={checked === null} />
      <Forward />
      <Backward route={route} onChoose={choose} />
      <Errors route={route.id} />
    </>
  );
}
