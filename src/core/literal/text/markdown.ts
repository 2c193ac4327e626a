import type { Range } from '../../result';
import type { Part } from '../lexer/scan';
import type { Page } from '../page';
import type { Finding } from './finding';
import { latexContents } from './latex/findings';
import { Lines } from './lines';
import { prosePage } from './prose';

/** How a part in a language is taken apart; the fences of a Markdown text are in any language. */
type ReadPart = (text: string, languageId: string, part: Part) => Page[];

const FENCE = /^(`{3,}|~{3,})\s*\{?\.?([\w+#.-]*)/;
/** Words after a fence that are no VS Code languages. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '': 'plaintext',
  text: 'plaintext',
  txt: 'plaintext',
  output: 'plaintext',
  console: 'plaintext',
  py: 'python',
  python3: 'python',
  ipython: 'python',
  pycon: 'python',
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'javascriptreact',
  ts: 'typescript',
  tsx: 'typescriptreact',
  jl: 'julia',
  m: 'matlab',
  rb: 'ruby',
  pl: 'perl',
  yml: 'yaml',
  'c++': 'cpp',
  cxx: 'cpp',
  cs: 'csharp',
  'c#': 'csharp',
  rs: 'rust',
  golang: 'go',
  f90: 'fortran',
  fortran90: 'fortran',
  math: 'latex',
};

/** A Markdown text: prose with pipe tables and formulas, and fences, each in its own language. */
export function markdownPages(text: string, part: Part, readPart: ReadPart): Page[] {
  const lines = new Lines(text, part);
  const pages: Page[] = [];
  let from = part.from;
  for (let line = 0; line < lines.count; line++) {
    const [, mark, word = ''] = FENCE.exec(lines.textOf(line)) ?? [];
    if (mark === undefined) continue;
    pages.push(
      prosePage(
        text,
        { ...part, from, to: lines.whole(line)[0] },
        formulasIn(text, [from, lines.whole(line)[0]]),
      ),
    );
    const close = closingFence(lines, line, mark);
    const inside = {
      ...part,
      from: lines.whole(line)[1],
      to: close < lines.count ? lines.whole(close)[0] : part.to,
    };
    const language = word.toLowerCase();
    pages.push(...readPart(text, LANGUAGES[language] ?? language, inside));
    line = close;
    from = close < lines.count ? lines.whole(close)[1] : part.to;
  }
  pages.push(prosePage(text, { ...part, from }, formulasIn(text, [from, part.to])));
  return pages;
}

/** The line that closes the fence opened on a line, or the count of lines. */
function closingFence(lines: Lines, open: number, mark: string): number {
  for (let line = open + 1; line < lines.count; line++) {
    const text = lines.textOf(line);
    if (text.startsWith(mark) && text.replaceAll(mark.charAt(0), '') === '') return line;
  }
  return lines.count;
}

const CLOSERS: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]', '\\(': '\\)', $: '$' };

/** The arrays in the formulas of a text: between dollars, `\[` and `\]`, or `\begin` and `\end`. */
function formulasIn(text: string, [from, to]: Range): Finding[] {
  const findings: Finding[] = [];
  const vain = new Set<string>();
  const opening = /\$\$?|\\[[(]|\\begin\{([A-Za-z]+\*?)\}|`+/g;
  opening.lastIndex = from;
  for (let open = opening.exec(text); open !== null && open.index < to; open = opening.exec(text)) {
    const [mark, environment] = open;
    const closer = environment === undefined ? (CLOSERS[mark] ?? mark) : `\\end{${environment}}`;
    const inside = open.index + mark.length;
    const end = vain.has(closer) ? -1 : text.indexOf(closer, inside);
    if (end < 0 || end > to) {
      vain.add(closer);
      continue;
    }
    opening.lastIndex = end + closer.length;
    if (mark.startsWith('`')) continue;
    const range: Range = environment === undefined ? [inside, end] : [open.index, end + closer.length];
    findings.push(...latexContents(text, range).findings);
  }
  return findings;
}
