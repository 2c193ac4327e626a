import './step.css';
import type { StepReport } from '../core/report/report';
import { shapeText, sizeOf } from '../core/tensor/tensor';
import { Disclosure } from './Disclosure';
import { Formula } from './Formula';
import { isBoolean, useRemembered } from './state';
import { TensorTable } from './TensorTable';

/** Tensors up to this size show their values from the start. */
const smallSize = 200;

/** One line of a derivation: its name, its formula, its values. */
export function Step({ step: { id, name, tex, tensor, shape } }: { readonly step: StepReport }) {
  const [open, setOpen] = useRemembered(`open:${tensor}`, isBoolean, sizeOf(shape) <= smallSize);
  const valuesId = `values-${tensor}`;
  return (
    <li class="step">
      <h3>{name}</h3>
      <Formula tex={tex} label={`Formula of ${id}`} />
      <Disclosure open={open} controls={valuesId} onToggle={setOpen}>
        <span class="mono">{id}</span> <span class="quiet mono">{shapeText(shape)}</span>
      </Disclosure>
      <div id={valuesId}>{open && <TensorTable tensor={tensor} name={id} shape={shape} />}</div>
    </li>
  );
}
