import { spawnSync } from 'node:child_process';

const candidates = ['python3', '/usr/bin/python3', 'python'];

/** The first Python that can import a module, or undefined where there is none. */
export function pythonWith(module: string): string | undefined {
  return candidates.find((name) => spawnSync(name, ['-c', `import ${module}`]).status === 0);
}

/** Runs a Python script that imports NumPy and gives what it prints; fails where there is no such Python. */
export function runWithNumPy(script: string, args: readonly string[] = []): Buffer {
  const python = pythonWith('numpy');
  if (python === undefined) {
    throw new Error('This test compares with NumPy and finds no Python that has it: install python3-numpy.');
  }
  const { status, stdout, stderr } = spawnSync(python, ['-c', script, ...args], { maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}
