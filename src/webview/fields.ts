import { fail, ok, type Result } from '../core/result';

/** The hint of a field whose value stands in place of an automatic one. */
export const undoable = 'set here; empty it to undo';

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

export const readGroups = countReader('The number of groups');
export const readAxes = countReader('The number of axes');

/** Empty stands for what suits x and gamma. */
function countReader(subject: string): (text: string) => Result<number | null, string> {
  return (text) => {
    if (text === '') return ok(null);
    const value = numberOf(text);
    return Number.isInteger(value) && value >= 1
      ? ok(value)
      : fail(`${subject} is a whole number from 1 up.`);
  };
}

/** Empty stands for what the text says. */
export function readProbability(text: string): Result<number | null, string> {
  if (text === '') return ok(null);
  const value = numberOf(text);
  return value >= 0 && value <= 1 ? ok(value) : fail('p is a number from 0 to 1, such as 0.5.');
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
