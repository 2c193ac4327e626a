import { port } from '#port';
import { check } from '../core/gradcheck/check';
import { measureSpeedup } from '../core/gradcheck/speedup';
import { checkPart } from '../core/gradcheck/split';
import type { Problem } from '../core/problem/problem';
import type { Report } from '../core/report/report';
import type { CheckMessage } from './messages';

/** A share of progress worth a message. */
const grain = 0.02;

/** How long after the report the routes are measured, in milliseconds. */
const quiet = 500;

let latest = 0;

port.listen((message) => {
  latest = message.id;
  try {
    answer(message);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    port.post({ kind: 'failed', id: message.id, message: text });
  }
});

function answer(message: CheckMessage): void {
  const { id, problem } = message;
  let told = 0;
  const progress = (share: number): void => {
    if (share - told < grain) return;
    told = share;
    port.post({ kind: 'progress', id, share });
  };
  if (message.kind === 'part') {
    const part = checkPart(problem, message.range, progress);
    port.post({ kind: 'part', id, part }, buffersOf([part.value, part.bound]));
    return;
  }
  const report = check(problem, progress, message.parts);
  port.post({ kind: 'done', id, report }, computedBuffers(report, problem));
  // Later, when the page has been drawn: a measurement wants a quiet machine, and the verdict goes first.
  setTimeout(() => {
    if (id === latest) port.post({ kind: 'timed', id, speedup: measureSpeedup(problem) });
  }, quiet);
}

/** The memory of what was computed, to be handed over; the inputs are still needed here. */
function computedBuffers({ tensors }: Report, { inputs }: Problem): ArrayBuffer[] {
  const kept = new Set<ArrayBufferLike>(Object.values(inputs).map(({ tensor }) => tensor.data.buffer));
  return buffersOf(Object.values(tensors).map(({ data }) => data)).filter((buffer) => !kept.has(buffer));
}

function buffersOf(arrays: readonly Float64Array[]): ArrayBuffer[] {
  return [...new Set(arrays.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
