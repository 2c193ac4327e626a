import { fail, ok, type Result } from '../core/result';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberOf(text: string): number {
  return decimal.test(text) ? Number(text) : NaN;
}

/** Empty stands for what the text or the preset says. */
export function readEps(text: string): Result<number | null, string> {
  if (text === '') return ok(null);
  const value = numberOf(text);
  return value >= 0 && value < Infinity ? ok(value) : fail('eps is a number of 0 or more, such as 1e-5.');
}

export function readStep(text: string): Result<number | 'auto', string> {
  if (text === '' || text.toLowerCase() === 'auto') return ok('auto');
  const value = numberOf(text);
  return value > 0 && value < Infinity ? ok(value) : fail('h is a number above 0, such as 1e-5, or auto.');
}

export function readTolerance(text: string): Result<number, string> {
  const value = numberOf(text);
  return value >= 0 && value < Infinity
    ? ok(value)
    : fail('The tolerance is a number of 0 or more, such as 1e-9.');
}

export function readSeed(text: string): Result<number, string> {
  const value = numberOf(text);
  const fits = Number.isInteger(value) && value >= 0 && value < 2 ** 32;
  return fits ? ok(value) : fail('The seed is a whole number from 0 to 4294967295.');
}
