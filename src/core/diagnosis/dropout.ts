import { roundings } from '../gradcheck/statistics';
import type { Factor } from '../layer/dropout';
import type { OutputName } from '../problem/problem';
import { formatNumber } from '../tensor/format';
import type { BlindSpot, Diagnosis, Source } from '../report/report';
import { bits, enough } from './fit';

/** The numbers of a dropout layer. */
export interface DropoutCase {
  readonly x: Float64Array;
  readonly dout: Float64Array;
  readonly mask: Float64Array;
  /** What an element is rightly multiplied by. */
  readonly times: (i: number) => number;
  /** Whether y was brought, so that the forward pass is compared as well. */
  readonly hasY: boolean;
  /** Probability of keeping an element. */
  readonly keep: number;
  readonly factor: Factor;
  /** What the mask holds where an element is kept, and how far its printed digits may be off it. */
  readonly scale: { readonly due: number; readonly rounding: number };
}

interface Mistake {
  readonly id: string;
  /** Whether it is about training, where a mask is due, or about evaluation. */
  readonly setting: 'training' | 'evaluation' | 'any';
  readonly message: string;
  /** What an element is multiplied by. */
  readonly factor: (data: DropoutCase, i: number) => number;
}

const kept = ({ mask }: DropoutCase, i: number): number => (mask[i] === 0 ? 0 : 1);

/** Mistakes in dropout, as the factor that they put in place of the right one; the simplest explanation first. */
const mistakes: readonly Mistake[] = [
  {
    id: 'not-dropped',
    setting: 'training',
    message: 'Nothing is dropped: the mask is not applied.',
    factor: () => 1,
  },
  {
    id: 'scale-missing',
    setting: 'training',
    message:
      'The division by p, the probability of keeping, is missing: training and evaluation differ in their mean.',
    factor: kept,
  },
  {
    id: 'mask-missing',
    setting: 'training',
    message: 'The mask is missing: dropped elements hand on nothing.',
    factor: ({ keep }) => 1 / keep,
  },
  {
    id: 'keep-drop-swapped',
    setting: 'training',
    message: 'The scale is that of the other meaning of p: keeping and dropping are exchanged.',
    factor: (data, i) => kept(data, i) / (1 - data.keep),
  },
  {
    id: 'mask-inverted',
    setting: 'training',
    message: 'The mask is inverted: what is to be kept is dropped.',
    factor: (data, i) => (1 - kept(data, i)) / data.keep,
  },
  {
    id: 'scale-multiplied',
    setting: 'training',
    message: 'It is multiplied by p where it should be divided by it.',
    factor: (data, i) => kept(data, i) * data.keep,
  },
  {
    id: 'scale-not-due',
    setting: 'training',
    message: 'It is divided by p in training; vanilla dropout multiplies by p in evaluation instead.',
    factor: (data, i) => kept(data, i) / data.keep,
  },
  {
    id: 'scale-twice',
    setting: 'training',
    message: 'It is divided by p twice.',
    factor: (data, i) => kept(data, i) / data.keep ** 2,
  },
  {
    id: 'scaled-in-evaluation',
    setting: 'evaluation',
    message: 'It is multiplied by p in evaluation; inverted dropout has scaled in training already.',
    factor: ({ keep }) => keep,
  },
  {
    id: 'scaled-by-drop',
    setting: 'evaluation',
    message: 'It is multiplied by the probability of dropping; that of keeping is due.',
    factor: ({ keep }) => 1 - keep,
  },
  {
    id: 'not-scaled',
    setting: 'evaluation',
    message: 'It is not scaled; vanilla dropout multiplies by p in evaluation.',
    factor: () => 1,
  },
  {
    id: 'divided-in-evaluation',
    setting: 'evaluation',
    message: 'It is divided by p in evaluation, where nothing is dropped.',
    factor: ({ keep }) => 1 / keep,
  },
  {
    id: 'masked-in-evaluation',
    setting: 'evaluation',
    message: 'The mask is applied in evaluation, where nothing is dropped.',
    factor: kept,
  },
  {
    id: 'masked-in-evaluation',
    setting: 'evaluation',
    message: 'The mask is applied in evaluation, where nothing is dropped.',
    factor: (data, i) => kept(data, i) / data.keep,
  },
  { id: 'zeros', setting: 'any', message: 'It is 0 everywhere.', factor: () => 0 },
  { id: 'sign', setting: 'any', message: 'The sign is flipped.', factor: ({ times }, i) => -times(i) },
];

