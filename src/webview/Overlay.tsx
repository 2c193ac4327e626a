import './overlay.css';
import { usePanel } from './context';

interface Props {
  readonly progress: number | null;
  readonly notice: string | null;
  onDismiss(): void;
}

/** What floats over the page, so that nothing below it moves: the running check, and what the host refused. */
export function Overlay({ progress, notice, onDismiss }: Props) {
  return (
    <div class="overlay">
      <div role="status" aria-live="polite">
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
