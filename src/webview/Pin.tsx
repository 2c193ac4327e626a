import { usePanel } from './context';
import { Icon } from './Icon';

/** Keeps the panel where it is, or lets it follow the cursor and what is typed. */
export function Pin({ pinned }: { readonly pinned: boolean }) {
  const { order } = usePanel();
  return (
    <button
      type="button"
      class="button secondary pin"
      aria-pressed={pinned}
      title={
        pinned
          ? 'The panel stays where it is: let it follow the cursor'
          : 'The panel follows the cursor: keep it here'
      }
      onClick={() => order('pin', { pinned: !pinned })}
    >
      <Icon name="pin" /> {pinned ? 'Pinned' : 'Pin'}
    </button>
  );
}
