import type { Verdict } from '../core/report/report';
import { Icon } from './Icon';

export const verdictWord: Readonly<Record<Verdict, string>> = {
  agrees: 'Agrees',
  disagrees: 'Disagrees',
  'cannot-decide': 'Cannot decide',
};

/** A verdict as icon and word: its colour only repeats them. */
export function VerdictWord({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class="verdict-word">
      <Icon name={verdict} /> {verdictWord[verdict]}
    </span>
  );
}
