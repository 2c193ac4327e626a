import './message.css';
import { usePanel } from './context';

/** Nothing was checked yet: says how to start. */
export function Empty() {
  const { order } = usePanel();
  return (
    <section class="message">
      <h1>Nothing to check yet</h1>
      <p>
        Put the cursor into an array of numbers, or select several, and run{' '}
        <kbd>BN Gradcheck: Check Array Literal</kbd> from the Command Palette.
      </p>
      <p class="quiet">
        Name arrays x, gamma, beta and dout to give them; name one dx, dgamma or dbeta to have it judged.
      </p>
      <p class="quiet">
        The layer is the one that is named near x (batch, layer, group, instance or RMS norm, or dropout), or
        else batch norm; it can be switched here.
      </p>
      <button type="button" class="button" onClick={() => order('openExample', null)}>
        Open an example
      </button>
    </section>
  );
}
