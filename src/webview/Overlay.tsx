import './overlay.css';
import { usePanel } from './context';

interface Props {
  readonly progress: number | null;
  /** What is wrong with the text as it is now, while an older report is shown. */
  readonly wrong: string | null;
  readonly notice: string | null;
  onDismiss(): void;
}

/**
 * What floats over the page, so that nothing below it moves: the running check, what is wrong with the text as it is
 * typed, and what the host refused.
 */
export function Overlay({ progress, wrong, notice, onDismiss }: Props) {
  return (
    <div class="overlay">
      <div role="status" aria-live="polite">
        {wrong !== null && <div class="floating notice">{wrong}</div>}
        {notice !== null && (
          <div class="floating notice">
            <span>{notice}</span>
            <button type="button" class="button secondary" onClick={onDismiss}>
              Dismiss
            </button>
          </div>
        )}
      </div>
      {progress !== null && <Progress share={progress} />}
    </div>
  );
}

function Progress({ share }: { readonly share: number }) {
  const { order } = usePanel();
  const percent = Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    <div class="floating running">
      <div
        class="progress"
        role="progressbar"
        aria-label="Checking"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div class="progress-done" style={{ width: `${percent}%` }} />
      </div>
      <span aria-hidden="true">Checking … {percent} %</span>
      <button type="button" class="button secondary" onClick={() => order('cancel', null)}>
        Cancel
      </button>
    </div>
  );
}
