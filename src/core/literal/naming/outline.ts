import { fail, ok, type Range, type Result } from '../../result';
import { isSetting, type ReadSlot, strayFailure } from '../entries';
import type { Failure } from '../failure';
import type { Source } from '../lexer/source';
import type { ArrayLiteral } from '../literal';
import type { Slot } from './slot';

/** A named value of a text: a literal, or the reason why what is meant as an array is none. */
export interface Named {
  readonly name: string;
  readonly slot: Slot;
  readonly literal: Result<ArrayLiteral, Failure>;
  /** From the name to the end of the value. */
  readonly range: Range;
}

/**
 * The named values of a text whose names are recognised, in the order of the text: literals, and what is meant as an
 * array but cannot be read. Values of other names are not even read.
 */
export function outlineOf(
  source: Source,
  slots: readonly Slot[],
  read: ReadSlot,
  recognised: (name: string) => boolean,
): Named[] {
  const { tokens } = source;
  return slots.flatMap((slot): Named[] => {
    const { name, binding } = slot;
    if (name === null || binding === 'element' || binding === 'none' || !recognised(name)) return [];
    const entry = read(slot);
    const failure = entry.failure ?? strayFailure(source, slot);
    const range = [tokens.start(slot.first), tokens.end(slot.end - 1)] as const;
    if (failure !== null)
      return entry.failure === null || entry.broken ? [{ name, slot, range, literal: fail(failure) }] : [];
    if (entry.literal === null || isSetting(source, entry)) return [];
    return [{ name, slot, range, literal: ok(entry.literal) }];
  });
}

/** Of each name that is assigned outside of any block, what it holds at the end of the text. */
export function lastAssigned(outline: readonly Named[]): Named[] {
  const last = new Map<string, Named>();
  for (const named of outline) {
    const { group, column, binding } = named.slot;
    if (group < 0 && column === 0 && binding === 'assigned') last.set(named.name, named);
  }
  return [...last.values()];
}
