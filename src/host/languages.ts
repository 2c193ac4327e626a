import * as vscode from 'vscode';

/** The languages whose arrays we look for while they are edited; the manifest has the same list. */
export const languages = [
  ...['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'json', 'jsonc', 'jsonl'],
  ...[
    'yaml',
    'lua',
    'ruby',
    'perl',
    'matlab',
    'octave',
    'r',
    'julia',
    'c',
    'cpp',
    'cuda-cpp',
    'java',
    'csharp',
  ],
  ...[
    'go',
    'rust',
    'FortranFreeForm',
    'fortran',
    'latex',
    'tex',
    'markdown',
    'csv',
    'tsv',
    'plaintext',
    'log',
  ],
] as const;

/** Documents in these languages, notebook cells included. */
export const selector: vscode.DocumentSelector = languages.map((language) => ({ language }));

/** Larger texts are read when a check is asked for, not while somebody types in them; in UTF-16 units. */
const largest = 1_000_000;

/** Whether a document is small enough to be read whenever it changes; measured without making its text. */
export function isReadable(document: vscode.TextDocument): boolean {
  return document.offsetAt(new vscode.Position(document.lineCount, 0)) <= largest;
}
