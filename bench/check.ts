import { check } from '../src/core/gradcheck/check';
import { makeProblem } from '../src/core/problem/make';
import { defaultOptions } from '../src/core/problem/options';
import { RandomState } from '../src/core/random/random-state';

/** Runs that are counted, after one that is not. */
const runs = 7;

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

function time(N: number, D: number): number {
  const x = new RandomState(231).randn(N, D);
  const input = {
    tensor: { shape: x.shape, data: x.data.map((v) => 5 * v + 12) },
    origin: { kind: 'given' },
    rounding: 0,
  } as const;
  const problem = makeProblem(
    {
      layer: 'batchnorm',
      precision: 'float64',
      inputs: { x: input },
      yours: {},
      gaps: 'random',
      eps: null,
      p: null,
      notes: [],
    },
    defaultOptions,
  );
  if (!problem.ok) throw new Error(problem.error.message);
  const once = (): number => {
    const start = performance.now();
    check(problem.value);
    return performance.now() - start;
  };
  once();
  return median(Array.from({ length: runs }, once));
}

console.log('whole check (routes, every central difference, reference, table), median milliseconds');
for (const [N, D] of [
  [4, 5],
  [200, 3],
  [100, 50],
  [100, 500],
] as const) {
  console.log(`  ${`${N} x ${D}`.padEnd(10)} ${time(N, D).toFixed(1).padStart(8)}`);
}
