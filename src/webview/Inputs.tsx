import './inputs.css';
import type { InputReport } from '../core/report/report';
import { formatNumber } from '../core/tensor/format';
import { shapeText } from '../core/tensor/tensor';
import { usePanel } from './context';
import { Disclosure } from './Disclosure';
import { Options } from './Options';
import { useReport } from './content-context';
import { isBoolean, useRemembered } from './state';
import { TensorTable } from './TensorTable';

interface Props {
  readonly document: string;
  /** Whether the choices can be changed: data that a function was run on are ours. */
  readonly changeable: boolean;
}

/** What the check was about: the arrays, where they came from, and the choices that can be changed. */
export function Inputs({ document, changeable }: Props) {
  const { inputs } = useReport();
  return (
    <section aria-labelledby="inputs">
      <h2 id="inputs">Inputs</h2>
      <p class="about quiet">from {document}</p>
      <div class="table-box">
        <table class="inputs">
          <caption class="hidden">Inputs of the check</caption>
          <thead>
            <tr>
              <th scope="col">name</th>
              <th scope="col">shape</th>
              <th scope="col">where from</th>
            </tr>
          </thead>
          {inputs.map((input) => (
            <InputRows key={input.name} input={input} />
          ))}
        </table>
      </div>
      {changeable && <Options />}
    </section>
  );
}

function InputRows({ input: { name, tensor, shape, origin, rounding } }: { readonly input: InputReport }) {
  const [open, setOpen] = useRemembered(`open:${tensor}`, isBoolean, false);
  const valuesId = `values-${tensor}`;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <Disclosure open={open} controls={valuesId} onToggle={setOpen}>
            <span class="mono">{name}</span>
          </Disclosure>
        </th>
        <td class="mono">{shapeText(shape)}</td>
        <td>
          <Whence tensor={tensor} name={name} origin={origin} />
          {rounding > 0 && <span class="quiet"> printed to ±{formatNumber(rounding, 2)}</span>}
        </td>
      </tr>
      {open && (
        <tr id={valuesId} class="unfolded">
          <td colSpan={3}>
            <TensorTable tensor={tensor} name={name} shape={shape} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Whence({ tensor, name, origin }: Pick<InputReport, 'tensor' | 'name' | 'origin'>) {
  const { order } = usePanel();
  switch (origin.kind) {
    case 'given':
      return <>given</>;
    case 'chosen':
      return (
        <>
          <span class="badge">chosen by us</span> {origin.how}
        </>
      );
    case 'text':
      return (
        <>
          <button
            type="button"
            class="link"
            title="Show in the editor"
            onClick={() => order('reveal', { tensor, position: 0 })}
          >
            Ln {origin.place.line}, Col {origin.place.column}
          </button>
          {origin.name !== null && origin.name !== name && <span class="quiet mono"> {origin.name}</span>}
        </>
      );
  }
}
