import { isBlank, isBreak } from '../lexer/chars';
import { PROSE } from '../dialect/generic';
import type { Range } from '../../result';
import type { Source } from '../lexer/source';
import type { Page } from '../page';
import { prosePage } from '../text/prose';
import type { Selected } from './selected';
import { Kind } from '../lexer/tokens';

/**
 * The text that a selection lies in when it lies wholly in comments or in one string: what is pasted there is meant
 * for people, such as a printed array. Null where the selection holds code; [first, end) are the tokens it touches.
 */
export function textRegion(source: Source, { range, first, end }: Selected): Page | null {
  if (source.dialect === PROSE && source.tokens.to < source.text.length) return null;
  if (first >= end) return commentRegion(source, range);
  return end === first + 1 ? stringRegion(source, range, first) : null;
}

function stringRegion(source: Source, range: Range, token: number): Page | null {
  const { tokens, text } = source;
  const [from, to] = [tokens.start(token), tokens.end(token)];
  if (tokens.kind(token) !== Kind.string || range[0] < from || range[1] > to) return null;
  const mark = /^(["'`])(?:\1\1)?/.exec(text.slice(from, from + 3))?.[0] ?? '';
  // A cursor in a string on one line is in a string, and not in what might be pasted into a docstring.
  if (range[0] === range[1] && mark.length < 3) return null;
  const isDoctest = text.slice(from, to).includes('>>> ');
  return prosePage(text, {
    from: from + mark.length,
    to: Math.max(from + mark.length, to - mark.length),
    // A line of three points alone is no prompt: it leaves numbers out.
    marks: isDoctest ? ['>>> ', '... '] : [],
    cuts: null,
  });
}

/** The comments around a selection, joined where only white space parts them. */
function commentRegion(source: Source, range: Range): Page | null {
  const { text, dialect } = source;
  const { starts, ends } = source.tokens.comments;
  let first = ends.firstAtLeast(range[0] + 1);
  let last = starts.firstAtLeast(range[1]) - 1;
  if (first >= starts.count || last < first) return null;
  while (first > 0 && isWhite(text, ends.at(first - 1), starts.at(first))) first--;
  while (last + 1 < starts.count && isWhite(text, ends.at(last), starts.at(last + 1))) last++;
  const { lineComments, blockComments } = dialect.lexicon;
  const marks = [...blockComments.flat(), ...lineComments, ...(blockComments.length > 0 ? ['*'] : [])];
  const closed = blockComments.some(
    ([, close]) => text.endsWith(close, ends.at(last)) || text.slice(0, ends.at(last)).endsWith(close),
  );
  return prosePage(text, {
    from: starts.at(first),
    to: ends.at(last) - (closed ? 2 : 0),
    marks,
    cuts: null,
  });
}

function isWhite(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (!isBlank(code) && !isBreak(code)) return false;
  }
  return true;
}
