import { CPP } from './cpp';
import { JAVASCRIPT, TYPESCRIPT } from './javascript';
import { JULIA } from './julia';
import { MATLAB } from './matlab';
import { NUMPY } from './numpy';
import { R } from './r';
import { TORCH } from './torch';
import type { Writer } from './writer';

/** How arrays are written in each language of VS Code, the usual way first. */
const writers: ReadonlyMap<string, readonly Writer[]> = new Map([
  ['python', [NUMPY, TORCH]],
  ['javascript', [JAVASCRIPT]],
  ['javascriptreact', [JAVASCRIPT]],
  ['typescript', [TYPESCRIPT]],
  ['typescriptreact', [TYPESCRIPT]],
  ['matlab', [MATLAB]],
  ['octave', [MATLAB]],
  ['julia', [JULIA]],
  ['r', [R]],
  ['c', [CPP]],
  ['cpp', [CPP]],
  ['cuda-cpp', [CPP]],
]);

/**
 * The ways to write an array into a text; none in a language that we do not write. Where several are usual, those
 * that the text uses already, or else all of them.
 */
export function writersFor(languageId: string, text: string): readonly Writer[] {
  const all = writers.get(languageId) ?? [];
  const used = all.filter(({ sign }) => sign?.test(text));
  return used.length > 0 ? used : all;
}

/** The languages that we write, for people. */
export function writtenLanguages(): string {
  const names = [...new Set([...writers.values()].flat().map(({ name }) => name))];
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
