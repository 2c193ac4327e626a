import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Batch } from './batch';

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

/** The 4x5 batch norm cell of assignment 2. */
export const course = (testData('cs231n_fixtures.json') as { readonly bn_4x5: CourseCell }).bn_4x5;

/** The same as a batch. */
export const courseBatch: Batch = {
  N: 4,
  D: 5,
  x: Float64Array.from(course.x.flat()),
  gamma: Float64Array.from(course.gamma),
  beta: Float64Array.from(course.beta),
  dout: Float64Array.from(course.dout.flat()),
  eps: 1e-5,
};
