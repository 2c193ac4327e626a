import './tensor-table.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TensorId } from '../core/report/report';
import { writtenIn } from '../core/report/written';
import { elementName, indexAt, shapeText, sizeOf } from '../core/tensor/tensor';
import { usePanel } from './context';
import {
  beginsMatrix,
  cellAt,
  extentOf,
  moved,
  pageColumns,
  pageOf,
  pageRows,
  rowLabel,
  type Cell,
} from './grid';
import { faultOf } from './judged';
import { Pager } from './Pager';
import { useReport } from './content-context';
import { isCountPair, useRemembered } from './state';
import { ValueCell } from './ValueCell';
import { useValues } from './values';

interface Props {
  readonly tensor: TensorId;
  readonly name: string;
  readonly shape: readonly number[];
}

/** The values of a tensor, a page at a time: arrow keys walk through them, Enter shows one in the editor. */
export function TensorTable({ tensor, name, shape }: Props) {
  const report = useReport();
  const { order } = usePanel();
  const extent = extentOf(shape);
  const [page, setPage] = useRemembered(`page:${tensor}`, isCountPair, [0, 0]);
  const [firstRow, firstColumn] = page[0] < extent.rows && page[1] < extent.columns ? page : [0, 0];
  const rows = range(firstRow, Math.min(firstRow + pageRows, extent.rows));
  const columns = range(firstColumn, Math.min(firstColumn + pageColumns, extent.columns));
  const { values, error } = useValues({
    tensor,
    rows: [firstRow, firstRow + rows.length],
    columns: [firstColumn, firstColumn + columns.length],
  });

  const table = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<Cell | null>(null);
  const [follow, setFollow] = useState(0);
  useLayoutEffect(() => {
    if (follow > 0) table.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [follow]);

  if (sizeOf(shape) === 0) return <p class="quiet">No elements.</p>;
  const onPage = current !== null && rows.includes(current.row) && columns.includes(current.column);
  const stop = onPage ? current : { row: firstRow, column: firstColumn };
  const goTo = (cell: Cell): void => {
    setCurrent(cell);
    setPage(pageOf(cell));
    setFollow(follow + 1);
  };
  const revealable = writtenIn(report, tensor, shape) !== null;
  const reveal = ({ row, column }: Cell): void => {
    if (revealable) order('reveal', { tensor, position: row * extent.columns + column });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const target = event.key === 'Enter' ? null : moved(stop, event.key, event.ctrlKey, extent);
    if (target !== null) goTo(target);
    else if (event.key === 'Enter') reveal(stop);
    else return;
    event.preventDefault();
  };

  const worst = faultOf(report, tensor);
  return (
    <div class="tensor">
      <div class="table-box">
        <table
          ref={table}
          role="grid"
          aria-rowcount={extent.rows + 1}
          aria-colcount={extent.columns + 1}
          class={revealable ? 'values revealable' : 'values'}
          onKeyDown={onKeyDown}
        >
          <caption class="hidden">
            {name}, shape {shapeText(shape)}
          </caption>
          <thead>
            <tr aria-rowindex={1}>
              <td aria-colindex={1} />
              {columns.map((column) => (
                <th key={column} scope="col" aria-colindex={column + 2}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row} aria-rowindex={row + 2} class={r > 0 && beginsMatrix(shape, row) ? 'matrix' : ''}>
                {/* A vector's only row is headed by its name, which stands above it already. */}
                <th scope="row" aria-colindex={1}>
                  {shape.length < 2 ? <span class="hidden">{name}</span> : rowLabel(shape, row)}
                </th>
                {columns.map((column, c) => (
                  <ValueCell
                    key={column}
                    column={column}
                    value={values?.[r]?.[c]}
                    element={elementName(name, indexAt(shape, row * extent.columns + column))}
                    tabbable={row === stop.row && column === stop.column}
                    worst={worst?.position === row * extent.columns + column}
                    onPress={() => {
                      setCurrent({ row, column });
                      reveal({ row, column });
                    }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button
        type="button"
        class="link insert"
        aria-label={`Insert as code: ${name}, at the cursor`}
        onClick={() => order('insert', { tensor })}
      >
        Insert as code
      </button>
      {error !== null && <p class="problem">{error}</p>}
      {(extent.rows > pageRows || extent.columns > pageColumns) && (
        <Pager
          name={name}
          shape={shape}
          page={[firstRow, firstColumn]}
          worst={worst === null ? null : { element: worst.element, cell: cellAt(worst.position, extent) }}
          onPage={setPage}
          onGo={goTo}
        />
      )}
    </div>
  );
}

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, k) => first + k);
}
