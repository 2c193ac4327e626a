import * as vscode from 'vscode';
import type { ArrayLiteral } from '../core/literal/literal';
import { writtenIn } from '../core/report/written';
import type { TensorId } from '../core/report/report';
import type { Range } from '../core/result';
import { cellOf } from './notebook';
import type { Result } from './session';

/** A span of a document as it is now. */
export interface TextPlace {
  readonly uri: vscode.Uri;
  readonly start: number;
  readonly end: number;
}

/** The number in the editor that an element of a tensor stands for; null where it is not in the text. */
export function placeOfElement(result: Result, tensor: TensorId, position: number): TextPlace | null {
  const literal = literalOf(result, tensor);
  if (literal === undefined || position >= literal.places.count) return null;
  const { places } = literal;
  return placeNow(result, literal, [places.start(position), places.end(position)]);
}

/** The array in the editor that a tensor was read from, or whose elements it belongs to. */
export function placeOfArray(result: Result, tensor: TensorId): TextPlace | null {
  const literal = literalOf(result, tensor);
  return literal === undefined ? null : placeNow(result, literal, literal.range);
}

function literalOf({ literals, report }: Result, tensor: TensorId): ArrayLiteral | undefined {
  const array = writtenIn(report, tensor, report.tensors[tensor]?.shape ?? []);
  return array === null ? undefined : literals.get(array);
}

function placeNow({ pageOf, drift }: Result, literal: ArrayLiteral, [start, end]: Range): TextPlace {
  const { uri } = pageOf(literal);
  return { uri, start: drift.now(uri, start), end: drift.now(uri, end) };
}

/** Selects a number in its editor and scrolls it into view. */
export async function reveal({ uri, start, end }: TextPlace): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const cell = cellOf(uri);
  if (cell !== undefined) return revealInCell(cell, range);
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const column = open?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn: column, selection: range });
}

async function revealInCell(
  { notebook, index, document }: vscode.NotebookCell,
  range: vscode.Range,
): Promise<void> {
  const open = vscode.window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
  await vscode.window.showNotebookDocument(notebook, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    selections: [new vscode.NotebookRange(index, index + 1)],
  });
  await vscode.commands.executeCommand('notebook.cell.edit');
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  if (editor === undefined) return;
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range);
}
