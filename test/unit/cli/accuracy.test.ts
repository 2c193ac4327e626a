import assert from 'node:assert/strict';
import { computeLine } from '../../../src/cli/compute';
import { problemOf } from '../../../src/cli/line';
import { referenceKernel as reference } from '../../../src/core/kernel/reference';
import { measure, withoutUnits } from '../../../src/core/gradcheck/units';
import { layoutFor, type Layout } from '../../../src/core/layer/layout';
import { outputNames, type OutputName, type Problem } from '../../../src/core/problem/problem';
import type { Tensor } from '../../../src/core/tensor/tensor';
import { ulp } from '../../../src/core/tensor/measure';
import { testData } from '../support/fixtures';

type PerOutput<T> = Readonly<Partial<Record<OutputName, readonly T[]>>>;

interface Case {
  readonly name: string;
  readonly line: object;
  /** Doubles; by its name where JSON has none such, null where there is no answer. */
  readonly outputs: PerOutput<number | string | null>;
  /** Exponents of two: for y and dx one a statistics group, for dgamma and dbeta one a parameter. */
  readonly units: PerOutput<number>;
}

const { cases } = testData('layer_values.json') as { readonly cases: readonly Case[] };

function problemAt({ line }: Case): { problem: Problem; layout: Layout } {
  const made = problemOf(line, () => []);
  if (!made.ok) assert.fail(made.error.message);
  const problem = made.value;
  return { problem, layout: layoutFor(problem.inputs.x.tensor.shape, problem.form) };
}

/** Compares what was found with what is right, element by element: the error, in units of the largest term. */
function* errors(
  { outputs, units }: Case,
  output: OutputName,
  { groupOf }: Layout,
  found: ArrayLike<number>,
): Generator<{
  readonly where: string;
  readonly error: number;
  readonly unit: number;
  readonly value: number;
}> {
  const right = outputs[output] ?? [];
  assert.equal(found.length, right.length);
  for (const [i, exact] of right.entries()) {
    const [actual, value] = [found[i] ?? NaN, Number(exact)];
    const where = `${output}[${i}] is ${actual} where ${exact} is right`;
    if (exact === null) assert.ok(!Number.isFinite(actual), where);
    else if (actual !== value) {
      const own = output === 'y' || output === 'dx' ? (groupOf[i] ?? 0) : i;
      assert.ok(Number.isFinite(actual), where);
      yield { where, value, error: Math.abs(actual - value), unit: 2 ** (units[output]?.[own] ?? NaN) };
    }
  }
}

describe('compute, beside exact values,', () => {
  for (const item of cases) {
    it(`is right to 4 units of the largest term for ${item.name}`, () => {
      const answer = computeLine(item.line);
      assert.ok(answer.ok);
      const { layout } = problemAt(item);
      const outputs = answer.value as Partial<Record<OutputName, Tensor>>;
      for (const output of outputNames) {
        const found = outputs[output]?.data;
        assert.equal(found !== undefined, output in item.outputs, output);
        for (const { where, error, unit } of errors(item, output, layout, found ?? []))
          assert.ok(error <= 4 * unit, `${where}, off by ${error / unit} units`);
      }
    });
  }

  it('has every kind of data for every layer', () => assert.ok(cases.length > 180));
});

describe('the reference, beside exact values,', () => {
  for (const item of cases) {
    it(`is right after rounding for ${item.name}`, () => {
      const { problem, layout } = problemAt(item);
      const measured = measure(problem, layout);
      assert.ok(measured);
      const right = reference(layout, measured.values);
      for (const output of outputNames) {
        if (!(output in item.outputs)) continue;
        const found = withoutUnits(right[output], output, layout, measured.units);
        // What is left where terms cancel is nothing beside them.
        for (const { where, error, unit, value } of errors(item, output, layout, found))
          assert.ok(error <= Math.max(ulp(value), 1e-9 * unit), where);
      }
    });
  }
});
