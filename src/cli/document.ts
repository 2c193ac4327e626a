import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Where } from '../core/literal/literal';
import type { DocumentPart } from '../core/problem/arrays';
import type { Range } from '../core/result';
import { UsageError } from './usage';

/** The options that say which part of a document is meant. */
export const documentOptions = {
  language: { type: 'string' },
  selection: { type: 'string' },
  lines: { type: 'string' },
  cursor: { type: 'string' },
} as const;

export interface DocumentOptions {
  readonly language?: string | undefined;
  readonly selection?: string | undefined;
  readonly lines?: string | undefined;
  readonly cursor?: string | undefined;
}

const languages: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.lua': 'lua',
  '.rb': 'ruby',
  '.pl': 'perl',
  '.pm': 'perl',
  '.json': 'json',
  '.jsonc': 'jsonc',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.md': 'markdown',
  '.tex': 'latex',
  '.txt': 'plaintext',
  '.log': 'log',
  '.dat': 'plaintext',
  '.m': 'matlab',
  '.r': 'r',
  '.R': 'r',
  '.jl': 'julia',
  '.c': 'c',
  '.h': 'c',
  '.cc': 'cpp',
  '.cpp': 'cpp',
  '.cxx': 'cpp',
  '.hpp': 'cpp',
  '.hh': 'cpp',
  '.cu': 'cuda-cpp',
  '.cuh': 'cuda-cpp',
  '.java': 'java',
  '.cs': 'csharp',
  '.go': 'go',
  '.rs': 'rust',
  '.f90': 'FortranFreeForm',
  '.F90': 'FortranFreeForm',
  '.f95': 'FortranFreeForm',
  '.f03': 'FortranFreeForm',
  '.f08': 'FortranFreeForm',
  '.f': 'FortranFixedForm',
  '.for': 'FortranFixedForm',
};

/** Reads a file, or standard input for `-`. */
export function openDocument(files: readonly string[], options: DocumentOptions): DocumentPart {
  const [file, surplus] = files;
  if (file === undefined) throw new UsageError('Which file? Give a path, or - for standard input.');
  if (surplus !== undefined) throw new UsageError(`One file at a time; ${surplus} is one too many.`);
  const text = contents(file);
  return {
    text,
    languageId: options.language ?? languages[extname(file)] ?? 'plaintext',
    where: whereOf(options, text),
  };
}

function contents(file: string): string {
  try {
    // A byte order mark counts for nothing, as in VS Code's offsets.
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'it may not be read',
    }[code];
    throw new UsageError(`Cannot read ${file}: ${reason ?? code}.`);
  }
}

function whereOf({ selection, lines, cursor }: DocumentOptions, text: string): Where {
  if ([selection, lines, cursor].filter((option) => option !== undefined).length > 1) {
    throw new UsageError('--selection, --lines and --cursor exclude one another.');
  }
  if (cursor !== undefined) {
    if (!/^\d+$/.test(cursor)) throw new UsageError(`--cursor takes an offset, not ${cursor}.`);
    return { kind: 'cursor', offset: Math.min(Number(cursor), text.length) };
  }
  if (selection !== undefined) {
    const [start, end] = pair(selection, ':', 0, '--selection takes two offsets such as 10:200');
    if (start >= text.length) {
      throw new UsageError(
        `--selection ${selection} is past the end: the text has ${text.length} code units.`,
      );
    }
    return { kind: 'selections', ranges: [[start, Math.min(end, text.length)]] };
  }
  if (lines !== undefined) {
    const [first, last] = pair(lines, '-', 1, '--lines takes two line numbers such as 9-14');
    return { kind: 'selections', ranges: [lineRange(text, first, last)] };
  }
  return { kind: 'document' };
}

function pair(value: string, separator: string, least: number, usage: string): readonly [number, number] {
  const [first, last, surplus] = value
    .split(separator)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  if (
    first === undefined ||
    last === undefined ||
    surplus !== undefined ||
    !(least <= first && first <= last)
  ) {
    throw new UsageError(`${usage}, not ${value}.`);
  }
  return [first, last];
}

function lineRange(text: string, first: number, last: number): Range {
  const lines = text.split('\n');
  if (first > lines.length) {
    throw new UsageError(`--lines ${first}-${last} is past the end: the text has ${lines.length} lines.`);
  }
  let offset = 0;
  let start = text.length;
  let end = text.length;
  lines.forEach((line, k) => {
    if (k + 1 === first) start = offset;
    if (k + 1 === last) end = offset + line.length;
    offset += line.length + 1;
  });
  return [start, end];
}
