import type { ComponentChildren } from 'preact';
import { Icon } from './Icon';

interface Props {
  readonly open: boolean;
  readonly controls: string;
  onToggle(open: boolean): void;
  readonly children: ComponentChildren;
}

/** A button that folds and unfolds what follows it. */
export function Disclosure({ open, controls, onToggle, children }: Props) {
  return (
    <button
      type="button"
      class="disclosure"
      aria-expanded={open}
      {...(open ? { 'aria-controls': controls } : {})}
      onClick={() => onToggle(!open)}
    >
      <Icon name={open ? 'down' : 'right'} />
      <span>{children}</span>
    </button>
  );
}
