import { sizeOf } from '../tensor/tensor';
import {
  noValues,
  type Domain,
  type Expression,
  type Line,
  type Name,
  type Reader,
  type Values,
} from './expression';
import type { Layout } from './layout';

interface Entry {
  readonly domain: Domain;
  readonly data: Float64Array;
}

/** The values computed so far, and the evaluation of expressions over them. */
export class Workspace {
  private readonly entries: Map<Name, Entry>;

  /** @param base a workspace whose values are known here too */
  constructor(
    readonly layout: Layout,
    base?: Workspace,
  ) {
    this.entries = new Map(base?.entries);
  }

  set(name: Name, domain: Domain, data: Float64Array): void {
    this.entries.set(name, { domain, data });
  }

  get(name: Name): Float64Array {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Error(`${name} is not computed yet`);
    return entry.data;
  }

  has(name: Name): boolean {
    return this.entries.has(name);
  }

  shapeOf(domain: Domain): readonly number[] {
    const { shape, groupShape, paramShape } = this.layout;
    return { element: shape, group: groupShape, parameter: paramShape }[domain];
  }

  /** Evaluates lines in their order, each seeing the ones before it. */
  run(lines: readonly Line[]): this {
    for (const { id, expression } of lines) this.set(id, expression.domain, this.value(expression));
    return this;
  }

  /** The values of one expression. */
  value({ domain, reduce, formula }: Expression): Float64Array {
    const length = sizeOf(this.shapeOf(domain));
    if (reduce === 'none') {
      const result = new Float64Array(length);
      const values = this.readers(domain);
      for (let i = 0; i < length; i++) result[i] = formula(values, i);
      return result;
    }
    const target = domain === 'group' ? this.layout.groupOf : this.layout.paramOf;
    const result = sums(length, target, formula, this.readers('element'));
    if (reduce === 'mean') for (let k = 0; k < length; k++) result[k]! /= this.layout.count;
    return result;
  }

  /** A reader for each value computed so far; one without a value for the loop's domain throws when it is asked. */
  private readers(loop: Domain): Values {
    const { layout } = this;
    const readers = { ...noValues, N: layout.count };
    for (const [name, { domain, data }] of this.entries) {
      if (domain === loop) readers[name] = direct(data);
      else if (loop === 'element')
        readers[name] = mapped(data, domain === 'group' ? layout.groupOf : layout.paramOf);
    }
    return readers;
  }
}

function direct(data: Float64Array): Reader {
  return (i) => data[i]!;
}

function mapped(data: Float64Array, map: Uint32Array): Reader {
  return (i) => data[map[i]!]!;
}

/**
 * The sums of a formula over the elements that share a target. What each addition rounds off is summed too and
 * added at the end (Knuth's two-sum, as in Ogita, Rump and Oishi 2005, algorithm 4.3), so that a sum is as good
 * as one in twice the precision, however many terms it has.
 */
function sums(
  length: number,
  target: Uint32Array,
  formula: Expression['formula'],
  values: Values,
): Float64Array {
  const totals = new Float64Array(length);
  const lost = new Float64Array(length);
  for (let i = 0; i < target.length; i++) {
    const k = target[i]!;
    const term = formula(values, i);
    const before = totals[k]!;
    const after = before + term;
    const taken = after - before;
    totals[k] = after;
    lost[k]! += before - (after - taken) + (term - taken);
  }
  for (let k = 0; k < length; k++) if (Number.isFinite(totals[k]!)) totals[k]! += lost[k]!;
  return totals;
}
