import './verdict.css';
import { exactText, formatApart } from '../core/tensor/format';
import type { Judgement, ReportSummary, RouteId, Source } from '../core/report/report';
import { usePanel } from './context';
import { DiagnosisNote } from './DiagnosisNote';
import { layerChoice } from './FormOptions';
import { Icon } from './Icon';
import { judged, tensorOf } from './judged';
import { has, layerTitle } from './layers';
import { Remarks } from './Remarks';
import { useReport } from './content-context';
import { verdictWord } from './VerdictWord';

/** The answer, its evidence, what is to blame, and what this data cannot show. */
export function Verdict({ route }: { readonly route: RouteId }) {
  const report = useReport();
  const { judgement, source } = judged(report, route);
  const diagnoses = report.diagnosis.filter((diagnosis) => diagnosis.source === source);
  return (
    <section id="verdict" class="verdict" aria-label="Verdict">
      <div class={`banner tone-${judgement.verdict}`}>
        <div role="status" aria-atomic="true">
          <div class="headline">
            <h1>
              <Icon name={judgement.verdict} />
              {verdictWord[judgement.verdict]}
            </h1>
            <a href={`#${layerChoice}`} title="Check another layer">
              {checkedAs(report)}
            </a>
          </div>
          <p class="sentence">{judgement.sentence}</p>
        </div>
        <Evidence judgement={judgement} source={source} />
        {diagnoses.map((diagnosis) => (
          <DiagnosisNote key={diagnosis.id} diagnosis={diagnosis} />
        ))}
      </div>
      <Remarks title="Laws of right gradients" remarks={report.invariants.map(({ message }) => message)} />
      <Remarks title="What this data cannot show" remarks={report.blindSpots.map(({ message }) => message)} />
      <Remarks title="Notes" remarks={report.notes} />
    </section>
  );
}

/** The layer, and the mode where it is not the usual one. */
function checkedAs({ form: { layer }, mode }: ReportSummary): string {
  return has(layer, 'mode') && mode === 'eval' ? `${layerTitle(layer)}, evaluation` : layerTitle(layer);
}

function Evidence({
  judgement: { output, worst, verdict },
  source,
}: {
  judgement: Judgement;
  source: Source;
}) {
  const { order } = usePanel();
  if (output === null || worst === null) return null;
  const tensor = tensorOf(source, output);
  const [is, due] = formatApart([worst.value, worst.expected]);
  return (
    <div class="evidence">
      <button
        type="button"
        class="button secondary mono"
        title="Show in the editor"
        aria-label={`${worst.element}: show in the editor`}
        onClick={() => order('reveal', { tensor, position: worst.position })}
      >
        {worst.element}
      </button>
      <dl>
        <Figure term="is" text={is} value={worst.value} />
        <Figure term={verdict === 'agrees' ? 'reference' : 'should be'} text={due} value={worst.expected} />
      </dl>
    </div>
  );
}

function Figure({
  term,
  text,
  value,
}: {
  readonly term: string;
  readonly text: string | undefined;
  readonly value: number;
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class={Number.isFinite(value) ? 'mono' : 'mono loud'} title={exactText(value)}>
        {text}
      </dd>
    </div>
  );
}
