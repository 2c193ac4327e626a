/** Two numbers that stand apart in memory, one a lane. */
export function loadPair(first: usize, second: usize): v128 {
  return f64x2.replace_lane(f64x2.splat(load<f64>(first)), 1, load<f64>(second));
}

export function storePair(first: usize, second: usize, lanes: v128): void {
  store<f64>(first, f64x2.extract_lane(lanes, 0));
  store<f64>(second, f64x2.extract_lane(lanes, 1));
}
