import { useState } from 'preact/hooks';
import { extentOf, pageColumns, pageRows, readCell, rowLabel, type Cell } from './grid';

interface Props {
  readonly name: string;
  readonly shape: readonly number[];
  readonly page: readonly [number, number];
  readonly worst: { readonly element: string; readonly cell: Cell } | null;
  onPage(page: readonly [number, number]): void;
  onGo(cell: Cell): void;
}

/** Moves through a tensor that is larger than one page of its table. */
export function Pager({ name, shape, page: [row, column], worst, onPage, onGo }: Props) {
  const extent = extentOf(shape);
  return (
    <div class="pager" role="group" aria-label={`Pages of ${name}`}>
      <Turn
        axis="rows"
        first={row}
        step={pageRows}
        count={extent.rows}
        label={(k) => rowLabel(shape, k)}
        onTurn={(first) => onPage([first, column])}
      />
      <Turn
        axis="columns"
        first={column}
        step={pageColumns}
        count={extent.columns}
        label={String}
        onTurn={(first) => onPage([row, first])}
      />
      <GoTo shape={shape} onGo={onGo} />
      {worst !== null && (
        <button type="button" class="button secondary" onClick={() => onGo(worst.cell)}>
          Worst: <span class="mono">{worst.element}</span>
        </button>
      )}
    </div>
  );
}

interface TurnProps {
  readonly axis: 'rows' | 'columns';
  readonly first: number;
  readonly step: number;
  readonly count: number;
  label(position: number): string;
  onTurn(first: number): void;
}

function Turn({ axis, first, step, count, label, onTurn }: TurnProps) {
  if (count <= step) return null;
  const last = Math.min(first + step, count) - 1;
  return (
    <span class="turn">
      <button
        type="button"
        class="button secondary"
        aria-label={`Previous ${axis}`}
        disabled={first === 0}
        onClick={() => onTurn(first - step)}
      >
        ‹
      </button>
      <span aria-live="polite">
        {axis} {label(first)}–{label(last)} of {count}
      </span>
      <button
        type="button"
        class="button secondary"
        aria-label={`Next ${axis}`}
        disabled={last === count - 1}
        onClick={() => onTurn(first + step)}
      >
        ›
      </button>
    </span>
  );
}

function GoTo({ shape, onGo }: { readonly shape: readonly number[]; onGo(cell: Cell): void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const cell = readCell(text, shape);
    setProblem(typeof cell === 'string' ? cell : null);
    if (typeof cell !== 'string') onGo(cell);
  };
  return (
    <form class="go-to" onSubmit={submit}>
      <label>
        {goToLabel(shape)}{' '}
        <input
          class="mono"
          size={7}
          value={text}
          aria-invalid={problem !== null}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {problem !== null && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </form>
  );
}

function goToLabel(shape: readonly number[]): string {
  if (extentOf(shape).rows === 1) return 'Go to column';
  return shape.length > 2 ? 'Go to index' : 'Go to row, column';
}
