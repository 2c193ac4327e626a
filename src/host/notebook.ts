import * as vscode from 'vscode';
import type { Written } from '../core/problem/arrays';

/** A document as it was when it was read. */
export interface Page extends Written {
  readonly uri: vscode.Uri;
}

export function pageOf(document: vscode.TextDocument): Page {
  return { uri: document.uri, languageId: document.languageId, text: document.getText() };
}

/** The code cells before a document in its notebook, the nearest first; none where it is no cell. */
export function earlierCells(document: vscode.TextDocument): Page[] {
  const cells = cellOf(document.uri)?.notebook.getCells() ?? [];
  const at = cells.findIndex((cell) => cell.document === document);
  return cells
    .slice(0, Math.max(0, at))
    .filter(({ kind }) => kind === vscode.NotebookCellKind.Code)
    .map((cell) => pageOf(cell.document))
    .reverse();
}

/** The notebook cell that a document is. */
export function cellOf(uri: vscode.Uri): vscode.NotebookCell | undefined {
  const key = uri.toString();
  return vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find((cell) => cell.document.uri.toString() === key);
}

/** What people call a document: its path, and of a cell its number. */
export function titleOf(uri: vscode.Uri): string {
  const cell = cellOf(uri);
  if (cell === undefined) return vscode.workspace.asRelativePath(uri);
  return `${vscode.workspace.asRelativePath(cell.notebook.uri)}, cell ${cell.index + 1}`;
}
