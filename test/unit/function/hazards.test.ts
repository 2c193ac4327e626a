import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FunctionReport } from '../../../src/core/function/report';
import { checkFunctions } from '../../../src/python/check-function';
import { usualLimits, type Limits } from '../../../src/python/harness';
import { pythonWith } from '../support/python';

/** Right functions, into which a test puts something. */
const forward = `import numpy as np

def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param['eps']
    mu, var = x.mean(0), x.var(0)
    xhat = (x - mu) / np.sqrt(var + eps)
    return gamma * xhat + beta, (xhat, gamma, np.sqrt(var + eps))
`;
const end = `    xhat, gamma, std = cache
    g = gamma * dout
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / std
    return dx, (dout * xhat).sum(0), dout.sum(0)
`;
const withLine = (line: string): string =>
  `${forward}\ndef batchnorm_backward(dout, cache):\n    ${line}\n${end}`;

describe('a function that misbehaves', function () {
  this.timeout(30_000);
  let folder: string;
  let python: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bn-function-'));
    python =
      pythonWith('numpy') ?? assert.fail('these tests need a Python with NumPy: install python3-numpy');
  });
  after(() => rmSync(folder, { recursive: true }));

  const check = async (text: string, limits: Partial<Limits> = {}): Promise<FunctionReport> => {
    const file = { path: path.join(folder, 'layers.py'), text };
    const options = { python, name: 'batchnorm_backward', limits: { ...usualLimits, ...limits } };
    const result = await checkFunctions(file, options);
    assert.ok(result.ok, JSON.stringify(result));
    const [report] = result.value;
    assert.ok(report);
    return report;
  };
  const reasonOf = async (line: string, limits: Partial<Limits> = {}): Promise<string> => {
    const report = await check(withLine(line), limits);
    assert.equal(report.verdict, 'cannot-decide');
    assert.ok(report.reason);
    assert.equal(report.sentence, report.reason.message);
    return report.reason.message;
  };

  it('agrees where nothing is put into it', async () => {
    const { verdict, checks } = await check(withLine('pass'));
    assert.equal(verdict, 'agrees');
    assert.deepEqual(
      checks.filter(({ holds }) => holds !== true),
      [],
    );
  });

  it('is stopped when it runs on', async () => {
    const loop = await reasonOf('while True: pass', { seconds: 2 });
    assert.match(loop, /^The function was stopped after 2 seconds: it may be in a loop without end\.$/);
    assert.match(await reasonOf('import time; time.sleep(1000)', { seconds: 2 }), /stopped after 2 seconds/);
  });

  it('is stopped when it prints without end, and what it printed is cut off', async () => {
    const report = await check(withLine('while True: print("x" * 1000)'), { seconds: 2, printed: 500 });
    assert.match(report.sentence, /stopped after 2 seconds/);
    assert.equal(report.printed.length, 500);
  });

  it('may crash', async () => {
    assert.match(await reasonOf('import os; os.abort()'), /^The function gave no answer: it aborted\.$/);
    const crash = await reasonOf('import ctypes; ctypes.string_at(0)');
    assert.match(crash, /^The function gave no answer: it crashed with a segmentation fault\.$/);
    assert.match(await reasonOf('import os; os._exit(7)'), /it ended Python itself, with exit code 7\.$/);
  });

  it('may not fork', async () => {
    const reason = await reasonOf('import os; os.fork()');
    assert.match(
      reason,
      /^batchnorm_backward raises RuntimeError: a function that is checked may not fork\./,
    );
  });

  it('takes with it what it started', async () => {
    const mark = path.join(folder, 'alive');
    const script = `import time; time.sleep(3); open(${JSON.stringify(mark)}, 'w')`;
    const line = `import subprocess, sys; subprocess.Popen([sys.executable, '-c', ${JSON.stringify(script)}])`;
    assert.equal((await check(withLine(line))).verdict, 'agrees');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    assert.ok(!readdirSync(folder).includes('alive'));
  });

  it('may ask for more memory than there is to have', async () => {
    const reason = await reasonOf('a = np.ones((10 ** 6, 10 ** 4))', { memory: 2 ** 30 });
    assert.match(reason, /^batchnorm_backward raises \w*MemoryError: .* It is raised in line 10\.$/);
  });

  it('may call sys.exit', async () => {
    const reason = await reasonOf('import sys; sys.exit(3)');
    assert.equal(reason, 'batchnorm_backward calls sys.exit(3) in line 10.');
  });

  it('raises, and the line is the user’s own', async () => {
    const report = await check(withLine('cache[0][99, 99]'));
    assert.match(report.sentence, /^batchnorm_backward raises IndexError: .* It is raised in line 10\.$/);
    assert.equal(report.reason?.place?.line, 10);
    assert.match(await reasonOf('input()'), /raises EOFError/);
    assert.match(await reasonOf('return None'), /^batchnorm_backward returns None: it is not written yet/);
    assert.match(
      await reasonOf('return "a", 1, 2'),
      /^batchnorm_backward returns a str for dx, where an array/,
    );
    assert.match(await reasonOf('return None, None, None'), /returns None for dx/);
  });

  it('prints, and the print is kept apart from the answer', async () => {
    const report = await check(withLine('print("dx is", dout.shape); import sys; sys.__stdout__.flush()'));
    assert.equal(report.verdict, 'agrees');
    assert.match(report.printed, /^dx is \(6, 4\)$/m);
  });

  it('changes its input, and that is said', async () => {
    const { verdict, checks } = await check(withLine('dout *= 1.0; dout += 1; dout -= 1'));
    const kept = checks.find(({ id }) => id === 'inputs-kept');
    assert.equal(kept?.holds, false);
    assert.match(kept.message, /^The backward pass changes dout in place: work on a copy\.$/);
    assert.notEqual(verdict, 'cannot-decide');
  });

  it('depends on random numbers, and that is said', async () => {
    const { checks } = await check(withLine('dout = dout + np.random.randn(*dout.shape)'));
    const same = checks.find(({ id }) => id === 'deterministic');
    assert.equal(same?.holds, false);
    assert.match(same.message, /^Run twice on the same data, it gives different results/);
  });

  it('leaves nothing behind', () => {
    assert.deepEqual(readdirSync(folder), []);
  });
});

