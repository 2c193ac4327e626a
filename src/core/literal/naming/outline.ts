import { fail, ok, type Range, type Result } from '../../result';
import { isSetting, strayFailure } from '../entries';
import type { Failure } from '../failure';
import type { ArrayLiteral } from '../literal';
import type { Page } from '../page';

/** A named value of a text: a literal, or the reason why what is meant as an array is none. */
export interface Named {
  readonly name: string;
  /** Whether it is assigned outside of any block. */
  readonly lasting: boolean;
  readonly literal: Result<ArrayLiteral, Failure>;
  /** From the name to the end of the value. */
  readonly range: Range;
}

/**
 * The named values of a text whose names are recognised, in the order of the text: literals, and what is meant as an
 * array but cannot be read. Values of other names are not even read.
 */
export function outlineOf(
  { source, slots, read, findings }: Page,
  recognised: (name: string) => boolean,
): Named[] {
  const { tokens } = source;
  const tables = findings.flatMap(({ name, range, result }): Named[] =>
    name === null || !recognised(name) ? [] : [{ name, range, literal: result, lasting: true }],
  );
  const values = slots.flatMap((slot): Named[] => {
    const { name, binding } = slot;
    if (name === null || binding === 'element' || binding === 'none' || !recognised(name)) return [];
    const entry = read(slot);
    const failure = entry.failure ?? strayFailure(source, slot);
    const range = [tokens.start(slot.first), tokens.end(slot.end - 1)] as const;
    const lasting = slot.group < 0 && slot.column === 0 && binding === 'assigned';
    if (failure !== null)
      return entry.failure === null || entry.broken ? [{ name, lasting, range, literal: fail(failure) }] : [];
    if (entry.literal === null || isSetting(source, entry)) return [];
    return [{ name, lasting, range, literal: ok(entry.literal) }];
  });
  return [...tables, ...values].sort((a, b) => a.range[0] - b.range[0]);
}

/** Of each name that is assigned outside of any block, what it holds at the end of the text. */
export function lastAssigned(outline: readonly Named[]): Named[] {
  const last = new Map<string, Named>();
  for (const named of outline) if (named.lasting) last.set(named.name, named);
  return [...last.values()];
}
