import { readArrays } from '../src/core/literal/read';
import { RandomState } from '../src/core/random/random-state';

/** How fast a large nested list is read, and what is kept of it; JSON.parse reads the same text by turns. */

const size = 50e6;
const rounds = 5;
const columns = 100;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** A nested list of a size, in one flat string as an editor or a file gives it. */
function nestedList(print: (value: number) => string): string {
  const random = new RandomState(231);
  const rows: string[] = [];
  for (let length = 0; length < size; length += rows.at(-1)?.length ?? 0) {
    rows.push(`[${Array.from(random.randn(columns).data, print).join(', ')}],\n `);
  }
  return Buffer.from(`[${rows.join('').trimEnd().slice(0, -1)}]`, 'latin1').toString('latin1');
}

function collect(): void {
  if (globalThis.gc === undefined) throw new Error('run this with --expose-gc');
  globalThis.gc();
}

function timed<T>(work: () => T): { seconds: number; result: T } {
  collect();
  const start = performance.now();
  const result = work();
  return { seconds: (performance.now() - start) / 1000, result };
}

function bytesInUse(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function readList(text: string): ReturnType<typeof readArrays> {
  return readArrays(text, 'python', { kind: 'document' });
}

function measure(name: string, print: (value: number) => string): Record<string, string | number> {
  const list = nestedList(print);
  const text = `x = np.array(${list})\n`;
  const speeds: { ours: number[]; json: number[] } = { ours: [], json: [] };
  for (let round = 0; round < rounds; round++) {
    speeds.ours.push(text.length / 1e6 / timed(() => readList(text)).seconds);
    speeds.json.push(list.length / 1e6 / timed(() => JSON.parse(list) as unknown).seconds);
  }
  const before = bytesInUse();
  const read = readList(text);
  const kept = bytesInUse() - before;
  const literal = read.ok ? read.value[0] : undefined;
  if (literal === undefined) throw new Error('the list was not read');
  const { count } = literal.places;
  const places = timed(() => {
    for (let k = 0; k < count; k++) literal.places.end(k);
  });
  return {
    text: name,
    MB: Math.round(text.length / 1e6),
    numbers: count,
    'read, MB/s': Math.round(median(speeds.ours)),
    'JSON.parse, MB/s': Math.round(median(speeds.json)),
    'bytes a number': Number((kept / count).toFixed(2)),
    'all places, s': Number(places.seconds.toFixed(2)),
  };
}

console.table([
  measure('17 digits', String),
  measure('3 decimals', (value) => value.toFixed(3)),
  measure('NumPy %.8e', (value) => value.toExponential(8)),
]);
