import type { Name } from '../layer/expression';
import type { Layout } from '../layer/layout';
import type { Problem } from '../problem/problem';
import { valuesOf, type Values } from './groups';

/** Exponents of two in which x and dout are measured, so that no square of theirs overflows or is lost. */
export interface Units {
  /** One a group. */
  readonly x: Int32Array;
  readonly dout: number;
}

/** Within these exponents squares and cubes are doubles with all their digits. */
const safe = 300;

/** The largest exponent that sums and eps may have: double-double splits numbers, which overflows from 996 on. */
const most = 960;

/** How often each value has the unit of x in it; the gradient of a value has it as often less, and dout's unit. */
const degrees: Partial<Record<Name, number>> = {
  x: 1,
  mu: 1,
  mu_rest: 1,
  xmu: 1,
  std: 1,
  rms: 1,
  running_mean: 1,
  next_running_mean: 1,
  sq: 2,
  var: 2,
  ms: 2,
  eps: 2,
  running_var: 2,
  next_running_var: 2,
};

/** The numbers of a normalisation in units that suit them; units is null where they are taken as they stand. */
export interface Measured {
  readonly values: Values;
  readonly units: Units | null;
}

/** The numbers of a problem; null for dropout, which squares nothing. */
export function measure(problem: Problem, layout: Layout): Measured | null {
  if (problem.form.layer === 'dropout') return null;
  const values = valuesOf(problem, layout);
  const units = unitsOf(layout, values);
  return { values: units === null ? values : inUnits(layout, values, units), units };
}

/** The units that a problem needs; null where it can be computed as it stands, as nearly all can. */
function unitsOf(layout: Layout, { x, dout, eps, running, centred }: Values): Units | null {
  const largest = new Float64Array(eps.length);
  const spread = new Float64Array(eps.length);
  const anchor = running ? running.mean.slice() : new Float64Array(eps.length).fill(centred ? NaN : 0);
  let largestDout = 0;
  for (let i = 0; i < layout.size; i++) {
    const group = layout.groupOf[i]!;
    const value = x[i]!;
    if (Number.isNaN(anchor[group]!)) anchor[group] = value;
    if (Number.isFinite(value)) {
      largest[group] = Math.max(largest[group]!, Math.abs(value));
      spread[group] = Math.max(spread[group]!, Math.abs(value / 2 - anchor[group]! / 2));
    }
    if (Number.isFinite(dout[i]!)) largestDout = Math.max(largestDout, Math.abs(dout[i]!));
  }
  const exponents = Int32Array.from(spread, (value, group) => {
    const ofRunning = running ? Math.sqrt(Math.abs(running.var[group]!)) : 0;
    const toAdd = Math.ceil(Math.log2(largest[group]!) + Math.log2(layout.count)) - most;
    // Nothing of x is squared where the statistics are constants.
    return Math.max(unit(running ? ofRunning : value), toAdd > 0 ? toAdd : -Infinity, leastUnit(eps[group]!));
  });
  const doutUnit = unit(largestDout);
  return doutUnit !== 0 || exponents.some((e) => e !== 0) ? { x: exponents, dout: doutUnit } : null;
}

/** 0 for sizes that need no unit of their own. */
function unit(size: number): number {
  if (size === 0 || !Number.isFinite(size)) return 0;
  const exponent = Math.floor(Math.log2(size));
  return Math.abs(exponent) > safe ? exponent : 0;
}

/** Measured in smaller units than this, eps would overflow. */
function leastUnit(eps: number): number {
  return eps === 0 ? -Infinity : Math.ceil((Math.log2(eps) - most) / 2);
}

/** The same problem measured in its units. */
function inUnits(layout: Layout, values: Values, units: Units): Values {
  const perElement = (data: Float64Array, exponent: (i: number) => number): Float64Array =>
    data.map((value, i) => scaled(value, -exponent(i)));
  const ofGroup = (i: number): number => units.x[layout.groupOf[i]!]!;
  const { running } = values;
  return {
    ...values,
    x: perElement(values.x, ofGroup),
    dout: perElement(values.dout, () => units.dout),
    eps: perElement(values.eps, (group) => 2 * units.x[group]!),
    running: running && {
      mean: perElement(running.mean, (group) => units.x[group]!),
      var: perElement(running.var, (group) => 2 * units.x[group]!),
    },
  };
}

/** A value computed in units, as it is without them. */
export function withoutUnits(
  data: Float64Array,
  name: Name,
  layout: Layout,
  units: Units | null,
): Float64Array {
  if (units === null) return data;
  const base = name.replace(/^d(?!out$)|_[12]$/g, '') as Name;
  const isGradient = base !== name || name === 'dout' || /^[SM][01]$/.test(name);
  const degree = degrees[base] ?? 0;
  const fromX = isGradient ? -degree : degree;
  const fromDout = isGradient ? units.dout : 0;
  if (fromX === 0 && fromDout === 0) return data;
  const groupOf = data.length === units.x.length ? null : layout.groupOf;
  return data.map((value, i) =>
    scaled(value, fromDout + (fromX === 0 ? 0 : fromX * units.x[groupOf ? groupOf[i]! : i]!)),
  );
}

/** value · 2^exponent, by factors that are doubles themselves, however far out the exponent is. */
export function scaled(value: number, exponent: number): number {
  let result = value;
  let rest = exponent;
  while (rest !== 0) {
    const part = Math.max(-1000, Math.min(1000, rest));
    result *= 2 ** part;
    rest -= part;
  }
  return result;
}
