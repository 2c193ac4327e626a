import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { field } from '../../src/core/field';
import { outputs, type Batch } from './batch';
import type { Code } from './code';

/** What PyTorch says: for each mistake and each mode of gradcheck, whether it rejects the backward pass. */
export type PeerVerdicts = (id: string, mode: Mode) => boolean;
export type Mode = 'slow' | 'fast';

export interface Peers {
  /** PyTorch's version. */
  readonly version: string;
  readonly ask: (batch: Batch, modes: readonly Mode[]) => Promise<PeerVerdicts>;
  /** Fails where the mistakes of the child are not those of the benchmark. */
  readonly compare: (batch: Batch, codes: readonly Code[]) => Promise<void>;
  readonly close: () => void;
}

/** How far the two implementations of a mistake may differ, beside the largest element. */
const sameWithin = 1e-9;

/** Starts the child that runs PyTorch; null where no Python has it. */
export async function startPeers(): Promise<Peers | null> {
  const hasTorch = "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";
  const python = ['python3', '/usr/bin/python3'].find(
    (name) => spawnSync(name, ['-c', hasTorch]).status === 0,
  );
  if (python === undefined) return null;
  const script = path.join(import.meta.dirname, 'peers.py');
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error('The child that runs PyTorch has ended.');
    return JSON.parse(line.value);
  };
  const request = (ask: string, batch: Batch, rest: object): Promise<unknown> => {
    const numbers = (_: string, value: unknown): unknown =>
      value instanceof Float64Array ? Array.from(value) : value;
    child.stdin.write(JSON.stringify({ ask, batch, ...rest }, numbers) + '\n');
    return next();
  };
  return {
    version: String(field(await next(), 'torch')),
    ask: async (batch, modes) => {
      const answer = await request('verdicts', batch, { modes });
      return (id, mode) => field(field(answer, id), mode) === true;
    },
    compare: async (batch, codes) => compareAll(await request('gradients', batch, {}), batch, codes),
    close: () => child.stdin.end(),
  };
}

function compareAll(answer: unknown, batch: Batch, codes: readonly Code[]): void {
  const known = Object.keys(answer as object);
  const ids = codes.map(({ id }) => id);
  const strangers = [...known.filter((id) => !ids.includes(id)), ...ids.filter((id) => !known.includes(id))];
  if (strangers.length > 0) throw new Error(`Mistakes on one side only: ${strangers.join(', ')}`);
  for (const { id, backward } of codes) {
    const ours = backward(batch);
    for (const output of outputs) {
      const theirs = field(field(answer, id), output) as readonly number[];
      const largest = ours[output].reduce((size, value) => Math.max(size, Math.abs(value)), 0);
      const same = ours[output].every((value, i) => Math.abs(value - theirs[i]!) <= sameWithin * largest);
      if (!same) throw new Error(`${output} of ${id} in peers.py is not that of the benchmark`);
    }
  }
}
