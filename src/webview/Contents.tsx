import './contents.css';
import { useEffect, useState } from 'preact/hooks';
import type { Verdict } from '../core/report/report';
import { Pin } from './Pin';
import { VerdictWord } from './VerdictWord';

const sections = ['Inputs', 'Forward', 'Backward', 'Errors'] as const;

/** Stays at the top of the window: the way to each section, the verdict once its banner is out of sight, and the pin. */
export function Contents({ verdict, pinned }: { readonly verdict: Verdict; readonly pinned: boolean }) {
  const [bannerSeen, setBannerSeen] = useState(true);
  useEffect(() => {
    const banner = document.getElementById('verdict');
    if (banner === null) return;
    const observer = new IntersectionObserver(([entry]) => setBannerSeen(entry?.isIntersecting ?? true));
    observer.observe(banner);
    return () => observer.disconnect();
  }, []);
  return (
    <nav class="contents" aria-label="Sections">
      {sections.map((name) => (
        <a key={name} href={`#${name.toLowerCase()}`}>
          {name}
        </a>
      ))}
      {!bannerSeen && (
        <a class={`contents-verdict tone-${verdict}`} href="#verdict" aria-label="Back to the verdict">
          <VerdictWord verdict={verdict} />
        </a>
      )}
      <Pin pinned={pinned} />
    </nav>
  );
}
