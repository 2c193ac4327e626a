#!/usr/bin/env node
// Understands VS Code's command line for a run of extension tests, where VS Code's desktop build is not to be had.
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { serveDriver } from './driver.mjs';
import { main, root } from './processes.mjs';
import { openWindow } from './vscode-window.mjs';

// All that VS Code logs: for whoever has to find out why a test failed.
const log = path.join(root, 'out', 'vscode.log');

main(async () => {
  const file = { type: 'string' };
  const { values, positionals } = parseArgs({
    options: {
      extensionDevelopmentPath: file,
      extensionTestsPath: file,
      'user-data-dir': file,
      'extensions-dir': file,
    },
    // VS Code has many more flags, none of which matters here.
    strict: false,
    allowPositionals: true,
  });
  if (!values.extensionTestsPath) throw new Error('--extensionTestsPath= names the tests to run.');
  mkdirSync(path.dirname(log), { recursive: true });
  rmSync(log, { force: true });

  const driver = await serveDriver(async () => (await opened).driver);
  const opened = openWindow({
    folder: positionals[0] ?? values.extensionDevelopmentPath,
    developmentPath: values.extensionDevelopmentPath,
    testsPath: values.extensionTestsPath,
    dataDir: values['user-data-dir'],
    extensionsDir: values['extensions-dir'],
    env: { BN_GRADCHECK_TEST_DRIVER: driver.url },
    onLog: printTestOutput,
  });
  const { exitCode, close } = await opened;
  const code = await exitCode;
  await close();
  driver.stop();
  return code;
});

/** Prints what the tests say (each line marked by test/integration/index.ts) and what is said about the extension. */
function printTestOutput(level, args) {
  const text = format(...args);
  const said = text.replace(/^\[tests\] /, '');
  if (said !== text || (level !== 'info' && text.includes('bn-gradcheck.bn-gradcheck'))) console.log(said);
  appendFileSync(log, `${level} ${text}\n`);
}
