import type { Diagnosis } from '../core/report/report';
import { Formula } from './Formula';

/** Which line is to blame: the term as it is beside the term as it should be. */
export function DiagnosisNote({ diagnosis: { message, terms } }: { readonly diagnosis: Diagnosis }) {
  return (
    <div class="diagnosis">
      <p>{message}</p>
      {terms !== null && (
        <div class="terms">
          <figure class="term-is">
            <figcaption>is</figcaption>
            <Formula tex={terms.is} label="The term as it is" />
          </figure>
          <figure class="term-due">
            <figcaption>should be</figcaption>
            <Formula tex={terms.due} label="The term as it should be" />
          </figure>
        </div>
      )}
    </div>
  );
}
