import { presets } from './preset';
import type { CheckOptions } from './problem';

/** What a check does unless told otherwise: the course's conventions, step and seed. */
export const defaultOptions: CheckOptions = {
  preset: 'cs231n',
  mode: 'train',
  eps: null,
  step: 1e-5,
  tolerance: 0,
  seed: 231,
};

const isNumber = (value: unknown, least: number): value is number =>
  typeof value === 'number' && value >= least && value < Infinity;

/** Which values each option can have. */
const allowed: { readonly [K in keyof CheckOptions]: (value: unknown) => value is CheckOptions[K] } = {
  preset: (value): value is CheckOptions['preset'] =>
    typeof value === 'string' && Object.hasOwn(presets, value),
  mode: (value): value is CheckOptions['mode'] => value === 'train' || value === 'eval',
  eps: (value): value is CheckOptions['eps'] => value === null || isNumber(value, 0),
  step: (value): value is CheckOptions['step'] => value === 'auto' || isNumber(value, Number.MIN_VALUE),
  tolerance: (value): value is number => isNumber(value, 0),
  seed: (value): value is number => isNumber(value, 0) && Number.isInteger(value) && value < 2 ** 32,
};

/** Options out of data that may be anything: every value that an option cannot have is left as it was. */
export function mergeOptions(wanted: unknown, base: CheckOptions = defaultOptions): CheckOptions {
  return { ...base, ...validOptions(wanted) };
}

/** The options among some data that may be anything. */
export function validOptions(wanted: unknown): Partial<CheckOptions> {
  if (typeof wanted !== 'object' || wanted === null) return {};
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => isOption(key) && allowed[key](value)),
  );
}

function isOption(key: string): key is keyof CheckOptions {
  return Object.hasOwn(allowed, key);
}
