#!/usr/bin/env node
// npm test: every stage in order, then one line that adds up all tests.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { main, run, temporaryFolder } from './processes.mjs';

const checks = ['lint', 'typecheck', 'build'];
const suites = ['test:unit', 'test:webview', 'test:integration', 'test:packaged'];

main(async () => {
  const failedChecks = [];
  await stage(
    'requirements',
    process.execPath,
    [path.join(import.meta.dirname, 'requirements.mjs')],
    failedChecks,
  );
  for (const check of checks) await stage(check, 'npm', ['run', '--silent', check], failedChecks);

  const results = [];
  for (const suite of suites) results.push(await runSuite(suite));
  return summary(failedChecks, results);
});

async function stage(name, command, args, failed, env = {}) {
  console.log(`\n--- ${name}`);
  const options = { env: { ...process.env, ...env }, shell: process.platform === 'win32' };
  const code = await run(command, args, options);
  if (code !== 0) failed.push(name);
}

/** A suite that ran no test, or ended badly without a failed test, has itself failed. */
async function runSuite(name) {
  const counts = path.join(temporaryFolder(), 'counts');
  const ended = [];
  await stage(name, 'npm', ['run', '--silent', name], ended, { BN_GRADCHECK_TEST_COUNTS: counts });
  const lines = existsSync(counts) ? readFileSync(counts, 'utf8').trim().split('\n').map(JSON.parse) : [];
  const total = (key) => lines.reduce((sum, line) => sum + line[key], 0);
  const passed = total('passes');
  const failed = total('failures');
  const broken = failed === 0 && (ended.length > 0 || passed === 0);
  return { name, passed, failed: failed + Number(broken), skipped: total('pending') };
}

function summary(failedChecks, results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  console.log();
  for (const { name, passed, failed } of results) console.log(`${name}: ${passed} passed, ${failed} failed`);
  for (const name of failedChecks) console.log(`${name} failed`);
  const failed = total('failed') + failedChecks.length;
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  console.log(`\n${total('passed')} passed, ${failed} failed${skipped}`);
  return failed === 0 ? 0 : 1;
}
