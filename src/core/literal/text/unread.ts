import { fail } from '../../result';
import type { Lines } from './lines';
import type { Print } from './prints';

/** Prints that would give other numbers than they mean if their lists alone were read, and what to print instead. */
const unread: readonly (readonly [start: RegExp, advice: string])[] = [
  [
    /^(?:[\w.]+\s*[=:]\s*)?<tf\.(?:Tensor|Variable)\b/,
    'This print of TensorFlow’s is not read: print x.numpy() instead.',
  ],
  [
    /^(?:[\w.]+\s*[=:]\s*)?masked_array\(/,
    'A masked array has elements without a value: print x.filled(np.nan) instead.',
  ],
  [
    /^(?:[\w.]+\s*[=:]\s*)?1(?:\.0*)?e[-+]?\d+\s*\*$/,
    'A common factor stands above these numbers: multiply it in, or print without it (torch.set_printoptions(sci_mode=False)).',
  ],
];

/** Refuses what is clearly such a print, up to the next blank line. */
export function refuseUnread(lines: Lines, line: number): Print | null {
  if (lines.end(line) - lines.start(line) > 500) return null;
  const text = lines.textOf(line);
  const found = unread.find(([start]) => start.test(text));
  if (found === undefined) return null;
  let end = line + 1;
  while (end < lines.count && !lines.isBlank(end)) end++;
  const range = lines.range(line, end - 1);
  const result = fail({ code: 'non-literal', message: found[1], range } as const);
  return { finding: { range, name: null, result, rearranged: false }, end };
}
