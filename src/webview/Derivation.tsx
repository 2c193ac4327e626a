import type { StepReport } from '../core/report/report';
import { Step } from './Step';

/** A list of steps in the order in which they are computed. */
export function Derivation({ steps }: { readonly steps: readonly StepReport[] }) {
  return (
    <ol class="derivation">
      {steps.map((step) => (
        <Step key={step.tensor} step={step} />
      ))}
    </ol>
  );
}
