import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pythonWith } from '../test/unit/support/python';

/** Median milliseconds of each peer, by its name. */
export type PeerTimes = Readonly<Record<string, number>>;

/** A Python that measures NumPy and PyTorch as it is asked to; without one, or without NumPy, there are no peers. */
export class Peers {
  private readonly child = spawn(
    pythonWith('torch') ?? pythonWith('numpy') ?? 'python3',
    [path.join(import.meta.dirname, 'peers.py')],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    },
  );
  private readonly answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  constructor() {
    // Absence shows in the answers ending.
    this.child.on('error', () => undefined);
    this.child.stdin.on('error', () => undefined);
  }

  async measure(rows: number, columns: number, seconds: number): Promise<PeerTimes> {
    this.child.stdin.write(`${JSON.stringify({ rows, columns, seconds })}\n`);
    const answer = await this.answers.next();
    if (answer.done) return {};
    const times = JSON.parse(answer.value) as Record<string, number>;
    return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, 1000 * time]));
  }

  close(): void {
    this.child.stdin.end();
  }
}
