import { useState } from 'preact/hooks';
import { pageColumns, pageRows, readCell, type Cell, type Extent } from './grid';

interface Props {
  readonly name: string;
  readonly extent: Extent;
  readonly page: readonly [number, number];
  readonly worst: { readonly element: string; readonly cell: Cell } | null;
  onPage(page: readonly [number, number]): void;
  onGo(cell: Cell): void;
}

/** Moves through a tensor that is larger than one page of its table. */
export function Pager({ name, extent, page: [row, column], worst, onPage, onGo }: Props) {
  return (
    <div class="pager" role="group" aria-label={`Pages of ${name}`}>
      <Turn
        axis="rows"
        first={row}
        step={pageRows}
        count={extent.rows}
        onTurn={(first) => onPage([first, column])}
      />
      <Turn
        axis="columns"
        first={column}
        step={pageColumns}
        count={extent.columns}
        onTurn={(first) => onPage([row, first])}
      />
      <GoTo extent={extent} onGo={onGo} />
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
  onTurn(first: number): void;
}

function Turn({ axis, first, step, count, onTurn }: TurnProps) {
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
        {axis} {first}–{last} of {count}
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

function GoTo({ extent, onGo }: { readonly extent: Extent; onGo(cell: Cell): void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const cell = readCell(text, extent);
    setProblem(typeof cell === 'string' ? cell : null);
    if (typeof cell !== 'string') onGo(cell);
  };
  return (
    <form class="go-to" onSubmit={submit}>
      <label>
        {extent.rows === 1 ? 'Go to column' : 'Go to row, column'}{' '}
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
