import { outputs, type Batch, type Gradients } from './batch';
import { exactGradients } from './exact';
import { rightCode } from './right';

/** A mistake leaves a trace where it moves a value this many times further than right code strays. */
const factor = 4;

/**
 * Whether wrong gradients leave a trace in the data at all, by a rule that knows nothing of the tool's bounds.
 * Right float64 code strays from the exact gradients too. For each column of each gradient its stray is measured: the
 * largest error of any right variant, and half an ulp of the largest exact value at least. A mistake whose values
 * are all within four strays of the exact ones cannot be told from right code by anybody: there is nothing to see.
 */
export function tracesIn(batch: Batch): (gradients: Gradients) => boolean {
  const exact = exactGradients(batch);
  const strays = outputs.map((output) => {
    const runs = rightCode.map(({ backward }) => backward(batch)[output]);
    const stray = new Float64Array(batch.D);
    exact[output].forEach((value, position) => {
      const column = position % batch.D;
      for (const run of runs) stray[column] = Math.max(stray[column]!, Math.abs(run[position]! - value));
      stray[column] = Math.max(stray[column]!, 2 ** -53 * Math.abs(value));
    });
    return stray;
  });
  return (gradients) =>
    outputs.some((output, k) =>
      gradients[output].some((value, position) => {
        const difference = Math.abs(value - exact[output][position]!);
        return !(difference <= factor * strays[k]![position % batch.D]!);
      }),
    );
}
