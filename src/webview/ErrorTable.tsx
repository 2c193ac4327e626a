import { ofNothingNote, relErrorOfNothing, ulpsOfNothing } from '../core/report/nothing';
import type { Comparison, Source } from '../core/report/report';
import { exactText, formatApart, formatNumber } from '../core/tensor/format';
import { usePanel } from './context';
import { tensorOf } from './judged';
import { useReport } from './content-context';
import { VerdictWord } from './VerdictWord';

interface Props {
  readonly caption: string;
  readonly comparisons: readonly Comparison[];
}

const otherNames: Readonly<Partial<Record<Source, string>>> = {
  numerical: 'Central difference',
  reference: 'Reference',
  yours: 'Yours',
};

/** One row for each output, under a heading for each pair of sources. */
export function ErrorTable({ caption, comparisons }: Props) {
  const { routes } = useReport();
  const nameOf = (source: Source): string =>
    routes.find(({ id }) => id === source)?.name ?? otherNames[source] ?? source;
  const maxAbs = formatApart(comparisons.map((row) => row.maxAbs));
  const relError = formatApart(comparisons.map((row) => row.relError));
  const pairs = new Map<string, number[]>();
  comparisons.forEach(({ left, right }, k) => {
    const pair = `${nameOf(left)} against ${nameOf(right)}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), k]);
  });
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={caption}>
      <table class="errors">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">output</th>
            <th scope="col">verdict</th>
            <th scope="col">max abs error</th>
            <th scope="col" title="CS231n: max |a − b| / max(1e-8, |a| + |b|), shown for parity only">
              rel_error (CS231n)
            </th>
            <th scope="col">ulps</th>
            <th scope="col">worst element</th>
          </tr>
        </thead>
        {[...pairs].map(([pair, members]) => (
          <tbody key={pair}>
            <tr>
              <th scope="rowgroup" colSpan={6} class="pair">
                <span>{pair}</span>
              </th>
            </tr>
            {comparisons.map((row, k) =>
              members.includes(k) ? (
                <ErrorRow key={row.output} row={row} maxAbs={maxAbs[k] ?? ''} relError={relError[k] ?? ''} />
              ) : null,
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: Comparison;
  readonly maxAbs: string;
  readonly relError: string;
}

function ErrorRow({ row, maxAbs, relError }: RowProps) {
  return (
    <tr>
      <th scope="row" class="mono">
        {row.output}
      </th>
      <td class={`tone-${row.verdict}`}>
        <VerdictWord verdict={row.verdict} />
        {row.verdict === 'disagrees' && (
          <div class="quiet">
            {row.wrong} of {row.count} elements
          </div>
        )}
        {row.reason !== null && <div class="quiet">{row.reason}</div>}
      </td>
      <NumberCell value={row.maxAbs} text={maxAbs} />
      {relErrorOfNothing(row) ? (
        <OfNothing text={relError} />
      ) : (
        <NumberCell value={row.relError} text={relError} />
      )}
      {row.ulps === null ? (
        <td class="number quiet">–</td>
      ) : ulpsOfNothing(row) ? (
        <OfNothing text="–" />
      ) : (
        <NumberCell value={row.ulps} text={formatNumber(row.ulps)} />
      )}
      <td>
        <WorstElement row={row} />
      </td>
    </tr>
  );
}

/** An error relative to a right value that is 0 but for rounding. */
function OfNothing({ text }: { readonly text: string }) {
  return (
    <td class="number quiet" title={ofNothingNote}>
      {text}
    </td>
  );
}

function NumberCell({ value, text }: { readonly value: number; readonly text: string }) {
  return (
    <td class={Number.isFinite(value) ? 'number' : 'number loud'} title={exactText(value)}>
      {text}
    </td>
  );
}

function WorstElement({ row: { left, output, worst, verdict } }: { readonly row: Comparison }) {
  const { order } = usePanel();
  if (worst === null) return <span class="quiet">–</span>;
  const [is, due] = formatApart([worst.value, worst.expected]);
  return (
    <>
      <button
        type="button"
        class="link mono"
        aria-label={`${worst.element}: show in the editor`}
        title={`${exactText(worst.value)} against ${exactText(worst.expected)}`}
        onClick={() => order('reveal', { tensor: tensorOf(left, output), position: worst.position })}
      >
        {worst.element}
      </button>
      {verdict !== 'agrees' && (
        <div class="quiet mono">
          {is} against {due}
        </div>
      )}
    </>
  );
}
