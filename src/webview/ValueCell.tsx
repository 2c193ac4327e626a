import { exactText, formatNumber } from '../core/tensor/format';

interface Props {
  readonly column: number;
  readonly value: number | undefined;
  readonly element: string;
  readonly tabbable: boolean;
  readonly worst: boolean;
  onPress(): void;
}

/** One element: its value in full stands in its tooltip, and what is no number is loud. */
export function ValueCell({ column, value, element, tabbable, worst, onPress }: Props) {
  const loud = value !== undefined && !Number.isFinite(value);
  return (
    <td
      tabIndex={tabbable ? 0 : -1}
      aria-colindex={column + 2}
      class={`${loud ? 'loud' : ''} ${worst ? 'worst' : ''}`.trim()}
      title={value === undefined ? element : `${element} = ${exactText(value)}`}
      onClick={onPress}
    >
      {worst && <span class="mark">worst</span>}
      {value === undefined ? '…' : formatNumber(value)}
    </td>
  );
}
