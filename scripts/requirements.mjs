#!/usr/bin/env node
// Makes sure that the tests find Chromium and a Python with NumPy; on Debian as root it installs them.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { findOnPath, main, run } from './processes.mjs';

/** The Chromium (or Chrome, or Edge) of this machine. */
export function findChromium() {
  return findOnPath(
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  );
}

/** A Python that can import NumPy. */
export function findPython() {
  return [findOnPath('python3'), '/usr/bin/python3', findOnPath('python')].find(
    (python) => python && spawnSync(python, ['-c', 'import numpy']).status === 0,
  );
}

export async function ensureChromium() {
  // On macOS and Windows playwright-core knows where Chrome is.
  if (process.platform === 'linux' && !findChromium()) await install('chromium', 'Chromium');
}

export async function ensurePython() {
  if (!findPython()) await install('python3-numpy', 'Python 3 with NumPy');
}

async function install(debianPackage, what) {
  const sentence = `The tests need ${what}: install it and run them again.`;
  if (!findOnPath('apt-get') || process.getuid?.() !== 0) throw new Error(sentence);
  console.log(`Installing ${what} (Debian package ${debianPackage}) ...`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  const updated = await run('apt-get', ['update', '-q'], options);
  const code =
    updated ||
    (await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', debianPackage], options));
  if (code !== 0) throw new Error(`${sentence} (apt-get ended with exit code ${code}.)`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(async () => {
    await ensureChromium();
    await ensurePython();
  });
}
