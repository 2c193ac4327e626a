import './verdict.css';
import './function.css';
import type { FunctionDiagnosis } from '../core/function/report';
import type { FunctionSummary } from '../protocol/messages';
import { usePanel } from './context';
import { FunctionFix } from './FunctionFix';
import { FunctionOutputs } from './FunctionOutputs';
import { Icon } from './Icon';
import { layerTitle } from './layers';
import { Remarks } from './Remarks';
import { verdictWord } from './VerdictWord';

/** The answer about a function of the user's: is it right, which line is to blame, what to write instead. */
export function FunctionVerdict({ checked }: { readonly checked: FunctionSummary }) {
  const { verdict, sentence, diagnosis, layer, place, forward, notes, checks, blindSpots, printed } = checked;
  return (
    <section id="verdict" class="verdict" aria-label="Verdict">
      <div class={`banner tone-${verdict}`}>
        <div role="status" aria-atomic="true">
          <div class="headline">
            <h1>
              <Icon name={verdict} />
              {verdictWord[verdict]}
            </h1>
            <span>
              <LineLink line={place?.line ?? null} text={checked.function} /> · {layerTitle(layer)}
            </span>
          </div>
          <p class="sentence">{sentence}</p>
        </div>
        {diagnosis.map((one) => (
          <Cause key={`${one.output} ${one.id}`} diagnosis={one} />
        ))}
        <FunctionFix changes={checked.changes} />
      </div>
      <FunctionOutputs outputs={checked.outputs} />
      <Remarks
        title="Also looked at"
        remarks={checks.map(({ holds, message }) => `${mark(holds)} ${message}`)}
      />
      <Remarks title="What the data cannot show" remarks={blindSpots.map(({ message }) => message)} />
      <Remarks
        title="Notes"
        remarks={forward === null ? notes : [`The cache is what ${forward} returned.`, ...notes]}
      />
      {printed !== '' && (
        <details class="printed">
          <summary>What it printed</summary>
          <pre>{printed}</pre>
        </details>
      )}
    </section>
  );
}

/** Said before the sentence, so that no colour is needed. */
function mark(holds: boolean | null): string {
  if (holds === null) return '?';
  return holds ? '✓' : '✗';
}

function Cause({ diagnosis: { output, message, line } }: { readonly diagnosis: FunctionDiagnosis }) {
  return (
    <div class="diagnosis">
      <p>
        <span class="mono">{output}</span>
        {line !== null && (
          <>
            , <LineLink line={line} text={`line ${line}`} />
          </>
        )}
        : {message}
      </p>
    </div>
  );
}

/** A text that leads to its line in the editor, where there is one. */
function LineLink({ line, text }: { readonly line: number | null; readonly text: string }) {
  const { order } = usePanel();
  if (line === null) return <span class="mono">{text}</span>;
  return (
    <button
      type="button"
      class="link mono"
      title="Show in the editor"
      onClick={() => order('revealLine', { line })}
    >
      {text}
    </button>
  );
}
