import { port } from '#port';
import { check } from '../core/gradcheck/check';
import { measureSpeedup } from '../core/gradcheck/speedup';
import type { Problem } from '../core/problem/problem';
import type { Report } from '../core/report/report';

/** A share of progress worth a message. */
const grain = 0.02;

/** How long after the report the routes are measured, in milliseconds. */
const quiet = 500;

let latest = 0;

port.listen(({ id, problem }) => {
  latest = id;
  let told = 0;
  try {
    const report = check(problem, (share) => {
      if (share - told < grain) return;
      told = share;
      port.post({ kind: 'progress', id, share });
    });
    port.post({ kind: 'done', id, report }, computedBuffers(report, problem));
    // Later, when the page has been drawn: a measurement wants a quiet machine, and the verdict goes first.
    setTimeout(() => {
      if (id === latest) port.post({ kind: 'timed', id, speedup: measureSpeedup(problem) });
    }, quiet);
  } catch (error) {
    port.post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});

/** The memory of what was computed, to be handed over; the inputs are still needed here. */
function computedBuffers({ tensors }: Report, { inputs }: Problem): ArrayBuffer[] {
  const kept = new Set<ArrayBufferLike>(Object.values(inputs).map(({ tensor }) => tensor.data.buffer));
  const buffers = new Set(Object.values(tensors).map(({ data }) => data.buffer));
  return [...buffers].filter((buffer) => buffer instanceof ArrayBuffer).filter((buffer) => !kept.has(buffer));
}
