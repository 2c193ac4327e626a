import { axisOrders, layerIds } from '../layer/form';
import { presets } from './preset';
import type { CheckOptions } from './problem';

/** What a check does unless told otherwise: the course's conventions, step and seed. */
export const defaultOptions: CheckOptions = {
  layer: null,
  layout: null,
  groups: null,
  normDims: null,
  preset: 'cs231n',
  mode: 'train',
  eps: null,
  precision: null,
  p: null,
  pMeaning: 'keep',
  variant: 'inverted',
  step: 1e-5,
  tolerance: 0,
  seed: 231,
};

/** The values that an option can have: what they are in words, and whether one is among them. */
export interface Rule {
  readonly due: string;
  readonly holds: (value: unknown) => boolean;
}

/** The values that each option can have. */
export const optionRules: Readonly<Record<keyof CheckOptions, Rule>> = {
  layer: orNull(oneOf(layerIds)),
  layout: orNull(oneOf(axisOrders)),
  groups: orNull(numeric('a whole number from 1 up', (value) => Number.isInteger(value) && value >= 1)),
  normDims: orNull(numeric('a whole number from 1 up', (value) => Number.isInteger(value) && value >= 1)),
  preset: oneOf(Object.keys(presets)),
  mode: oneOf(['train', 'eval']),
  eps: orNull(numeric('a number from 0 up', (value) => value >= 0)),
  precision: orNull(oneOf(['float64', 'float32'])),
  p: orNull(numeric('a number from 0 to 1', (value) => value >= 0 && value <= 1)),
  pMeaning: oneOf(['keep', 'drop']),
  variant: oneOf(['inverted', 'vanilla']),
  step: {
    due: 'a number above 0, or auto',
    holds: (value) => value === 'auto' || (typeof value === 'number' && value > 0 && value < Infinity),
  },
  tolerance: numeric('a number from 0 up', (value) => value >= 0),
  seed: numeric(
    `a whole number from 0 to ${2 ** 32 - 1}`,
    (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
  ),
};

/** Options out of data that may be anything: every value that an option cannot have is left as it was. */
export function mergeOptions(wanted: unknown, base: CheckOptions = defaultOptions): CheckOptions {
  return { ...base, ...validOptions(wanted) };
}

/** The options among some data that may be anything. */
export function validOptions(wanted: unknown): Partial<CheckOptions> {
  if (typeof wanted !== 'object' || wanted === null) return {};
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => isOption(key) && optionRules[key].holds(value)),
  );
}

function isOption(key: string): key is keyof CheckOptions {
  return Object.hasOwn(optionRules, key);
}

/** A word out of some. */
export function oneOf(values: readonly string[]): Rule {
  return { due: `one of ${values.join(', ')}`, holds: (value) => values.some((known) => known === value) };
}

/** A finite number that passes a test. */
export function numeric(due: string, holds: (value: number) => boolean): Rule {
  return { due, holds: (value) => typeof value === 'number' && value < Infinity && holds(value) };
}

function orNull({ due, holds }: Rule): Rule {
  return { due, holds: (value) => value === null || holds(value) };
}
