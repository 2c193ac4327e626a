import { aboutForward } from './about-forward';
import { Derivation } from './Derivation';
import { useReport } from './content-context';

/** The forward pass, step by step. */
export function Forward() {
  const report = useReport();
  return (
    <section aria-labelledby="forward">
      <h2 id="forward">Forward</h2>
      <p class="about">{aboutForward(report)}</p>
      <Derivation steps={report.forward} />
    </section>
  );
}
