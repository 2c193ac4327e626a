import { CODE } from '../lexer/chars';
import { pathAfter } from '../lexer/source';
import { Kind } from '../lexer/tokens';
import { takeViews } from './arrays';
import type { Machine } from './machine';
import type { ArrayValue, Value } from './values';
import { type Pick, picked, viewOf } from './view';
import { sizeOf } from '../../tensor/tensor';

/** Applies the subscript after a list or array: [::-1], [None], [0], [:, 1:3]. */
export function applySubscript(machine: Machine, array: ArrayValue): void {
  const { tokens } = machine.source;
  const { index: open } = machine;
  const close = tokens.mate(open);
  if (close < 0 || close >= machine.limit) {
    return machine.fail('unbalanced', `${machine.quote(open)} is never closed.`, open);
  }
  const picks = picksIn(machine, open + 1, close, array);
  const view = picks === null ? null : picked(viewOf(array.shape), picks);
  if (view === null) {
    const message = `${machine.place} is followed by a subscript that is not read, or does not fit: write out the resulting numbers.`;
    return machine.fail('non-literal', message, open, close);
  }
  if (sizeOf(view.shape) === 0)
    return machine.fail('empty', 'This subscript leaves no numbers.', open, close);
  machine.value = taken(machine, array, view.shape.length, takeViews(machine, array, [view]));
  machine.index = close + 1;
}

/** One element of a list is a number of the language; of an array, an array without axes. */
function taken(
  machine: Machine,
  { kind, from }: ArrayValue,
  rank: number,
  result: ArrayValue | null,
): Value | null {
  if (result === null || kind === 'array' || rank > 0) return result;
  const [number = NaN] = machine.elements.valuesFrom(from);
  machine.elements.truncate(from);
  return { kind: 'scalar', number, store: result.store };
}

/** What is picked of each axis between the brackets; null where that is not written out. */
function picksIn(machine: Machine, first: number, close: number, array: ArrayValue): Pick[] | null {
  const { tokens } = machine.source;
  const picks: Pick[] = [];
  let rest = -1;
  for (let at = first; at < close;) {
    let end = at;
    while (end < close && tokens.kind(end) !== Kind.comma) end++;
    if (end === at + 1 && tokens.kind(at) === Kind.ellipsis && rest < 0) rest = picks.length;
    else {
      const pick = pickIn(machine, at, end);
      if (pick === null) return null;
      picks.push(pick);
    }
    at = end + 1;
  }
  if (array.kind === 'list' && (picks.length !== 1 || rest >= 0 || picks[0]?.kind === 'new')) return null;
  if (picks.length === 0 && rest < 0) return null;
  const axes = array.shape.length - picks.filter(({ kind }) => kind !== 'new').length;
  const whole = Array.from({ length: rest < 0 ? 0 : Math.max(0, axes) }, (): Pick => ({
    kind: 'slice',
    start: null,
    stop: null,
    step: 1,
  }));
  return rest < 0 ? picks : [...picks.slice(0, rest), ...whole, ...picks.slice(rest)];
}

function pickIn(machine: Machine, first: number, end: number): Pick | null {
  const { tokens, dialect } = machine.source;
  if (tokens.kind(first) === Kind.name) {
    const { path, last } = pathAfter(tokens, first, end);
    return last + 1 === end && dialect.algebra?.newAxes.has(path) === true ? { kind: 'new' } : null;
  }
  const bounds: (number | null)[] = [null];
  let at = first;
  for (; at < end; at++) {
    if (tokens.kind(at) === Kind.colon) bounds.push(null);
    else if (bounds.at(-1) !== null) return null;
    else {
      const isNegative = tokens.kind(at) === Kind.sign && tokens.code(at) !== CODE.plus;
      if (tokens.kind(at) === Kind.sign) at++;
      if (at >= end || tokens.kind(at) !== Kind.integer) return null;
      bounds[bounds.length - 1] = isNegative ? -Number(tokens.textOf(at)) : Number(tokens.textOf(at));
    }
  }
  const [start = null, stop = null, step = 1] = bounds;
  if (bounds.length === 1) return start === null ? null : { kind: 'index', index: start };
  return bounds.length > 3 || step === 0 ? null : { kind: 'slice', start, stop, step: step ?? 1 };
}
