import { ddAddDd, ddDivDouble, ddMultDd, ddMultDouble2 } from 'double-double';

/**
 * The natural logarithm of a positive number, correctly rounded but for the rarest of cases.
 * Math.log is off by a unit in the last place often enough to draw another randn than C's libm does.
 * One Newton step, log x = l - (exp(l) - x) / x, with exp(l) in double-double.
 */
export function log(x: number): number {
  const estimate = Math.log(x);
  const [low = 0, high = 0] = exp(estimate);
  return estimate - (high - x + low) / x;
}

/** exp(y) as [low, high]: the Taylor series of y / 2^9, squared nine times. */
function exp(y: number): number[] {
  const reduced = y / 512;
  let term = [0, 1];
  let sum = [0, 1];
  for (let k = 1; k <= 14; k++) {
    term = ddDivDouble(ddMultDouble2(reduced, term), k);
    sum = ddAddDd(sum, term);
  }
  for (let k = 0; k < 9; k++) sum = ddMultDd(sum, sum);
  return sum;
}
