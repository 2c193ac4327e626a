import { type Range, type Result, fail, ok } from '../../result';
import type { Entry } from '../entries';
import type { Failure } from '../failure';
import type { ArrayLiteral } from '../literal';
import { elementsIn, someOf } from '../lexer/places';
import type { Source } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import type { Selected } from './selected';

/**
 * The rows of an array that are selected, as an array of its own. Null where the selection can be read in more than
 * one way; fails where the array is rearranged after it, so that its rows are not those of the text.
 */
export function rowsOf(
  source: Source,
  entry: Entry,
  literal: ArrayLiteral,
  selected: Selected,
): Result<Entry, Failure> | null {
  if (entry.rearranged) {
    const message =
      'The selection holds a part of an array that is rearranged after it: select the whole statement.';
    return fail({ code: 'non-literal', message, range: literal.range });
  }
  const rows = slice(source, literal, selected);
  return rows === null ? null : ok({ ...entry, literal: rows });
}

/** The selected elements as rows; null where they are no whole rows of one list. */
function slice(source: Source, literal: ArrayLiteral, selected: Selected): ArrayLiteral | null {
  const [start, end] = selected.range;
  const { places, tensor } = literal;
  const [from, to] = elementsIn(places, selected.range);
  if (to <= from) return null;
  let row = tensor.data.length;
  for (const [axis, length] of tensor.shape.entries()) {
    const list = row;
    row /= length;
    const aligned = from % row === 0 && to % row === 0;
    if (!aligned || Math.floor(from / list) !== Math.floor((to - 1) / list)) continue;
    const count = (to - from) / row;
    const inner = tensor.shape.slice(axis + 1);
    const shape = count === 1 ? inner : [count, ...inner];
    const surplus = surplusBrackets(source, literal, from, to, selected) - inner.length;
    if (shape.length === 0 || surplus > (count === 1 ? 0 : 1)) return null;
    const [first, last] = [places.start(from), places.end(to - 1)];
    return {
      ...literal,
      tensor: { shape, data: tensor.data.slice(from, to) },
      range: [
        Math.max(literal.range[0], Math.min(start, first)),
        Math.min(literal.range[1], Math.max(end, last)),
      ],
      places: someOf(places, from, to - from),
    };
  }
  return null;
}

/** How many list brackets are selected before the first element, or after the last one, whichever is more. */
function surplusBrackets(
  source: Source,
  literal: ArrayLiteral,
  from: number,
  to: number,
  { first, end }: Selected,
): number {
  const { tokens } = source;
  const [firstStart, lastEnd] = [literal.places.start(from), literal.places.end(to - 1)];
  const listsIn = (block: number): number => (tokens.block(block)?.shape.length ?? 1) - 1;
  let before = 0;
  for (let at = first; at < end && tokens.start(at) < firstStart; at++) {
    before += tokens.kind(at) === Kind.open ? 1 : listsIn(at);
  }
  let after = 0;
  for (let at = end - 1; at >= first && tokens.end(at) > lastEnd; at--) {
    after += tokens.kind(at) === Kind.close ? 1 : listsIn(at);
  }
  return Math.max(before, after);
}

/** How many elements of an entry a range touches. */
export function selectedElements({ literal }: Entry, range: Range): number {
  if (literal === null) return 0;
  const [first, end] = elementsIn(literal.places, range);
  return Math.max(0, end - first);
}
