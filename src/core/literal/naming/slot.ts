import type { ArrayType } from '../typing/types';

/** How a value gets its name: `x = 1`, `"x": 1`, `f(x=1)`; `element` is `x[0] = 1`, which names no array. */
export type Binding = 'none' | 'assigned' | 'keyed' | 'keyword' | 'element';

/** A place in the text where a value stands: a statement, an entry between braces, an argument of a call. */
export interface Slot {
  /** The first token, the first token of the value, and the token after the last. */
  readonly first: number;
  value: number;
  end: number;
  name: string | null;
  binding: Binding;
  /** The bracket that holds the slot, or -1; and the slot that this bracket stands in. */
  readonly group: number;
  readonly parent: Slot | null;
  /** The first list bracket of the value itself, or -1. */
  list: number;
  /** Whether the value is a tuple without parentheses: `x = [1, 2], [3, 4]`. */
  tuple: boolean;
  /** Names that are assigned together: `a, b = [1], [2]`. */
  unpacked: { readonly names: readonly (string | null)[]; used: number } | null;
  /** The token that keeps the value from being what the name holds: `+=`, `=>`; or -1. */
  changes: number;
  /** Whether the value is a statement of its own, as opposed to `return [1]` or an argument. */
  standing: boolean;
  /** Whether a call around the value makes something else of it: `x = f([1])`. */
  wrapped: boolean;
  /** The comma of `, dtype=float32` after the value, or -1. */
  suffix: number;
  /** A closing bracket right after the value that closes nothing, or -1. */
  stray: number;
  /** Whether a bracket of the slot is never closed. */
  unclosed: boolean;
  /** The type of the value; null where none is declared, `unknown` where it cannot be read. */
  type: ArrayType | 'unknown' | null;
  /** Whether the name, the type and where the value begins are known from the beginning of the statement. */
  declared: boolean;
  /** The type without what belongs to one name: what `b` has in common with `a` in `double a[2], b[3];`. */
  base: ArrayType | null;
  /** How far the line is indented that the slot begins on. */
  readonly column: number;
}

/** A slot that begins at a token, with nothing known about its value yet. */
export function newSlot(first: number, group: number, parent: Slot | null, column: number): Slot {
  return {
    first,
    value: first,
    end: first,
    name: null,
    binding: 'none',
    group,
    parent,
    list: -1,
    tuple: false,
    unpacked: null,
    changes: -1,
    standing: false,
    wrapped: false,
    suffix: -1,
    stray: -1,
    unclosed: false,
    type: null,
    declared: false,
    base: null,
    column,
  };
}
