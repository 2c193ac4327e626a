import { CODE } from '../lexer/chars';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';

/** How the elements of a list are told apart. `unclear`: `[1 -2]` is one number in code and two in a print. */
export type Separation = 'commas' | 'spaces' | 'unclear';

/** How a list without commas separates its elements; looks only at what stands directly inside it. */
export function separationOf(source: Source, open: number, limit: number): Separation {
  const { tokens, dialect } = source;
  if (!dialect.prints || tokens.holdsComma(open)) return 'commas';
  const end = Math.min(limit, tokens.afterGroup(open));
  let unclear = false;
  for (let index = open + 1; index < end; index++) {
    const kind = tokens.kind(index);
    const before = index === open + 1 ? 0 : tokens.kind(index - 1);
    const afterNumber = isNumber(source, index - 1) && before !== 0;
    if (kind === Kind.open) {
      if (tokens.code(index) !== CODE.openBracket) return unclear ? 'unclear' : 'commas';
      const newRow = tokens.afterBreak(index) || (dialect.prose && tokens.afterSpace(index));
      if (before === Kind.close && (newRow || holdsSpaces(source, index, limit))) return 'spaces';
      index = tokens.afterGroup(index) - 1;
    } else if (kind === Kind.sign) {
      const pressed =
        tokens.afterSpace(index) && !tokens.afterSpace(index + 1) && isNumber(source, index + 1);
      if (afterNumber && pressed) unclear = true;
      else if (afterNumber) return 'commas';
    } else if (kind === Kind.ellipsis || kind === Kind.close) {
      if (afterNumber && kind === Kind.ellipsis) return 'spaces';
    } else if (isNumber(source, index)) {
      if (afterNumber) return 'spaces';
    } else if (kind !== Kind.dot) return 'commas';
  }
  if (unclear && dialect.prose) return 'spaces';
  return unclear ? 'unclear' : 'commas';
}

/** `[1 2] [3 4]` on one line: the numbers tell that these are two rows, and no subscript. */
function holdsSpaces(source: Source, open: number, limit: number): boolean {
  const { tokens } = source;
  return (
    tokens.afterSpace(open) && isNumber(source, open + 1) && separationOf(source, open, limit) === 'spaces'
  );
}

function isNumber(source: Source, index: number): boolean {
  const kind = source.tokens.kind(index);
  if (kind === Kind.name) return source.dialect.constants.has(source.tokens.textOf(index));
  return kind > 0 && kind <= Kind.oddNumber;
}

/** Whether another list of the same literal, from its outermost bracket on, is clearly a print. */
export function isPrintElsewhere(source: Source, outermost: number, limit: number): boolean {
  const { tokens } = source;
  const end = Math.min(limit, tokens.afterGroup(outermost));
  for (let index = outermost; index < end; index++) {
    const isList = tokens.kind(index) === Kind.open && tokens.code(index) === CODE.openBracket;
    if (isList && separationOf(source, index, limit) === 'spaces') return true;
  }
  return false;
}
