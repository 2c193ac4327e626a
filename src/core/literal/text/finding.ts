import type { Range, Result } from '../../result';
import type { Failure } from '../failure';
import { elementsIn, someOf } from '../lexer/places';
import type { ArrayLiteral } from '../literal';

/** An array that no brackets show, a table or a formula; or why what stands there is none. */
export interface Finding {
  /** All that belongs to it, its header and its name included: where a cursor means it. */
  readonly range: Range;
  readonly name: string | null;
  readonly result: Result<ArrayLiteral, Failure>;
  /** Whether the elements stand in another order than in the text. */
  readonly rearranged: boolean;
}

/** The part of a finding that a range selects: all of it, or rows of it. Null where it selects none. */
export function selectedOf(finding: Finding, range: Range): Result<ArrayLiteral, Failure> | null {
  const { result, rearranged } = finding;
  if (!result.ok) return touches(finding.range, range) ? result : null;
  const literal = result.value;
  const { tensor, places } = literal;
  const count = tensor.data.length;
  if (rearranged) {
    if (range[0] <= literal.range[0] && range[1] >= literal.range[1]) return result;
    return touches(literal.range, range) ? cuts(literal) : null;
  }
  const [from, to] = elementsIn(places, range);
  if (to <= from) return null;
  if (to - from === count) return result;
  const [, columns] = tensor.shape;
  if (columns === undefined || from % columns !== 0 || to % columns !== 0) return cuts(literal);
  return {
    ok: true,
    value: {
      ...literal,
      tensor: { shape: [(to - from) / columns, columns], data: tensor.data.slice(from, to) },
      range: [places.start(from), places.end(to - 1)],
      places: someOf(places, from, to - from),
    },
  };
}

/** Whether two ranges share a character. */
export function touches(a: Range, b: Range): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

function cuts({ range }: ArrayLiteral): Result<never, Failure> {
  const message = 'The selection cuts through an array: select it whole, or whole rows of it.';
  return { ok: false, error: { code: 'unbalanced', message, range } };
}
