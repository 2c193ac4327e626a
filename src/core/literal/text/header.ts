const ALONE = /^([\p{L}_][\p{L}\p{N}_.]*)\s*[:=]?$/u;
const NUMBERED = /^([\p{L}_][\p{L}\p{N}_.]*?)[ _]?(?:\[\d+\]|\(\d+\)|\d+)$/u;

/** The name of an array whose columns are named: `x` for one column x, or for x0, x1, x2; else null. */
export function headerName(cells: readonly string[]): string | null {
  const header = cells.map((cell) => cell.replace(/^[*`$_]+|[*`$_]+$/g, ''));
  const [first = ''] = header;
  if (header.length === 1) return ALONE.exec(first)?.[1] ?? null;
  const stem = NUMBERED.exec(first)?.[1];
  return stem !== undefined && header.every((cell) => NUMBERED.exec(cell)?.[1] === stem) ? stem : null;
}
