import { conventions } from '../layer/running';
import { relError } from '../tensor/measure';
import type { Tensor } from '../tensor/tensor';
import { rightValues, type Meaning } from './case-problem';
import type { Case } from './data';
import type { FunctionDiagnosis, FunctionOutput } from './report';

type Name = 'running_mean' | 'running_var';
const parts = { running_mean: 'mean', running_var: 'var' } as const;

/** Two running statistics are the same within rounding. */
const same = 1e-9;

/** What became of the running statistics, as far as the function keeps any. */
export interface RunningJudgement {
  readonly outputs: Partial<Record<Name, FunctionOutput>>;
  readonly diagnosis: readonly FunctionDiagnosis[];
  readonly notes: readonly string[];
}

/**
 * Compares the running statistics after a training batch with momentum·old + (1 − momentum)·batch, as the course has
 * them. Code that is not in the course's style may follow another framework: that is said, not blamed.
 * @param isCourse whether momentum came in the course's dict
 */
export function judgeRunning(
  data: Case,
  meaning: Meaning,
  after: Partial<Record<Name, Tensor>>,
  isCourse: boolean,
): RunningJudgement {
  const outputs: Partial<Record<Name, FunctionOutput>> = {};
  const diagnosis: FunctionDiagnosis[] = [];
  const notes = new Set<string>();
  const right = rightValues(data, meaning);
  const { cs231n, ...others } = conventions(data.momentum, 0);
  const N = data.x.data.length / data.gamma.data.length;
  for (const name of ['running_mean', 'running_var'] as const) {
    const tensor = after[name];
    const before = data.running[parts[name]].data;
    // Left as they were: this pass keeps none.
    if (tensor?.data.length !== before.length || agree(tensor.data, before)) continue;
    const expected = (update: typeof cs231n): Float64Array =>
      (update && right.running(update)?.[parts[name]]) ?? new Float64Array(before.length).fill(NaN);
    const exact = expected(cs231n);
    const convention = Object.entries(others).find(([, update]) => agree(tensor.data, expected(update)));
    if (!agree(tensor.data, exact) && convention !== undefined && !isCourse) {
      notes.add(
        `The running statistics follow another convention than the course's: ${ofOthers(convention[0])}.`,
      );
      continue;
    }
    outputs[name] = comparison(tensor.data, exact);
    if (agree(tensor.data, exact)) continue;
    const batch = right.get(name === 'running_mean' ? 'mu' : 'var') ?? exact;
    diagnosis.push({
      output: name,
      line: null,
      ...cause(name, tensor.data, before, batch, data, meaning.eps, N),
    });
  }
  return { outputs, diagnosis, notes: [...notes] };
}

function ofOthers(id: string): string {
  return id === 'new_biased'
    ? 'momentum is the weight of the new batch'
    : id === 'torch'
      ? 'momentum is the weight of the new batch, and the variance is over N − 1, as in PyTorch'
      : 'the variance is over N − 1';
}

/** What explains a running statistic that is not momentum·old + (1 − momentum)·batch. */
function cause(
  name: Name,
  value: Float64Array,
  old: Float64Array,
  batch: Float64Array,
  { momentum: m }: Case,
  eps: number,
  N: number,
): Pick<FunctionDiagnosis, 'id' | 'message'> {
  const mixed = (weight: number, of: (v: number, j: number) => number = (v) => v): Float64Array =>
    old.map((o, j) => weight * o + (1 - weight) * of(batch[j]!, j));
  const candidates: readonly (readonly [string, string, Float64Array])[] = [
    [
      'momentum-swapped',
      `momentum is on the wrong side: ${name} = momentum·${name} + (1 − momentum)·batch is due.`,
      mixed(1 - m),
    ],
    ['running-var', `${name} takes in var + eps; the variance itself is due.`, mixed(m, (v) => v + eps)],
    [
      'running-var',
      `${name} takes in the standard deviation; the variance is due.`,
      mixed(m, (v) => Math.sqrt(v + eps)),
    ],
    ['running-var', `${name} takes in the standard deviation; the variance is due.`, mixed(m, Math.sqrt)],
    [
      'running-unbiased',
      `${name} takes in the variance over N − 1, as PyTorch does; the course has it over N.`,
      mixed(m, (v) => (v * N) / (N - 1)),
    ],
    ['running-batch-only', `${name} is the batch's own: what was there before is lost.`, batch],
    [
      'running-not-weighed',
      `${name} adds the whole batch statistic: its weight 1 − momentum is missing.`,
      old.map((o, j) => m * o + batch[j]!),
    ],
  ];
  const found = candidates.find(([, , expected]) => agree(value, expected));
  return found
    ? { id: found[0], message: found[1] }
    : { id: 'unknown', message: `${name} fits none of the updates that we know.` };
}

function agree(a: Float64Array, b: Float64Array): boolean {
  return (
    a.length === b.length && a.every((v, j) => Math.abs(v - b[j]!) <= same * (Math.abs(v) + Math.abs(b[j]!)))
  );
}

function comparison(yours: Float64Array, exact: Float64Array): FunctionOutput {
  let worst = 0;
  for (let j = 1; j < yours.length; j++)
    if (Math.abs(yours[j]! - exact[j]!) > Math.abs(yours[worst]! - exact[worst]!)) worst = j;
  const [yoursAt, exactAt] = [yours[worst]!, exact[worst]!];
  return {
    verdict: agree(yours, exact) ? 'agrees' : 'disagrees',
    maxAbs: Math.abs(yoursAt - exactAt),
    relError: Math.max(...yours.map((v, j) => relError(v, exact[j]!))),
    worst: agree(yours, exact) ? null : { index: [worst], yours: yoursAt, exact: exactAt },
    on: 'main',
  };
}
