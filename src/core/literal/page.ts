import type { Range } from '../result';
import { type Entry, type ReadSlot, arraysAndScalars, isArray, readerOf, strayFailure } from './entries';
import type { Failure } from './failure';
import type { Source } from './lexer/source';
import type { ArrayLiteral } from './literal';
import type { Slot } from './naming/slot';
import { findSlots } from './naming/slots';
import { type Finding, touches } from './text/finding';

/**
 * A part of a text that is read in one way: the slots of its code, and the findings among them. A file of code is one
 * page; a Markdown text has a page for each fence.
 */
export interface Page {
  readonly range: Range;
  readonly source: Source;
  readonly slots: readonly Slot[];
  readonly read: ReadSlot;
  readonly findings: readonly Finding[];
  /** Whether all of it is meant as numbers, so that a fault in it is never passed over. */
  readonly strict: boolean;
}

/** A page of code with findings in it; what stands within a finding is no code. */
export function pageOf(
  source: Source,
  findings: readonly Finding[] = [],
  {
    range = [source.tokens.from, source.tokens.to],
    strict = false,
  }: Partial<Pick<Page, 'range' | 'strict'>> = {},
): Page {
  const { tokens } = source;
  let next = 0;
  const slots = findSlots(source).filter((slot) => {
    const start = tokens.start(slot.first);
    const end = Math.max(tokens.end(slot.end - 1), start + 1);
    let finding = findings[next];
    while (finding !== undefined && finding.range[1] <= start) finding = findings[++next];
    return finding === undefined || !touches(finding.range, [start, end]);
  });
  return { range, source, slots, read: readerOf(source, slots), findings, strict };
}

/** All that a page holds, in the order of the text: its literals, and why other things are none. */
export interface Contents {
  readonly literals: ArrayLiteral[];
  readonly failures: Failure[];
}

/** The contents of a page; whatever is no literal and not meant as one is passed over. */
export function contentsOf(page: Page): Contents {
  const { source, slots, read, findings } = page;
  const entries: Entry[] = [];
  const failures: Failure[] = [];
  for (const slot of slots) {
    if (slot.binding === 'element' || (slot.binding === 'none' && !slot.standing)) continue;
    const entry = read(slot);
    const stray = isArray(entry) ? strayFailure(source, slot) : null;
    if (entry.failure === null && stray === null) entries.push(entry);
    else if (entry.telling) failures.push(...(entry.failure === null ? [] : [entry.failure]));
    else if (stray !== null) failures.push(stray);
  }
  const literals = literalsOf(arraysAndScalars(source, entries, hasArray(findings)));
  for (const { result } of findings) {
    if (result.ok) literals.push(result.value);
    else failures.push(result.error);
  }
  return { literals: inOrder(literals), failures };
}

/** Whether one of the findings is an array. */
export function hasArray(findings: readonly Finding[]): boolean {
  return findings.some(({ result }) => result.ok && result.value.tensor.shape.length > 0);
}

export function literalsOf(entries: readonly Entry[]): ArrayLiteral[] {
  return entries.flatMap(({ literal }) => (literal === null ? [] : [literal]));
}

export function inOrder(literals: ArrayLiteral[]): ArrayLiteral[] {
  return literals.sort((a, b) => a.range[0] - b.range[0]);
}
