import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applied } from '../../../src/core/function/repair';
import type { FunctionReport } from '../../../src/core/function/report';
import type { UserError } from '../../../src/core/result';
import { checkFunctions, type FunctionOptions } from '../../../src/python/check-function';
import { pythonWith } from '../support/python';

const python = pythonWith('numpy') ?? 'no Python with NumPy';
const root = path.join(import.meta.dirname, '../../..');

async function run(
  text: string,
  options: Partial<FunctionOptions> = {},
): Promise<{ report: FunctionReport | null; error: UserError | null }> {
  const file = { path: path.join(root, 'examples', 'mine.py'), text };
  const result = await checkFunctions(file, { python, name: null, ...options });
  return result.ok ? { report: result.value[0] ?? null, error: null } : { report: null, error: result.error };
}

async function report(text: string, options: Partial<FunctionOptions> = {}): Promise<FunctionReport> {
  const { report, error } = await run(text, options);
  assert.ok(report, error?.message);
  return report;
}

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** A right forward pass; the backward pass of a test stands behind it. */
const forward = `import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get('eps', 1e-5)
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu) / std
    return gamma * xhat + beta, (xhat, gamma, std)

def batchnorm_backward(dout, cache):
    xhat, gamma, std = cache
`;

const right = `    N = len(dout)
    g = dout * gamma
    dx = (N * g - g.sum(axis=0) - xhat * (g * xhat).sum(axis=0)) / (N * std)
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
`;

const name = 'batchnorm_backward';

describe('checkFunctions', function () {
  this.timeout(60_000);

  it('names the article’s mistake, its line, and the edit that mends it', async () => {
    const text = read('examples/article_mistake.py');
    const found = await report(text, { name: 'batchnorm_backward' });
    assert.equal(found.verdict, 'disagrees');
    const { id, message, line } = found.diagnosis[0]!;
    assert.equal(id, 'xhat-missing-in-sum');
    assert.match(message, /x̂ is missing inside the sum of the variance term/);
    assert.match(text.split('\n')[(line ?? 0) - 1] ?? '', /^ {4}dx = 1\.0 \/ N \* sample_std_inv/);
    const verdicts = ['y', 'dx', 'dgamma', 'dbeta'] as const;
    assert.deepEqual(
      verdicts.map((output) => found.outputs[output]?.verdict),
      ['agrees', 'disagrees', 'agrees', 'agrees'],
    );
    assert.deepEqual(
      found.fix?.edits.map(({ newText }) => newText),
      [' * x_normalized'],
    );
    const mended = applied(text, found.fix.edits);
    assert.match(mended, /x_normalized \* np\.sum\(dx_normalized \* x_normalized, axis=0, keepdims=True\)/);
    assert.equal((await report(mended, { name: 'batchnorm_backward' })).verdict, 'agrees');
  });

  it('says that each right function of the file agrees', async () => {
    const found = await report(forward + right, { name });
    assert.equal(found.verdict, 'agrees', found.sentence);
    assert.equal(found.fix, null);
    assert.deepEqual(found.diagnosis, []);
    assert.ok(found.checks.every(({ holds }) => holds !== false));
  });

  for (const file of [
    ...['einsum_only', 'triple_loops', 'namedtuple_cache', 'class_batchnorm', 'inplace_temporaries'],
    ...['layernorm_rows', 'groupnorm_course', 'spatial_by_reshape', 'dropout_course', 'only_backward_dict'],
  ]) {
    it(`calls nothing wrong in ${file}.py`, async () => {
      const found = await report(read(`bench/functions/right/${file}.py`));
      assert.equal(found.verdict, 'agrees', found.sentence);
    });
  }

  for (const [file, output] of [
    ['no_mean_path', 'dx'],
    ['lost_two', 'dx'],
    ['ln_gamma_outside', 'dx'],
    ['dgamma_with_x', 'dgamma'],
    ['dropout_vanilla', 'y'],
  ] as const) {
    it(`finds what is wrong with ${output} in ${file}.py`, async () => {
      const entries = JSON.parse(read('bench/functions/manifest.json')) as {
        file: string;
        function: string;
        diagnosis?: Record<string, string[]>;
      }[];
      const entry = entries.find((each) => each.file === `wrong/${file}.py`);
      assert.ok(entry, `${file} is not in the manifest`);
      const found = await report(read(`bench/functions/wrong/${file}.py`), { name: entry.function });
      assert.equal(found.outputs[output]?.verdict, 'disagrees');
      const named = found.diagnosis.find((each) => each.output === output)?.id ?? '';
      assert.ok(
        entry.diagnosis?.[output]?.includes(named),
        `${named} for ${String(entry.diagnosis?.[output])}`,
      );
    });
  }
});