/** A bound grows with the factor of an element, but by no more than this: the digits of a print do not grow. */
const mostGrowth = 16;

/** Names what is wrong with y or dx: by what each element was multiplied in place of the right factor. */
export function diagnoseDropout(
  source: Source,
  output: OutputName,
  value: Float64Array,
  bound: Float64Array,
  data: DropoutCase,
): Diagnosis {
  const base = output === 'y' ? data.x : data.dout;
  const setting = data.factor === 'identity' || data.factor === 'constant' ? 'evaluation' : 'training';
  const candidates = mistakes.filter((mistake) => mistake.setting === 'any' || mistake.setting === setting);
  const right = base.map((b, i) => b * data.times(i));
  // Bounds with room for it hold the rounding of float32, where elements that are dropped have none.
  const isSingle = bound.some(
    (b, i) => right[i] !== 0 && b >= 4 * roundings.float32.unit * Math.abs(right[i]!),
  );
  const { unit } = roundings[isSingle ? 'float32' : 'float64'];
  const isZero = value.every((v) => v === 0);
  const found = candidates.find(({ id, factor }) => {
    if (isZero) return id === 'zeros';
    const expected = base.map((b, i) => b * factor(data, i));
    // Printed digits stay what they are; what the inputs lack in digits is multiplied with them.
    const allowed = (i: number): number => {
      const growth = Math.abs(factor(data, i) / (data.times(i) || 1));
      return Math.min(mostGrowth, Math.max(2, growth)) * bound[i]! + 8 * unit * Math.abs(expected[i]!);
    };
    return (
      value.every((v, i) => Math.abs(v - expected[i]!) <= allowed(i)) && bits(value, right, allowed) >= enough
    );
  });
  const { id, message } = found ?? {
    id: 'unknown',
    message: `The values of ${output} fit none of the mistakes that we know.`,
  };
  return { output, source, id, message, terms: null };
}

/** What the data of a dropout check cannot reveal. */
export function dropoutBlindSpots({ mask, keep, dout, factor, hasY, scale }: DropoutCase): BlindSpot[] {
  const spots: BlindSpot[] = [];
  const add = (holds: boolean, id: string, message: string): void => {
    if (holds) spots.push({ id, message });
  };
  add(
    !hasY,
    'scale-in-both',
    'A gradient check alone cannot see a missing 1/p: forward and backward lack it together. Compare y as well.',
  );
  const applied = factor === 'inverted' || factor === 'as given';
  const odd = applied
    ? mask.find((value) => value !== 0 && !(Math.abs(value - scale.due) <= scale.rounding))
    : undefined;
  add(
    odd !== undefined && Number.isFinite(scale.due),
    'mask-scale',
    `The mask holds ${formatNumber(odd ?? NaN)} where ${formatNumber(scale.due)} is due for this p: the mask is taken ` +
      'as it is given, so that a wrong scale in it looks right.',
  );
  add(keep === 1, 'keep-all', 'p keeps everything: a missing mask or scale looks right.');
  add(keep === 0.5, 'keep-half', 'p is 1/2: keeping and dropping exchanged looks right.');
  add(
    applied && mask.every((value) => value !== 0),
    'nothing-dropped',
    'The mask drops nothing: a missing mask looks right.',
  );
  add(
    applied && mask.every((value) => value === 0),
    'all-dropped',
    'The mask drops everything: every output is 0 whatever the formula.',
  );
  add(
    dout.every((value) => value === 0),
    'dout-zero',
    'dout is 0 everywhere: dx is 0 whatever the formula.',
  );
  return spots;
}
