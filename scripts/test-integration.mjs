#!/usr/bin/env node
// Runs test/integration in a real VS Code: the desktop's own build where there is a display, else the server's.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTests } from '@vscode/test-electron';
import { chromium } from 'playwright-core';
import { createDriver, serveDriver } from './driver.mjs';
import { ensureChromium } from './requirements.mjs';
import { hasDisplay, main, root, temporaryFolder } from './processes.mjs';
import { installServer } from './vscode-server.mjs';

// Electron has no way to say which debugging port it took, so it is told one.
const debuggingPort = 10_229;

const dataDir = temporaryFolder();
// A copy: a test that edits an example must not change the repository's.
const examples = path.join(temporaryFolder(), 'examples');
cpSync(path.join(root, 'examples'), examples, { recursive: true });

const tests = {
  extensionDevelopmentPath: root,
  extensionTestsPath: path.join(root, 'out', 'test', 'index.js'),
  launchArgs: [
    examples,
    `--user-data-dir=${dataDir}`,
    `--extensions-dir=${path.join(dataDir, 'extensions')}`,
  ],
};

main(() => (hasDisplay() && !process.argv.includes('--server') ? runOnDesktop() : runOnServer()));

async function runOnServer() {
  await ensureChromium();
  await installServer();
  return runTests({
    ...tests,
    vscodeExecutablePath: path.join(import.meta.dirname, 'vscode-executable.mjs'),
  });
}

async function runOnDesktop() {
  let driver;
  const served = await serveDriver(() => (driver ??= desktopDriver()));
  return runTests({
    ...tests,
    launchArgs: [...tests.launchArgs, `--remote-debugging-port=${debuggingPort}`],
    extensionTestsEnv: { BN_GRADCHECK_TEST_DRIVER: served.url },
  });
}

async function desktopDriver() {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`);
  for (;;) {
    const page = browser
      .contexts()[0]
      .pages()
      .find((page) => page.url().includes('workbench'));
    if (page) return createDriver(page);
    await sleep(100);
  }
}
