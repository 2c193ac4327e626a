import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Result } from '../core/result';
import { useContent } from './content-context';

interface Props<T> {
  readonly label: string;
  /** What holds now. */
  readonly text: string;
  readonly hint: string;
  read(text: string): Result<T, string>;
  onCommit(value: T): void;
}

/** A number to type: taken on Enter or when the field is left, refused with a sentence, undone with Escape. */
export function Field<T>({ label, text, hint, read, onCommit }: Props<T>) {
  const [draft, setDraft] = useState<string | null>(null);
  const hintId = useId();
  const sent = useRef<string | null>(null);
  const content = useContent();
  useEffect(() => {
    // The answer to what was sent replaces it; what is being typed meanwhile stays.
    setDraft((typed) => (typed === sent.current ? null : typed));
    sent.current = null;
  }, [content]);
  const result = draft === null ? null : read(draft.trim());
  const problem = result !== null && !result.ok ? result.error : null;
  const commit = (): void => {
    if (draft?.trim() === text) setDraft(null);
    else if (result?.ok === true && draft !== sent.current) {
      sent.current = draft;
      onCommit(result.value);
    }
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter') commit();
    if (key === 'Escape') setDraft(null);
  };
  return (
    <div class="field">
      <label>
        <span>{label}</span>
        <input
          class="mono"
          value={draft ?? text}
          spellcheck={false}
          autocomplete="off"
          aria-invalid={problem !== null}
          aria-describedby={hintId}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
      </label>
      <p id={hintId} class={problem === null ? 'quiet' : 'problem'} aria-live="polite">
        {problem ?? hint}
      </p>
    </div>
  );
}
