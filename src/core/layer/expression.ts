/** Reads the value that belongs to position i of the loop that an expression runs over. */
export type Reader = (i: number) => number;

/** The values of a layer. */
// prettier-ignore
type Value =
  | 'x' | 'gamma' | 'beta' | 'eps' | 'running_mean' | 'running_var' | 'mask'
  | 'mu' | 'mu_rest' | 'xmu' | 'sq' | 'var' | 'std' | 'ms' | 'rms' | 'xhat' | 'gammax' | 'factor' | 'y'
  | 'next_running_mean' | 'next_running_var';
/** A gradient has a d before the name; `dxmu_1` is a part of `dxmu`. */
type Gradient = `d${Value}` | `d${Value}_${1 | 2}` | 'dout' | `${'S' | 'M'}${0 | 1}`;
/** What the formulas of mistakes read beside them. */
// prettier-ignore
type Evidence =
  | 'sumG' | 'sumGXhat' | 'sumGX' | 'sumGC' | 'sumDout' | 'sumDoutXhat' | 'allDout' | 'allDoutXhat'
  | 'batchMean' | 'batchStd' | 'allG' | 'allGXhat' | 'rowG' | 'rowGXhat' | 'D' | 'n';
export type Name = Value | Gradient | Evidence;

/** What a value has one of: an element of x, a statistics group, or a parameter. */
export type Domain = 'element' | 'group' | 'parameter';

/** All values by name, as a formula reads them, with N, the number of values in a statistics group. */
export type Values = Readonly<Record<Name, Reader>> & { readonly N: number };

/** A formula, given all values once and then a position at a time: a loop over it reads its values without a detour. */
export type Formula = (values: Values) => (i: number) => number;

/** A formula for every member of a domain, or reduced over the elements of x that share a group or parameter. */
export interface Expression {
  readonly domain: Domain;
  readonly reduce: 'none' | 'sum' | 'mean';
  readonly formula: Formula;
  /** The value that this one is, where it is that and nothing else: it is not computed again. */
  readonly same?: Name;
}

/** A value under another name. */
export function same(domain: Domain, name: Name): Expression {
  return { ...each(domain, (values) => values[name]), same: name };
}

/** `each('element', ({ x, mu }) => (i) => x(i) - mu(i))` */
export function each(domain: Domain, formula: Formula): Expression {
  return { domain, reduce: 'none', formula };
}

/** `sum('group', ({ x }) => (i) => x(i))` is the sum of x over each group. */
export function sum(domain: 'group' | 'parameter', formula: Formula): Expression {
  return { domain, reduce: 'sum', formula };
}

/** The same over each group, divided by N. */
export function mean(formula: Formula): Expression {
  return { domain: 'group', reduce: 'mean', formula };
}

/** One line of a derivation: what it computes, as TeX and as code. */
export interface Line {
  readonly id: Name;
  readonly name: string;
  readonly tex: string;
  readonly expression: Expression;
  /** True for what arithmetic needs and paper does not: computed, never shown. */
  readonly hidden?: true;
}
