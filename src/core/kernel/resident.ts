import { Arena } from './memory';

/** x is (rows, columns), row-major; the columns are the groups, each with its own gamma and beta. */
export interface Columns {
  readonly kind: 'columns';
  readonly rows: number;
  readonly columns: number;
}

/**
 * The groups are runs of `length` elements in x. The parameter of the k-th element of group b is
 * (b % modulo) · perGroup + floor(k / run), and so perGroup · run = length.
 * Layer norm: modulo 1, run 1. Instance and group norm: run is the size of a channel.
 */
export interface Rows {
  readonly kind: 'rows';
  readonly groups: number;
  readonly length: number;
  readonly modulo: number;
  readonly perGroup: number;
  readonly run: number;
}

export type Grouping = Columns | Rows;

/** What each array has one value of. */
// prettier-ignore
const domains = {
  x: 'element', dout: 'element', y: 'element', dx: 'element',
  gamma: 'parameter', beta: 'parameter', dgamma: 'parameter', dbeta: 'parameter',
  mean: 'group', low: 'group', variance: 'group', std: 'group',
} as const;

export type ArrayName = keyof typeof domains;

/** A layer whose arrays lie in the kernels' memory: for repeated use, without a copy of x in or of dx out. */
export class Resident {
  private readonly rows: Rows;
  private readonly lengths: Readonly<Record<(typeof domains)[ArrayName], number>>;
  private readonly addresses = new Map<ArrayName, number>();
  private readonly scratch: number;

  constructor(
    private readonly grouping: Grouping,
    private readonly arena = new Arena(),
  ) {
    this.rows = asRows(grouping);
    const { groups, length, modulo, perGroup } = this.rows;
    this.lengths = { element: groups * length, parameter: modulo * perGroup, group: groups };
    this.scratch = arena.reserve(32 * (isColumns(grouping) ? grouping.columns : 2 * length + 2));
  }

  /** An array as it lies in memory, made on first use and valid until the next one is. */
  array(name: ArrayName): Float64Array {
    return this.arena.floats(this.at(name), this.lengths[domains[name]]);
  }

  put(values: Readonly<Partial<Record<ArrayName, Float64Array>>>): this {
    for (const [name, data] of Object.entries(values)) this.array(name as ArrayName).set(data);
    return this;
  }

  /** Copies of arrays, by name. */
  take<Name extends ArrayName>(...names: Name[]): Record<Name, Float64Array> {
    return Object.fromEntries(names.map((name) => [name, this.array(name).slice()])) as Record<
      Name,
      Float64Array
    >;
  }

  /** y, mean, low, variance and std from x, gamma and beta. */
  forward(eps: number): void {
    const { grouping, arena } = this;
    const [x, gamma, beta, y] = this.all('x', 'gamma', 'beta', 'y');
    const [mean, low, variance, std] = this.all('mean', 'low', 'variance', 'std');
    const rest = [x, gamma, beta, eps, y, mean, low, variance, std, this.scratch] as const;
    if (isColumns(grouping)) arena.run.columnsForward(grouping.rows, grouping.columns, ...rest);
    else arena.run.rowsForward(...this.shape, ...rest);
  }

  /** dx, dgamma and dbeta from x, dout, gamma, mean, low and std. */
  backward(): void {
    const { grouping, arena } = this;
    const [x, dout, gamma, dx] = this.all('x', 'dout', 'gamma', 'dx');
    const [mean, low, std, dgamma, dbeta] = this.all('mean', 'low', 'std', 'dgamma', 'dbeta');
    const rest = [x, dout, gamma, mean, low, std, dx, dgamma, dbeta, this.scratch] as const;
    if (isColumns(grouping)) arena.run.columnsBackward(grouping.rows, grouping.columns, ...rest);
    else arena.run.rowsBackward(...this.shape, ...rest);
  }

  private get shape(): readonly [number, number, number, number, number] {
    const { groups, length, modulo, perGroup, run } = this.rows;
    return [groups, length, modulo, perGroup, run];
  }

  private all<const Names extends readonly ArrayName[]>(...names: Names): { [k in keyof Names]: number } {
    return names.map((name) => this.at(name)) as { [k in keyof Names]: number };
  }

  private at(name: ArrayName): number {
    const known = this.addresses.get(name);
    if (known !== undefined) return known;
    const address = this.arena.reserve(8 * this.lengths[domains[name]]);
    this.addresses.set(name, address);
    return address;
  }
}

/** Two columns share a vector; a single one is a row. */
function isColumns(grouping: Grouping): grouping is Columns {
  return grouping.kind === 'columns' && grouping.columns > 1;
}

/** How many groups and parameters there are, and a single column as the row that it is. */
function asRows(grouping: Grouping): Rows {
  if (grouping.kind === 'rows') return grouping;
  const { rows, columns } = grouping;
  return { kind: 'rows', groups: columns, length: rows, modulo: columns, perGroup: 1, run: rows };
}
