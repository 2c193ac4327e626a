/** The clock that a measurement reads, in milliseconds. */
const now = (): number => performance.now();

/**
 * Median times of some functions in milliseconds, each run once to warm up and then in turn, so that a
 * machine that slows down slows all of them. A short function is repeated within one reading of the clock.
 * @param budget milliseconds to spend in all
 */
export function medianTimes(functions: readonly (() => void)[], budget: number): number[] {
  const end = now() + budget;
  const repeats = functions.map((run) => {
    const start = now();
    run();
    return Math.max(1, Math.ceil(0.05 / Math.max(now() - start, 1e-4)));
  });
  const samples = functions.map((): number[] => []);
  for (let round = 0; round < 3 || (round < 200 && now() < end); round++) {
    functions.forEach((run, k) => {
      const times = repeats[k] ?? 1;
      const start = now();
      for (let i = 0; i < times; i++) run();
      samples[k]?.push((now() - start) / times);
    });
  }
  return samples.map(median);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
