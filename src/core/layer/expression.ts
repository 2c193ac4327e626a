/** Reads the value that belongs to position i of the loop that an expression runs over. */
export type Reader = (i: number) => number;

const unset: Reader = () => {
  throw new Error('a formula reads a value that is not computed yet');
};

/**
 * Every value of every layer, and of the formulas of mistakes, none of them computed yet. A gradient has a d before the name, and `dxmu_1` is a
 * part of `dxmu`. Written out as one object, so that formulas read its fields fast.
 */
// prettier-ignore
export const noValues = {
  x: unset, gamma: unset, beta: unset, dout: unset, eps: unset, running_mean: unset, running_var: unset,
  mask: unset,
  mu: unset, mu_rest: unset, xmu: unset, sq: unset, var: unset, std: unset, ms: unset, rms: unset,
  xhat: unset, gammax: unset, factor: unset, y: unset,
  S0: unset, S1: unset, M0: unset, M1: unset,
  sumG: unset, sumGXhat: unset, sumGX: unset, sumGC: unset, sumDout: unset, sumDoutXhat: unset,
  batchMean: unset, batchStd: unset, rowG: unset, rowGXhat: unset, D: unset, n: unset,
  dx: unset, dx_1: unset, dx_2: unset, dgamma: unset, dbeta: unset, dgammax: unset, dxhat: unset,
  dxmu: unset, dxmu_1: unset, dxmu_2: unset, dmu: unset, dsq: unset, dvar: unset, dstd: unset,
  dms: unset, drms: unset,
  next_running_mean: unset, next_running_var: unset,
};
export type Name = keyof typeof noValues;

/** What a value has one of: an element of x, a statistics group, or a parameter. */
export type Domain = 'element' | 'group' | 'parameter';

/** All values by name, as a formula reads them, with N, the number of values in a statistics group. */
export type Values = Readonly<Record<Name, Reader>> & { readonly N: number };

/** A formula for every member of a domain, or reduced over the elements of x that share a group or parameter. */
export interface Expression {
  readonly domain: Domain;
  readonly reduce: 'none' | 'sum' | 'mean';
  readonly formula: (values: Values, i: number) => number;
}

/** `each('element', ({ x, mu }, i) => x(i) - mu(i))` */
export function each(domain: Domain, formula: Expression['formula']): Expression {
  return { domain, reduce: 'none', formula };
}

/** `sum('group', ({ x }, i) => x(i))` is the sum of x over each group. */
export function sum(domain: 'group' | 'parameter', formula: Expression['formula']): Expression {
  return { domain, reduce: 'sum', formula };
}

/** The same over each group, divided by N. */
export function mean(formula: Expression['formula']): Expression {
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
