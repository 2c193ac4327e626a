import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applied } from '../../../src/core/function/repair';
import type { FunctionReport } from '../../../src/core/function/report';
import { checkFunctions } from '../../../src/python/check-function';

const corpus = path.join(__dirname, '../../../bench/functions');

async function check(
  file: string,
  name: string,
  change = (text: string): string => text,
): Promise<{ text: string; report: FunctionReport }> {
  const text = change(readFileSync(path.join(corpus, file), 'utf8'));
  const result = await checkFunctions({ path: path.join(corpus, file), text }, { python: 'python3', name });
  ok(result.ok, file);
  const [report] = result.value;
  ok(report, file);
  return { text, report };
}

function inserted({ fix }: FunctionReport): string[] {
  return (fix?.edits ?? []).map(({ newText }) => newText);
}

describe('The edit that makes a function right', function () {
  this.timeout(60_000);

  it('multiplies x̂ into the one sum that lacks it', async () => {
    const { text, report } = await check('wrong/article.py', 'batchnorm_backward');
    deepEqual(inserted(report), [' * x_normalized']);
    const fixed = applied(text, report.fix!.edits);
    ok(fixed.includes('x_normalized * np.sum(dx_normalized * x_normalized, axis=0, keepdims=True)'));
    equal(report.diagnosis[0]?.line, 35);
  });

  it('flips a sign', async () => {
    const { report } = await check('wrong/plus_variance_term.py', 'batchnorm_backward_alt');
    deepEqual(inserted(report), ['-']);
  });

  it('counts offsets in UTF-16 units, behind characters of several', async () => {
    const change = (text: string): string => `# 𝒙̂ über σ²\r\n${text}`;
    const { text, report } = await check('wrong/plus_variance_term.py', 'batchnorm_backward_alt', change);
    const again = await check('wrong/plus_variance_term.py', 'batchnorm_backward_alt', () =>
      applied(text, report.fix!.edits),
    );
    equal(again.report.verdict, 'agrees');
  });

  it('is not there for what is right', async () => {
    const { report } = await check('right/einsum_only.py', 'bn_bwd');
    equal(report.verdict, 'agrees');
    equal(report.fix, null);
  });

  it('is not there where no small edit is enough', async () => {
    const { report } = await check('wrong/diagonal_post.py', 'batchnorm_backward');
    equal(report.verdict, 'disagrees');
    equal(report.fix, null);
  });
});
