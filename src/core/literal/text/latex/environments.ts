import type { Range } from '../../../result';

/** An environment: `\begin{name}` at [start, inside), and where its `\end{...}` stands, or -1. */
export interface Environment {
  readonly name: string;
  readonly start: number;
  readonly inside: number;
  endStart: number;
  end: number;
}

const MARK = /\\(begin|end)\s*\{([A-Za-z]+)\*?\}|\\[^A-Za-z]|%[^\n]*/g;
/** Environments whose inside is no LaTeX. */
const VERBATIM = new Set(['verbatim', 'Verbatim', 'lstlisting', 'minted', 'alltt', 'comment']);

/** The environments of a part of a text, by where they begin. */
export function environmentsIn(text: string, [from, to]: Range): Map<number, Environment> {
  const found = new Map<number, Environment>();
  const open: Environment[] = [];
  MARK.lastIndex = from;
  for (let mark = MARK.exec(text); mark !== null && mark.index < to; mark = MARK.exec(text)) {
    const [written, kind, name] = mark;
    if (name === undefined) continue;
    const inside = mark.index + written.length;
    if (kind === 'begin') {
      const environment = { name, start: mark.index, inside, endStart: -1, end: -1 };
      found.set(mark.index, environment);
      open.push(environment);
      if (VERBATIM.has(name)) MARK.lastIndex = closingAfter(text, name, inside, to);
      continue;
    }
    const last = open.at(-1);
    if (last?.name !== name) continue;
    open.pop();
    last.endStart = mark.index;
    last.end = inside;
  }
  return found;
}

export function isVerbatim({ name }: Environment): boolean {
  return VERBATIM.has(name);
}

function closingAfter(text: string, name: string, from: number, to: number): number {
  const at = text.indexOf(`\\end{${name}`, from);
  return at < 0 || at > to ? to : at;
}
