import { useEffect, useLayoutEffect } from 'preact/hooks';
import { isCount, type Memory } from './state';

const key = 'scroll';

/** Comes back to where the page was scrolled, once it has something to show. */
export function useRememberedScroll(memory: Memory, filled: boolean): void {
  useLayoutEffect(() => {
    if (filled) window.scrollTo(0, memory.read(key, isCount) ?? 0);
  }, [memory, filled]);
  useEffect(() => {
    if (!filled) return;
    let timer = 0;
    const onScroll = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(() => memory.write(key, Math.round(window.scrollY)), 100);
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
    };
  }, [memory, filled]);
}
