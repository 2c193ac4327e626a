import './message.css';
import './options.css';
import type { CheckOptions } from '../core/problem/problem';
import type { LiteralErrorCode } from '../core/literal/literal';
import type { Place } from '../core/result';
import { FormOptions } from './FormOptions';
import { Icon } from './Icon';

interface Props {
  readonly code: string | null;
  readonly message: string;
  readonly place: Place | null;
  readonly document: string | null;
  /** The options that the arrays do not fit, where others would help. */
  readonly options: CheckOptions | null;
}

const remedies: Readonly<Partial<Record<string, string>>> = {
  ragged: 'Give every row the same number of elements.',
  elided:
    'Print the whole array: np.set_printoptions(threshold=np.inf) or torch.set_printoptions(profile="full").',
  'non-literal': 'Write the numbers out: what would have to be computed is not run.',
  'no-array': 'Put the cursor into an array of numbers, or select it.',
} satisfies Partial<Record<LiteralErrorCode, string>>;

const again = 'run BN Gradcheck: Check Array Literal again';

/** What stands in place of a report: the reason, where it is, and what to do about it. */
export function Failure({ code, message, place, document, options }: Props) {
  const remedy = code === null ? undefined : remedies[code];
  return (
    <section class="message">
      <h1>
        <Icon name="disagrees" /> Could not check
      </h1>
      <p role="alert">{message}</p>
      {(place !== null || document !== null) && (
        <p class="place">
          {document}
          {place !== null && (
            <span class="mono">
              {' '}
              Ln {place.line}, Col {place.column}
            </span>
          )}
        </p>
      )}
      {options !== null ? (
        <>
          <p class="quiet">Check another layer here, or make the shapes fit and {again}.</p>
          <div class="options" role="group" aria-label="Check as">
            <FormOptions options={options} used={null} />
          </div>
        </>
      ) : (
        code !== null && (
          <p class="quiet">
            {remedy} Then {again}.
          </p>
        )
      )}
    </section>
  );
}
