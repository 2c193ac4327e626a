import './errors.css';
import type { Comparison, ReportSummary, RouteId } from '../core/report/report';
import { formatNumber } from '../core/tensor/format';
import { ErrorTable } from './ErrorTable';
import { useReport } from './content-context';
import { YoursValues } from './YoursValues';

/** Every comparison behind the verdict, the user's own values first. */
export function Errors({ route }: { readonly route: RouteId }) {
  const report = useReport();
  const shown = report.comparisons.filter((comparison) => isShown(report, comparison, route));
  const yours = shown.filter(({ left }) => left === 'yours');
  const ours = shown.filter(({ left }) => left !== 'yours');
  return (
    <section aria-labelledby="errors">
      <h2 id="errors">Errors</h2>
      {yours.length > 0 && (
        <>
          <h3>Yours</h3>
          <ErrorTable caption="Your values" comparisons={yours} />
          <YoursValues outputs={[...new Set(yours.map(({ output }) => output))]} />
          <h3>Ours</h3>
        </>
      )}
      <ErrorTable caption="Errors of each route" comparisons={ours} />
      <p class="about">
        {report.speedup === null
          ? 'How much faster the closed form is than the graph is being measured …'
          : `The closed form is ${formatNumber(report.speedup, 2)}× as fast as the graph here (median of many runs).`}
      </p>
    </section>
  );
}

/** A route that is wrong on purpose is compared only while it is looked at. */
function isShown({ routes }: ReportSummary, { left, right }: Comparison, chosen: RouteId): boolean {
  return routes.every(({ id, sound }) => sound || id === chosen || (id !== left && id !== right));
}
