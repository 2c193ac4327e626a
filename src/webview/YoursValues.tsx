import type { OutputName } from '../core/problem/problem';
import { shapeText, sizeOf } from '../core/tensor/tensor';
import { Disclosure } from './Disclosure';
import { useReport } from './content-context';
import { isBoolean, useRemembered } from './state';
import { TensorTable } from './TensorTable';

const shapeLike = { y: 'x', dx: 'x', dgamma: 'gamma', dbeta: 'beta' } as const;

/** The values that the user brought, each with the reference's below it. */
export function YoursValues({ outputs }: { readonly outputs: readonly OutputName[] }) {
  const { inputs } = useReport();
  return (
    <ul class="folds">
      {outputs.map((output) => {
        const shape = inputs.find(({ name }) => name === shapeLike[output])?.shape ?? [];
        return (
          <li key={output}>
            <Fold tensor={`yours.${output}`} name={output} title={`your ${output}`} shape={shape} />
            <Fold tensor={`reference.${output}`} name={output} title={`reference ${output}`} shape={shape} />
          </li>
        );
      })}
    </ul>
  );
}

interface FoldProps {
  readonly tensor: string;
  readonly name: string;
  readonly title: string;
  readonly shape: readonly number[];
}

function Fold({ tensor, name, title, shape }: FoldProps) {
  const [open, setOpen] = useRemembered(
    `open:${tensor}`,
    isBoolean,
    tensor.startsWith('yours.') && sizeOf(shape) <= 200,
  );
  const id = `values-${tensor}`;
  return (
    <>
      <Disclosure open={open} controls={id} onToggle={setOpen}>
        {title} <span class="quiet mono">{shapeText(shape)}</span>
      </Disclosure>
      <div id={id}>{open && <TensorTable tensor={tensor} name={name} shape={shape} />}</div>
    </>
  );
}
