import './formula.css';
import katex from 'katex';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A formula set by KaTeX, in a box of its own that scrolls where the formula is too long. */
export function Formula({ tex, label }: { readonly tex: string; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    // Only the DOM way: a Content Security Policy blocks the style attributes of katex.renderToString.
    katex.render(tex, element, { displayMode: true, throwOnError: false, strict: 'ignore' });
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [tex]);
  const reachable = overflows ? ({ tabIndex: 0, role: 'group', 'aria-label': label } as const) : {};
  return <div ref={box} class="formula" {...reachable} />;
}
