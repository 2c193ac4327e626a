import type { Lines } from './lines';

/** The name that stands above a table, and where its line begins. */
export interface Caption {
  readonly name: string;
  readonly start: number;
}

const WORD = String.raw`[\p{L}_][\p{L}\p{N}_.]*`;
/** `dx`, `# dx:`, `**dx** =`: nothing but a name; or any words, and at the end a name with a colon or an equals sign. */
const ALONE = new RegExp(`^[#%/*>\\s]*[*_\`]*(${WORD}?)[*_\`]*\\s*(?::=|[:=])?[*_]*$`, 'u');
const LAST = new RegExp(`(?:^|[\\s(:\\]>"'\`*])(${WORD})[*_\`]*\\s*(?::=|[:=])[*_]*$`, 'u');
const LONGEST = 200;

/** The name on the line before a table, where one blank line at most stands between; null where there is none. */
export function captionAbove(lines: Lines, line: number): Caption | null {
  let at = line - 1;
  if (at > 0 && lines.isBlank(at)) at--;
  if (at < 0 || lines.end(at) - lines.start(at) > LONGEST) return null;
  const text = lines.textOf(at);
  const needsMark = at < line - 1 && !text.startsWith('#');
  const name = (ALONE.exec(text) ?? LAST.exec(text))?.[1];
  if (name === undefined || (needsMark && !/[:=][*_]*$/.test(text))) return null;
  return { name, start: lines.start(at) };
}
