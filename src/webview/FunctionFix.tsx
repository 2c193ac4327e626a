import type { LineChange } from '../core/function/changes';
import { usePanel } from './context';

/** What to change: each line as it is and as it should be, and the ways to have it changed. */
export function FunctionFix({ changes }: { readonly changes: readonly LineChange[] }) {
  const { order } = usePanel();
  if (changes.length === 0) return null;
  return (
    <div class="fix" role="group" aria-labelledby="fix">
      <h2 id="fix">What to change</h2>
      {changes.map(({ line, before, after }) => (
        <div key={line} class="change" role="group" aria-label={`Line ${line}`}>
          <p class="quiet">line {line}</p>
          <pre>
            <del>{before.trim()}</del>
            {'\n'}
            <Inserted before={before.trim()} after={after.trim()} />
          </pre>
        </div>
      ))}
      <p class="quiet">With this edit every check passes, on fresh data as well.</p>
      <div class="fix-buttons">
        <button type="button" class="button" onClick={() => order('applyFix', { preview: false })}>
          Apply
        </button>
        <button type="button" class="button secondary" onClick={() => order('applyFix', { preview: true })}>
          Preview
        </button>
      </div>
    </div>
  );
}

/** The new line, with what is new in it marked: all between the beginning and the end that both lines share. */
function Inserted({ before, after }: Pick<LineChange, 'before' | 'after'>) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return (
    <ins>
      {after.slice(0, start)}
      <mark>{after.slice(start, after.length - end)}</mark>
      {after.slice(after.length - end)}
    </ins>
  );
}
