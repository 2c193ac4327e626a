import { sizeOf } from '../tensor/tensor';
import type { Domain, Expression, Line, Name, Reader, Values } from './expression';
import type { Layout } from './layout';

interface Entry {
  readonly domain: Domain;
  /** Computed when it is first read, and kept. */
  readonly data: () => Float64Array;
}

/** The values computed so far, and the evaluation of expressions over them. */
export class Workspace {
  private readonly entries: Map<Name, Entry>;
  /** Lines that several routes share are evaluated once: what they read is shared as well. */
  private readonly shared: Map<Line, Float64Array>;

  /** @param base a workspace whose values are known here too */
  constructor(
    readonly layout: Layout,
    base?: Workspace,
  ) {
    this.entries = new Map(base?.entries);
    this.shared = base?.shared ?? new Map<Line, Float64Array>();
  }

  set(name: Name, domain: Domain, data: Float64Array): void {
    this.entries.set(name, { domain, data: () => data });
  }

  /** A value that is computed only if a formula asks for it. */
  define(name: Name, domain: Domain, compute: () => Float64Array): void {
    let known: Float64Array | null = null;
    this.entries.set(name, { domain, data: () => (known ??= compute()) });
  }

  get(name: Name): Float64Array {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Error(`${name} is not computed yet`);
    return entry.data();
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
    for (const line of lines) {
      const data = this.shared.get(line) ?? this.value(line.expression);
      this.shared.set(line, data);
      this.set(line.id, line.expression.domain, data);
    }
    return this;
  }

  /** The values of one expression. */
  value({ domain, reduce, formula, same }: Expression): Float64Array {
    if (same !== undefined) return this.get(same);
    const length = sizeOf(this.shapeOf(domain));
    if (reduce === 'none') {
      const result = new Float64Array(length);
      const at = formula(this.readers(domain));
      for (let i = 0; i < length; i++) result[i] = at(i);
      return result;
    }
    const target = domain === 'group' ? this.layout.groupOf : this.layout.paramOf;
    const result = sums(length, target, formula(this.readers('element')));
    if (reduce === 'mean') for (let k = 0; k < length; k++) result[k]! /= this.layout.count;
    return result;
  }

  /** Some values of an expression that is not reduced. */
  valuesAt({ domain, formula }: Expression, positions: readonly number[]): Float64Array {
    const at = formula(this.readers(domain));
    const values = new Float64Array(positions.length);
    for (let k = 0; k < values.length; k++) values[k] = at(positions[k]!);
    return values;
  }

  /** The same values, with every line yet to be evaluated. */
  anew(): Workspace {
    const other = new Workspace(this.layout);
    for (const [name, { domain, data }] of this.entries) other.set(name, domain, data());
    return other;
  }

  /** A reader for each value that a formula asks for; it throws where there is none in the domain of the loop. */
  private readers(loop: Domain): Values {
    const { layout, entries } = this;
    const reader = (_: object, key: string): Reader | number => {
      if (key === 'N') return layout.count;
      const entry = entries.get(key as Name);
      if (entry?.domain === loop) return direct(entry.data());
      if (entry === undefined || loop !== 'element') throw new Error(`${key} has no value for each ${loop}`);
      return mapped(entry.data(), entry.domain === 'group' ? layout.groupOf : layout.paramOf);
    };
    return new Proxy({}, { get: reader }) as Values;
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
function sums(length: number, target: Uint32Array, term: Reader): Float64Array {
  const totals = new Float64Array(length);
  const lost = new Float64Array(length);
  for (let i = 0; i < target.length; i++) {
    const k = target[i]!;
    const value = term(i);
    const before = totals[k]!;
    const after = before + value;
    const taken = after - before;
    totals[k] = after;
    lost[k]! += before - (after - taken) + (value - taken);
  }
  for (let k = 0; k < length; k++) if (Number.isFinite(totals[k]!)) totals[k]! += lost[k]!;
  return totals;
}
