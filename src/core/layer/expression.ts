import { sizeOf } from '../tensor/tensor';
import type { Layout } from './layout';

/** The values of a layer; a gradient has a d before the name (`dxmu_1` is a part of `dxmu`). */
// prettier-ignore
type Value =
  | 'x' | 'gamma' | 'beta' | 'running_mean' | 'running_var'
  | 'mu' | 'xmu' | 'sq' | 'var' | 'std' | 'xhat' | 'gammax' | 'y';
type Gradient = `d${Value}` | `d${Value}_${1 | 2}` | 'dout' | 'S0' | 'S1';
export type Name = Value | Gradient | 'next_running_mean' | 'next_running_var';

/** What a value has one of: an element of x, a statistics group, or a parameter. */
export type Domain = 'element' | 'group' | 'parameter';

/** Reads the value that belongs to position i of the loop that an expression runs over. */
export type Reader = (i: number) => number;

/** All values by name, as a formula reads them, with the two constants N and eps. */
export type Values = { readonly [name in Name]: Reader } & { readonly N: number; readonly eps: number };

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
}

/** The values computed so far, and the evaluation of expressions over them. */
export class Workspace {
  private readonly values: Map<Name, { readonly domain: Domain; readonly data: Float64Array }>;

  constructor(
    readonly layout: Layout,
    private readonly eps: number,
    base?: Workspace,
  ) {
    this.values = new Map(base?.values);
  }

  set(name: Name, domain: Domain, data: Float64Array): void {
    this.values.set(name, { domain, data });
  }

  get(name: Name): Float64Array {
    return this.entry(name).data;
  }

  shapeOf(domain: Domain): readonly number[] {
    const { shape, groupShape, paramShape } = this.layout;
    return { element: shape, group: groupShape, parameter: paramShape }[domain];
  }

  /** Evaluates lines in their order, each seeing the ones before it. */
  run(lines: readonly Line[]): this {
    for (const { id, expression } of lines) this.set(id, expression.domain, this.evaluate(expression));
    return this;
  }

  private evaluate({ domain, reduce, formula }: Expression): Float64Array {
    const result = new Float64Array(sizeOf(this.shapeOf(domain)));
    const values = this.readers(reduce === 'none' ? domain : 'element');
    if (reduce === 'none') {
      for (let i = 0; i < result.length; i++) result[i] = formula(values, i);
      return result;
    }
    const target = domain === 'group' ? this.layout.groupOf : this.layout.paramOf;
    for (let i = 0; i < target.length; i++) result[target[i]!]! += formula(values, i);
    if (reduce === 'mean') for (let k = 0; k < result.length; k++) result[k]! /= this.layout.count;
    return result;
  }

  /** A reader for each value computed so far; one without a value for the loop's domain throws when it is asked. */
  private readers(loop: Domain): Values {
    const { layout, eps } = this;
    const readers: Record<string, Reader | number> = { N: layout.count, eps };
    for (const [name, { domain, data }] of this.values) {
      const map = domain === 'group' ? layout.groupOf : layout.paramOf;
      if (domain === loop) readers[name] = (i) => data[i]!;
      else if (loop === 'element') readers[name] = (i) => data[map[i]!]!;
      else readers[name] = () => unreadable(name, loop);
    }
    return readers as unknown as Values;
  }

  private entry(name: Name): { readonly domain: Domain; readonly data: Float64Array } {
    const entry = this.values.get(name);
    if (entry === undefined) throw new Error(`${name} is not computed yet`);
    return entry;
  }
}

function unreadable(name: Name, loop: Domain): never {
  throw new Error(`${name} has no value for each ${loop}`);
}
