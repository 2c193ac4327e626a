import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LayerId } from '../../../src/core/layer/form';
import { makeProblem } from '../../../src/core/problem/make';
import { defaultOptions } from '../../../src/core/problem/options';
import type { CheckOptions, InputName, OutputName, Problem, Yours } from '../../../src/core/problem/problem';
import type { Tensor } from '../../../src/core/tensor/tensor';
import { batchOf, draftOf, given, nested, type Batch } from './batch';

/** The course's cell on batch norm backward: data drawn with seed 231, right answers, printed errors. */
export interface CourseCell {
  readonly x: readonly (readonly number[])[];
  readonly gamma: readonly number[];
  readonly beta: readonly number[];
  readonly dout: readonly (readonly number[])[];
  readonly out: readonly (readonly number[])[];
  readonly dx: readonly (readonly number[])[];
  readonly dgamma: readonly number[];
  readonly dbeta: readonly number[];
  readonly rel_error: Readonly<Record<'dx' | 'dgamma' | 'dbeta', number>>;
}

/** A file of test/data, parsed. */
export function testData(name: string): unknown {
  return JSON.parse(readFileSync(testFile(`data/${name}`), 'utf8'));
}

/** The absolute path of a file under test/. */
export function testFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

const cells = testData('cs231n_fixtures.json') as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The 4x5 batch norm cell of assignment 2. */
export const course = cells.bn_4x5 as unknown as CourseCell;

/** The same as a batch. */
export const courseBatch: Batch = batchOf(4, 5, {
  x: course.x.flat(),
  gamma: course.gamma,
  beta: course.beta,
  dout: course.dout.flat(),
  eps: 1e-5,
});

/** One of the course's gradient checks: its inputs, its right outputs, and the errors that it prints. */
export interface Cell {
  readonly layer: LayerId;
  readonly inputs: Readonly<Partial<Record<InputName, Tensor>>> & { readonly x: Tensor };
  readonly outputs: Readonly<Partial<Record<OutputName, Tensor>>>;
  readonly relError: Readonly<Partial<Record<OutputName, number>>>;
  /** What the course says beside the arrays. */
  readonly asked: Partial<CheckOptions>;
}

/** A cell of assignment 2 by its name. */
export function courseCell(name: string, layer: LayerId, asked: Partial<CheckOptions> = {}): Cell {
  const cell = cells[name] ?? {};
  const read = <T extends string>(names: readonly (readonly [T, string])[]): Partial<Record<T, Tensor>> =>
    Object.fromEntries(
      names.filter(([, key]) => key in cell).map(([to, key]) => [to, nested(cell[key])]),
    ) as Partial<Record<T, Tensor>>;
  const inputs = (['gamma', 'beta', 'dout', 'mask'] as const).map((key) => [key, key] as const);
  const outputs = (['dx', 'dgamma', 'dbeta'] as const).map((key) => [key, key] as const);
  return {
    layer,
    asked,
    inputs: { ...read(inputs), x: nested(cell.x) },
    outputs: { ...read(outputs), ...read([['y', 'out']]) },
    relError: cell.rel_error as Cell['relError'],
  };
}

/** The problem of a cell, with inputs left out at will. */
export function cellProblem(
  { layer, inputs, asked }: Cell,
  {
    without = [],
    yours = {},
  }: { readonly without?: readonly InputName[]; readonly yours?: Partial<Record<OutputName, Yours>> } = {},
): Problem {
  const kept = Object.entries(inputs).filter(([name]) => !without.some((other) => other === name));
  const made = makeProblem(
    draftOf(inputs.x, {
      layer,
      inputs: {
        x: given(inputs.x),
        ...Object.fromEntries(kept.map(([name, tensor]) => [name, given(tensor)])),
      },
      yours,
      eps: { value: 1e-5, origin: { kind: 'given' } },
    }),
    { ...defaultOptions, ...asked },
  );
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}
