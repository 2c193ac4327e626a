import { check } from '../../../src/core/gradcheck/check';
import { arraysOf } from '../../../src/core/problem/arrays';
import { assemble } from '../../../src/core/problem/assemble';
import { defaultOptions } from '../../../src/core/problem/options';
import type { Report } from '../../../src/core/report/report';

const text = `x = [[4.38, 0.07], [1.82, -0.58], [1.0, -2.51]]
gamma = [1.77, -0.8]
dout = [[0.27, -1.53], [0.15, -0.39], [-0.05, -1.45]]
dx = [[1.09, 0.53], [0.52, 0.02], [0.18, 1.08]]
`;

/** A gradient that is wrong. */
export function failingReport(): Report {
  const where = { kind: 'document' } as const;
  const arrays = arraysOf({ text, languageId: 'python', where });
  if (!arrays.ok) throw new Error(arrays.error.message);
  const assembled = assemble(arrays.value, text, defaultOptions);
  if (!assembled.ok) throw new Error(assembled.error.message);
  return check(assembled.value.problem);
}