describe('a cache that no forward pass makes', function () {
  this.timeout(30_000);
  const check = async (names: string, std: string): Promise<FunctionReport> => {
    const python =
      pythonWith('numpy') ?? assert.fail('these tests need a Python with NumPy: install python3-numpy');
    const text = `import numpy as np

def batchnorm_backward(dout, cache):
    ${names} = cache
    g = gamma * dout
    dx = (g - g.mean(0) - xhat * (g * xhat).mean(0)) / ${std}
    return dx, (dout * xhat).sum(0), dout.sum(0)
`;
    const result = await checkFunctions({ path: 'layers.py', text }, { python, name: null });
    assert.ok(result.ok);
    return result.value[0] ?? assert.fail('there is one function');
  };

  it('holds what the names say where that agrees', async () => {
    assert.equal((await check('xhat, gamma, var, eps', 'np.sqrt(var + eps)')).verdict, 'agrees');
    assert.equal((await check('gamma, std, xhat', 'std')).verdict, 'agrees');
  });

  it('is not guessed where the function is right with another content than the names say', async () => {
    const { verdict, sentence } = await check('xhat, gamma, var', 'np.sqrt(var)');
    assert.equal(verdict, 'cannot-decide');
    assert.match(
      sentence,
      /is right if in its cache var holds var\+eps, not var; else it is wrong\. Put the forward/,
    );
  });

  it('is named where it is wrong whatever the cache holds', async () => {
    const { verdict, diagnosis } = await check('gamma, std, xhat', 'std * 2');
    assert.equal(verdict, 'disagrees');
    assert.deepEqual([...new Set(diagnosis.map(({ output }) => output))], ['dx']);
  });
});

describe('a file that misbehaves', function () {
  this.timeout(30_000);
  let python: string;
  before(() => {
    python =
      pythonWith('numpy') ?? assert.fail('these tests need a Python with NumPy: install python3-numpy');
  });
  const checked = (text: string, name: string | null = 'batchnorm_backward', interpreter = python) =>
    checkFunctions({ path: path.join(tmpdir(), 'layers.py'), text }, { python: interpreter, name });
  const right = withLine('pass');

  it('may import what is not there', async () => {
    const imports =
      'from builtins import range\nfrom past.builtins import xrange\nfrom cs231n.layers import *\n' +
      'from .im2col import *\nimport matplotlib_is_not_here.pyplot as plt\nplt.rcParams["figure.figsize"] = 3\n';
    const result = await checked(imports + right);
    assert.ok(result.ok);
    assert.equal(result.value[0]?.verdict, 'agrees');
    assert.match(result.value[0].notes.join(' '), /not installed were passed over: .*matplotlib_is_not_here/);
  });

  it('names what a function needs of a module that is not there', async () => {
    const result = await checked('import nowhere_at_all as n\n' + withLine('dout = n.scaled(dout)'));
    assert.ok(result.ok);
    assert.match(result.value[0]?.sentence ?? '', /nowhere_at_all.* is needed here/);
  });

  it('may end or fail at its top', async () => {
    const result = await checked(`import sys\nopen('/nowhere/at/all')\nsys.exit(1)\n${right}`);
    assert.ok(result.ok);
    assert.equal(result.value[0]?.verdict, 'agrees');
    assert.match(result.value[0].notes.join(' '), /Line 2 at the top of the file raised FileNotFoundError/);
  });

  it('may hold lines of a notebook', async () => {
    const result = await checked(`%matplotlib inline\n!ls\n${right}`);
    assert.ok(result.ok && result.value[0]?.verdict === 'agrees');
  });

  it('is refused with its line where it is no Python', async () => {
    const result = await checked(`${right}\ndef broken(:\n`);
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'syntax');
    assert.equal(result.error.place?.line, right.split('\n').length + 1);
  });

  it('is refused where it is nested too deep', async () => {
    const result = await checked(`${right}\nx = ${'('.repeat(50_000)}`);
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'syntax');
  });

  it('is refused where it has no such function', async () => {
    const result = await checked(right, 'layernorm_backward');
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'no-function');
    assert.match(result.error.message, /It defines batchnorm_forward, batchnorm_backward\.$/);
  });

  it('needs a Python', async () => {
    const result = await checked(right, null, 'python-that-is-not-there');
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'no-python');
    assert.match(
      result.error.message,
      /^There is no Python called python-that-is-not-there: install Python 3/,
    );
  });
});
