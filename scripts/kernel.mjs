#!/usr/bin/env node
// Compiles src/kernel to WebAssembly and writes it as a TypeScript module, where that is missing or out of date.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import asc from 'assemblyscript/asc';

const root = path.resolve(import.meta.dirname, '..');
const sources = path.join(root, 'src', 'kernel');
const target = path.join(root, 'src', 'core', 'kernel', 'binary.ts');

const changed = (file) => statSync(file).mtimeMs;
const inputs = [
  import.meta.filename,
  path.join(root, 'package.json'),
  ...readdirSync(sources).map((file) => path.join(sources, file)),
];

if (!existsSync(target) || inputs.some((file) => changed(file) > changed(target))) {
  const wasm = await compile();
  writeFileSync(
    target,
    `/** src/kernel as WebAssembly, in base64: made by scripts/kernel.mjs. */\nexport const binary = '${wasm.toString('base64')}';\n`,
  );
}

async function compile() {
  let wasm;
  // No garbage collector and no checks: the kernels only read and write the memory that they are given.
  const { error, stderr } = await asc.main(
    [
      'src/kernel/index.ts',
      '--baseDir',
      root,
      '-O3',
      '--converge',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--outFile',
      'kernel.wasm',
    ],
    {
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') wasm = Buffer.from(contents);
      },
    },
  );
  if (error) throw new Error(`src/kernel does not compile: ${stderr.toString()}`);
  return wasm;
}
