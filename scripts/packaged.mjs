// The extension as users get it: packed into a VSIX, and that installed into a fresh VS Code.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { collect, root, start, temporaryFolder } from './processes.mjs';
import { installExtension } from './vscode-server.mjs';
import { openWindow } from './vscode-window.mjs';

/** Builds and packs the extension; gives the VSIX's path. */
export async function packageExtension() {
  const vsix = path.join(temporaryFolder(), 'bn-gradcheck.vsix');
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' };
  const child = start('npm', ['run', '--silent', 'package', '--', '--out', vsix], options);
  const output = collect(child);
  if ((await child.exited) !== 0) throw new Error(`npm run package failed: ${output().trim()}`);
  return vsix;
}

/** Opens folder in a VS Code that has nothing but this VSIX installed. */
export async function openWithInstalled(vsix, folder) {
  const dataDir = temporaryFolder();
  await installExtension(vsix, { dataDir });
  return openWindow({ dataDir, folder });
}

/** Opens folder in a VS Code that runs the extension in a web worker, as VS Code for the Web does. */
export async function openInWebHost(folder) {
  const copy = temporaryFolder();
  for (const part of ['dist', 'media'])
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  // The server would run what has a "main" in Node.
  const { main: _, ...manifest } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  writeFileSync(path.join(copy, 'package.json'), JSON.stringify(manifest));
  cpSync(path.join(root, 'package.nls.json'), path.join(copy, 'package.nls.json'));
  return openWindow({ folder, developmentPath: copy, web: true });
}
