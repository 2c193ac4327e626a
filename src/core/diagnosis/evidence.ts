import { sum, type Domain, type Expression, type Line, type Name } from '../layer/expression';
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

/** An output that is wrong: as it is, as it should be, and how far each element may be from what was computed. */
export interface Suspect {
  readonly output: OutputName;
  readonly value: Float64Array;
  readonly right: Float64Array;
  readonly bound: Float64Array;
}

/**
 * Everything that the formulas of mistakes read. RMS norm's root mean square goes by the names of a deviation.
 * @param shift how far the mean of each group is off, as rounding may leave it
 */
export function evidence({ layout, values, forward }: Case, shift?: Float64Array): Workspace {
  const workspace = new Workspace(layout, forward);
  const groups = values.eps.length;
  const set = (name: Name, domain: Domain, data: Float64Array): void => workspace.set(name, domain, data);
  const { running, centred } = values;
  set('gamma', 'parameter', values.gamma);
  set('beta', 'parameter', values.beta);
  if (!centred) {
    set('mu', 'group', new Float64Array(groups));
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
  const { element, group } = size(layout);
  set('D', 'element', new Float64Array(element).fill(element / layout.count));
  set('n', 'element', new Float64Array(element).fill(element / values.gamma.length));
  workspace.run(lines(sums));
  const none = new Float64Array(group);
  const alias = (name: Name, of: Name, due: boolean): void =>
    set(name, 'group', due ? workspace.get(of) : none);
  alias('S0', 'sumG', centred && running === null);
  alias('S1', 'sumGXhat', running === null);
  alias('sumDout', 'sumDout', centred && running === null);
  alias('sumDoutXhat', 'sumDoutXhat', running === null);
  const allOf = (name: Name): Float64Array =>
    new Float64Array(group).fill(workspace.get(name).reduce((total, value) => total + value, 0));
  set('allG', 'group', allOf('sumG'));
  set('allGXhat', 'group', allOf('sumGXhat'));
  set('rowG', 'element', acrossGroups(layout, workspace.get('dxhat')));
  const product = workspace.get('dxhat').map((g, i) => g * workspace.get('xhat')[i]!);
  set('rowGXhat', 'element', acrossGroups(layout, product));
  batchStatistics(workspace, values);
  return workspace;
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
    'sumDout',
    sum(
      'group',
      ({ dout }) =>
        (i) =>
          dout(i),
    ),
  ],
  [
    'sumDoutXhat',
    sum(
      'group',
      ({ dout, xhat }) =>
        (i) =>
          dout(i) * xhat(i),
    ),
  ],
];

function lines(expressions: typeof sums): Line[] {
  return expressions.map(([id, expression]) => ({ id, name: id, tex: '', expression }));
}

function size({ size: element, count }: Layout): { readonly element: number; readonly group: number } {
  return { element, group: element / count };
}

/** For each element the sum over the elements that stand at the same place in the other groups. */
function acrossGroups({ groupOf, count }: Layout, data: Float64Array): Float64Array {
  const places = new Uint32Array(data.length);
  const seen = new Uint32Array(data.length / count);
  const totals = new Float64Array(count);
  for (let i = 0; i < data.length; i++) {
    places[i] = seen[groupOf[i]!]!++;
    totals[places[i]!]! += data[i]!;
  }
  return Float64Array.from(places, (place) => totals[place]!);
}

/** Mean and deviation of x itself, where evaluation mode has others. */
function batchStatistics(workspace: Workspace, { eps, running }: Values): void {
  if (running === null) {
    workspace.set('batchMean', 'group', workspace.get('mu'));
    workspace.set('batchStd', 'group', workspace.get('std'));
    return;
  }
  const N = workspace.layout.count;
  const mean = (of: (i: number) => number): Float64Array => {
    const totals = new Float64Array(eps.length);
    workspace.layout.groupOf.forEach((group, i) => (totals[group]! += of(i) / N));
    return totals;
  };
  const x = workspace.get('x');
  const batchMean = mean((i) => x[i]!);
  const batchVar = mean((i) => (x[i]! - batchMean[workspace.layout.groupOf[i]!]!) ** 2);
  workspace.set('batchMean', 'group', batchMean);
  workspace.set(
    'batchStd',
    'group',
    batchVar.map((v, group) => Math.sqrt(v + eps[group]!)),
  );
}
