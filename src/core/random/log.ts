import { ddAddDd, ddAddDouble, ddDivDouble, ddMultDd, ddMultDouble2, twoProduct } from 'double-double';

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

/** exp(y) as [low, high]: the Taylor series of y / 2^12, squared twelve times. */
function exp(y: number): number[] {
  const r = y / 4096;
  // From the fourth power on, the terms are so small that their rounding does not reach the 70th bit.
  const tail = ((r * r * r * r) / 24) * (1 + (r / 5) * (1 + (r / 6) * (1 + r / 7)));
  const square = twoProduct(r, r);
  const cube = ddDivDouble(ddMultDouble2(r, square), 6);
  let sum = ddAddDouble(ddAddDd(ddDivDouble(square, 2), ddAddDouble(cube, tail)), r);
  sum = ddAddDouble(sum, 1);
  for (let k = 0; k < 12; k++) sum = ddMultDd(sum, sum);
  return sum;
}
