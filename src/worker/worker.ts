import { port } from '#port';
import { check } from '../core/gradcheck/check';

/** A share of progress worth a message. */
const grain = 0.02;

port.listen(({ id, problem }) => {
  let told = 0;
  try {
    const report = check(problem, (share) => {
      if (share - told < grain) return;
      told = share;
      port.post({ kind: 'progress', id, share });
    });
    const buffers = new Set(Object.values(report.tensors).map(({ data }) => data.buffer));
    port.post(
      { kind: 'done', id, report },
      [...buffers].filter((buffer) => buffer instanceof ArrayBuffer),
    );
  } catch (error) {
    port.post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});
