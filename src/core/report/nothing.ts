import type { Comparison } from './report';

/** Why an error beside a right value that is 0 but for rounding is set apart. */
export const ofNothingNote = 'The right value is 0 but for rounding: an error relative to it says nothing.';

/** Whether a row's alarming rel_error (above 1e-4) is about a value that is 0 within the bounds. */
export function relErrorOfNothing({ verdict, relError, worst }: Comparison): boolean {
  const nearZero = worst !== null && Math.abs(worst.expected) <= worst.bound;
  return verdict === 'agrees' && relError > 1e-4 && nearZero;
}

/** Whether a row's ulps are of a right value that is 0, or less than what rounding leaves of it: 2^52 ulps are all of it. */
export function ulpsOfNothing({ verdict, ulps }: Comparison): boolean {
  return ulps === Infinity || (verdict === 'agrees' && ulps !== null && ulps >= 2 ** 52);
}
