// Child processes, ports and temporary folders that are gone when the script that made them is.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { constants as os, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = path.resolve(import.meta.dirname, '..');

const children = new Set();
const folders = new Set();

/** Starts a command in a process group of its own, so that stopping it stops whatever it started too. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: 'inherit',
    detached: process.platform !== 'win32',
    ...options,
  });
  children.add(child);
  child.exited = new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => resolve(code ?? 128 + os.signals[signal]));
  });
  const forget = () => children.delete(child);
  child.exited.then(forget, forget);
  return child;
}

/** Runs a command to its end and gives its exit code. */
export function run(command, args, options) {
  return start(command, args, options).exited;
}

/** What a child whose output is piped has written so far. */
export function collect(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return () => output;
}

/** Ends a child and its whole group: asked first, forced after three seconds. */
export async function stop(child) {
  signalGroup(child, 'SIGTERM');
  for (let waited = 0; waited < 3000 && signalGroup(child, 0); waited += 50) await sleep(50);
  signalGroup(child, 'SIGKILL');
}

/** A folder under the system's temporary one, removed when the script ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bn-gradcheck-'));
  folders.add(folder);
  return folder;
}

/** The full path of the first of these commands that is on PATH. */
export function findOnPath(...names) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const places = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) =>
    places.flatMap((place) => endings.map((ending) => path.join(place, name + ending))),
  );
  return candidates.find(isExecutable);
}

/** Whether a desktop window can be opened here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Runs a script's main function: its exit code, or its failure in one sentence, becomes the process's. */
export async function main(run) {
  if (process.env.npm_lifecycle_event) leaveWithParent();
  try {
    await leave((await run()) ?? 0);
  } catch (error) {
    console.error(error.message);
    await leave(1);
  }
}

let leaving = false;

/** Ends the process after everything that it started; the first reason to do so gives the exit code. */
export async function leave(code) {
  if (leaving) return;
  leaving = true;
  await Promise.all([...children].map(stop));
  process.exit(code);
}

/** npm hands a signal on to its shell only, which dies of it without telling the script. */
function leaveWithParent() {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && leave(1), 200).unref();
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return false;
  try {
    return process.platform === 'win32' ? child.kill(signal) : process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => leave(128 + os.signals[signal]));
}
// The last resort, for a process that ends without leave(): an exit handler cannot wait.
process.once('exit', () => {
  for (const child of children) signalGroup(child, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
