import assert from 'node:assert/strict';
import { compute } from '../../../src/core/gradcheck/compute';
import { referenceKernel as reference } from '../../../src/core/kernel/reference';
import { conventions } from '../../../src/core/layer/running';
import { outputNames } from '../../../src/core/problem/problem';
import { RandomState } from '../../../src/core/random/random-state';
import { ulp } from '../../../src/core/tensor/measure';
import { given, problemOf } from '../support/batch';
import { derivationOf, partsOf } from '../support/judge';
import { formOf, randomSample, type Setting } from '../support/sample';
import { byGroup, byParameter } from '../support/textbook';

const large: readonly Omit<Setting, 'name'>[] = [
  { form: formOf('batchnorm', 'ND'), shape: [1200, 30] },
  { form: formOf('batchnorm', 'NCHW'), shape: [10, 6, 25, 25] },
  { form: formOf('batchnorm', 'NHWC'), shape: [10, 25, 25, 6] },
  { form: formOf('layernorm', 'ND'), shape: [60, 600] },
  { form: formOf('layernorm', 'NCL', { normDims: 2 }), shape: [60, 20, 30] },
  { form: formOf('rmsnorm', 'ND'), shape: [60, 600] },
  { form: formOf('groupnorm', 'NCHW'), shape: [10, 6, 25, 25] },
  { form: formOf('instancenorm', 'NCHW'), shape: [10, 6, 25, 25] },
];

describe('what is computed of a large x', function () {
  this.timeout(20000);

  for (const { form, shape } of large) {
    it(`is right to 4 units of the largest term in ${form.layer} ${form.layout} (${shape.join(', ')})`, () => {
      for (const offset of [0, 1e6]) {
        const sample = randomSample(new RandomState(1), { form, shape }, { scale: 2, offset });
        const { problem, layout, values } = partsOf(sample);
        const right = reference(layout, values);
        const found = compute(problem, layout);
        const most = (terms: number[]): number[] => new Array<number>(terms.length).fill(Math.max(...terms));
        const terms = {
          y: byGroup(sample, ({ xhat, gamma, beta }) =>
            most(xhat.map((v, i) => Math.max(Math.abs(v * (gamma[i] ?? NaN)), Math.abs(beta[i] ?? NaN)))),
          ),
          dx: byGroup(sample, ({ N, g, xhat, S0, S1, std }) =>
            most(
              g.map((v, i) => (Math.abs(v) + Math.abs(S0 / N) + Math.abs(((xhat[i] ?? NaN) * S1) / N)) / std),
            ),
          ),
          dgamma: byParameter(sample, ({ dout, xhat }) => dout.map((v, i) => Math.abs(v * (xhat[i] ?? NaN)))),
          dbeta: byParameter(sample, ({ dout }) => dout.map(Math.abs)),
        };
        for (const name of outputNames) {
          const data = found.get(name) ?? assert.fail(name);
          right[name].forEach((value, i) => {
            const error = Math.abs((data[i] ?? NaN) - value);
            if (!(error <= 4 * ulp(terms[name][i] ?? NaN)))
              assert.fail(`${name}[${i}] is ${data[i]} for ${value}`);
          });
        }
      }
    });
  }

  it('has the statistics of the lines, and runs them on as they do', () => {
    const sample = randomSample(new RandomState(2), large[0] ?? assert.fail());
    const row = (value: number) => given({ shape: [30], data: new Float64Array(30).fill(value) });
    const problem = problemOf(sample, { inputs: { running_mean: row(10), running_var: row(4) } });
    const { layout, forward } = derivationOf(problem);
    const found = compute(problem, layout);
    const near = (actual: Float64Array | undefined | null, expected: Float64Array): void =>
      expected.forEach((value, i) =>
        assert.ok(
          Math.abs((actual?.[i] ?? NaN) - value) <= 1e-14 * Math.abs(value),
          `${actual?.[i]} for ${value}`,
        ),
      );
    near(found.get('mu'), forward.get('mu'));
    near(found.get('var'), forward.get('var'));
    const running = found.running(conventions(null, 0).cs231n ?? assert.fail());
    near(running?.mean, forward.get('next_running_mean'));
    near(running?.var, forward.get('next_running_var'));
  });
});
