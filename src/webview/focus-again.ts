import { useEffect } from 'preact/hooks';
import { useContent } from './content-context';

/** The id of the element that was used last. */
let used: string | null = null;

/**
 * Keeps the focus on an element whose use may bring other content, in which it is made anew.
 * @returns what to call when the element is used
 */
export function useFocusAgain(id: string): () => void {
  const content = useContent();
  useEffect(() => {
    if (used === id && document.activeElement === document.body) document.getElementById(id)?.focus();
    used = null;
  }, [content, id]);
  return () => {
    used = id;
  };
}
