import { mean, sum, type Domain, type Expression, type Name } from '../layer/expression';
import type { Form } from '../layer/form';
import type { Layout } from '../layer/layout';
import { Workspace } from '../layer/workspace';
import type { Values } from '../gradcheck/groups';
import type { OutputName } from '../problem/problem';

/** The layer whose output is wrong, in the units of its values. */
export interface Case {
  readonly form: Form;
  readonly layout: Layout;
  readonly values: Values;
  /** The values of the forward pass. */
  readonly forward: Workspace;
}

/**
 * An output that is wrong: as it is, as it should be, how far each element may be from what was computed, and how
 * large the terms are that make it.
 */
export interface Suspect {
  readonly output: OutputName;
  readonly value: Float64Array;
  readonly right: Float64Array;
  readonly bound: Float64Array;
  readonly scale: Float64Array;
}

/**
 * Everything that the formulas of mistakes read. RMS norm's root mean square goes by the names of a deviation.
 * @param shift how far the mean of each group is off, as rounding may leave it
 */
export function evidence({ layout, values, forward }: Case, shift?: Float64Array): Workspace {
  const workspace = new Workspace(layout, forward);
  const set = (name: Name, domain: Domain, data: Float64Array): void => workspace.set(name, domain, data);
  const { running, centred } = values;
  set('gamma', 'parameter', values.gamma);
  set('beta', 'parameter', values.beta);
  if (!centred) {
    set('mu', 'group', new Float64Array(values.eps.length));
    set('xmu', 'element', values.x);
    set('var', 'group', forward.get('ms'));
    set('std', 'group', forward.get('rms'));
  }
  if (running) {
    set('mu', 'group', running.mean);
    set('var', 'group', running.var);
  }
  if (shift) {
    const xmu = workspace.get('xmu').map((c, i) => c + shift[layout.groupOf[i]!]!);
    const std = workspace.get('std');
    set('xmu', 'element', xmu);
    set(
      'xhat',
      'element',
      xmu.map((c, i) => c / std[layout.groupOf[i]!]!),
    );
    set(
      'var',
      'group',
      workspace.get('var').map((v, group) => v + shift[group]! ** 2),
    );
  }
  const moving = running === null;
  const groups = values.eps.length;
  const none = (): Float64Array => new Float64Array(groups);
  const define = (name: Name, domain: Domain, compute: () => Float64Array): void =>
    workspace.define(name, domain, compute);
  for (const [name, expression] of sums) define(name, expression.domain, () => workspace.value(expression));
  const due = (name: Name, of: Name, isDue: boolean): void =>
    define(name, 'group', isDue ? () => workspace.get(of) : none);
  due('S0', 'sumG', centred && moving);
  due('S1', 'sumGXhat', moving);
  due('sumDout', 'allDout', centred && moving);
  due('sumDoutXhat', 'allDoutXhat', moving);
  const total = (name: Name): Float64Array =>
    new Float64Array(groups).fill(workspace.get(name).reduce((sum, value) => sum + value, 0));
  // RMS norm takes no mean of g out, over whatever axis.
  define('allG', 'group', () => (centred ? total('sumG') : none()));
  define('allGXhat', 'group', () => total('sumGXhat'));
  define('rowG', 'element', () =>
    centred ? acrossGroups(layout, workspace.get('dxhat')) : new Float64Array(layout.size),
  );
  define('rowGXhat', 'element', () => acrossGroups(layout, product(workspace, 'dxhat', 'xhat')));
  set('D', 'group', new Float64Array(groups).fill(groups));
  set(
    'n',
    'parameter',
    values.gamma.map(() => layout.size / values.gamma.length),
  );
  batchStatistics(workspace, values);
  return workspace;
}

function product(workspace: Workspace, one: Name, other: Name): Float64Array {
  const factors = workspace.get(other);
  return workspace.get(one).map((value, i) => value * factors[i]!);
}

const sums: readonly (readonly [Name, Expression])[] = [
  [
    'dxhat',
    {
      domain: 'element',
      reduce: 'none',
      formula:
        ({ gamma, dout }) =>
        (i) =>
          gamma(i) * dout(i),
    },
  ],
  [
    'sumG',
    sum(
      'group',
      ({ dxhat }) =>
        (i) =>
          dxhat(i),
    ),
  ],
  [
    'sumGXhat',
    sum(
      'group',
      ({ dxhat, xhat }) =>
        (i) =>
          dxhat(i) * xhat(i),
    ),
  ],
  [
    'sumGX',
    sum(
      'group',
      ({ dxhat, x }) =>
        (i) =>
          dxhat(i) * x(i),
    ),
  ],
  [
    'sumGC',
    sum(
      'group',
      ({ dxhat, xmu }) =>
        (i) =>
          dxhat(i) * xmu(i),
    ),
  ],
  [
    'allDout',
    sum(
      'group',
      ({ dout }) =>
        (i) =>
          dout(i),
    ),
  ],
  [
    'allDoutXhat',
    sum(
      'group',
      ({ dout, xhat }) =>
        (i) =>
          dout(i) * xhat(i),
    ),
  ],
];

/** For each element the sum over the elements that stand at the same place in the other groups. */
function acrossGroups({ groupOf, count }: Layout, data: Float64Array): Float64Array {
  const places = new Uint32Array(data.length);
  const seen = new Uint32Array(data.length / count);
  const totals = new Float64Array(count);
  for (let i = 0; i < data.length; i++) {
    places[i] = seen[groupOf[i]!]!++;
    totals[places[i]!]! += data[i]!;
  }
  const summed = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) summed[i] = totals[places[i]!]!;
  return summed;
}

/** Mean and deviation of x itself, where evaluation mode has others and RMS norm takes none. */
function batchStatistics(workspace: Workspace, { eps, running, centred }: Values): void {
  if (running === null && centred) {
    workspace.define('batchMean', 'group', () => workspace.get('mu'));
    workspace.define('batchStd', 'group', () => workspace.get('std'));
    return;
  }
  workspace.define('batchMean', 'group', () => workspace.value(mean(({ x }) => x)));
  workspace.define('batchStd', 'group', () =>
    workspace
      .value(
        mean(
          ({ x, batchMean }) =>
            (i) =>
              (x(i) - batchMean(i)) ** 2,
        ),
      )
      .map((variance, group) => Math.sqrt(variance + eps[group]!)),
  );
}
