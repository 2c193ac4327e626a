import { Derivation } from './Derivation';
import { useReport } from './content-context';

/** The forward pass, step by step. */
export function Forward() {
  const { forward, mode } = useReport();
  return (
    <section aria-labelledby="forward">
      <h2 id="forward">Forward</h2>
      <p class="about">
        {mode === 'train'
          ? 'Training: normalised with the statistics of x.'
          : 'Evaluation: normalised with the running statistics.'}
      </p>
      <Derivation steps={forward} />
    </section>
  );
}
