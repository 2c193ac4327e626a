// Runs what we write in each language through its interpreter, and keeps what that read: npx tsx test/golden/write/refresh.ts
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseCode } from '../../../src/core/write/insertion';
import { writersFor } from '../../../src/core/write/registry';
import type { Writer } from '../../../src/core/write/writer';
import { failingReport } from './failing';
import { samples, type Sample } from './samples';

/** How a language is run, and how it prints the bits of a on a line, row by row, as big-endian hexadecimal doubles. */
interface Oracle {
  readonly languageId: string;
  readonly text: string;
  readonly bits: (sample: Sample) => string;
  /** Whether a name can be given once only, but for blocks. */
  readonly blocks?: true;
  readonly file: string;
  readonly run: (file: string) => string;
}

const run =
  (command: string, ...args: string[]) =>
  (file: string): string =>
    execFileSync(command, [...args, file], { encoding: 'utf8' });

const compiled = (command: string) => (file: string) => {
  execFileSync(command, ['-w', '-o', `${file}.out`, file, '-lm']);
  return execFileSync(`${file}.out`, { encoding: 'utf8' });
};

const python = 'print(np.asarray(a).astype(">f8").tobytes().hex())';
const cells = ({ tensor: { shape, data } }: Sample): string =>
  `for (int i = 0; i < ${data.length}; i++) { union { double d; unsigned long long u; } b; b.d = ` +
  `${shape.length === 0 ? 'a' : `((const __typeof__(a${'[0]'.repeat(shape.length)}) *)a)[i]`}; printf("%016llx", b.u); } printf("\\n");`;

const oracles: Readonly<Record<string, Oracle>> = {
  numpy: {
    languageId: 'python',
    text: 'import numpy',
    bits: () => python,
    file: 'a.py',
    run: run('/usr/bin/python3'),
  },
  torch: {
    languageId: 'python',
    text: 'import torch',
    bits: () => python.replace('a)', 'a.numpy())').replace('print', 'import numpy as np; print'),
    file: 'a.py',
    run: run('/usr/bin/python3'),
  },
  javascript: {
    languageId: 'javascript',
    text: '',
    bits: () =>
      'const f = (l) => (typeof l === "number" ? [l] : Array.from(l).flatMap(f)); const b = Buffer.alloc(8 * f(a).length); f(a).forEach((v, i) => b.writeDoubleBE(v, 8 * i)); console.log(b.toString("hex"));',
    blocks: true,
    file: 'a.js',
    run: run('node'),
  },
  octave: {
    languageId: 'octave',
    text: '',
    bits: () => "p = permute(double(a), ndims(a):-1:1); h = num2hex(p(:)); printf('%s\\n', h.');",
    file: 'a.m',
    run: run('octave-cli', '--no-gui', '--norc'),
  },
  r: {
    languageId: 'r',
    text: '',
    bits: () =>
      'v <- if (is.null(dim(a))) a else aperm(a); cat(paste(writeBin(as.vector(v), raw(), endian = "big"), collapse = ""), "\\n", sep = "")',
    file: 'a.R',
    run: run('Rscript', '--vanilla'),
  },
  cpp: { languageId: 'cpp', text: '', bits: cells, blocks: true, file: 'a.cpp', run: compiled('g++') },
  c: { languageId: 'c', text: '', bits: cells, blocks: true, file: 'a.c', run: compiled('gcc') },
};

const folder = mkdtempSync(join(tmpdir(), 'write-'));

function output(oracle: Oracle, code: string): string {
  const file = join(folder, oracle.file);
  writeFileSync(file, code);
  return oracle.run(file).trim();
}

function writerOf({ languageId, text }: Oracle): Writer {
  const [writer] = writersFor(languageId, text);
  if (writer === undefined) throw new Error(`${languageId} is not written`);
  return writer;
}

const golden = Object.fromEntries(
  Object.entries(oracles).map(([name, oracle]) => {
    const writer = writerOf(oracle);
    const codes = samples().map((sample) => [
      writer.assignment('a', sample.tensor, sample.precision),
      oracle.bits(sample),
    ]);
    const statements = codes.flatMap((lines) => (oracle.blocks ? ['{', ...lines, '}'] : lines));
    const bits = output(oracle, [...writer.prelude, ...writer.program(statements)].join('\n')).split(/\s+/);
    const arrays = codes.map(([code], k) => ({ code, bits: bits[k] }));
    const code = caseCode(failingReport(), 'graph', writer);
    console.log(name);
    return [name, { arrays, case: { code, output: output(oracle, code) } }];
  }),
);
rmSync(folder, { recursive: true });
writeFileSync(join(import.meta.dirname, 'golden.json'), `${JSON.stringify(golden, null, 2)}\n`);
