import * as vscode from 'vscode';
import { overall } from '../core/report/overall';
import { writtenIn } from '../core/report/written';
import type { RouteId, TensorId } from '../core/report/report';
import type { Result } from './session';

/** Where a number is written, in the document as it is now. */
export interface NumberPlace {
  readonly uri: vscode.Uri;
  readonly start: number;
  readonly end: number;
}

/** The number in the editor that an element of a tensor stands for; null where it is not in the text. */
export function placeOfElement(result: Result, tensor: TensorId, position: number): NumberPlace | null {
  const { literals, report, target, drift } = result;
  const array = writtenIn(report, tensor, report.tensors[tensor]?.shape ?? []);
  const literal = array === null ? undefined : literals.get(array);
  if (literal === undefined || position >= literal.places.count) return null;
  const { places } = literal;
  return { uri: target.uri, start: drift.now(places.start(position)), end: drift.now(places.end(position)) };
}

/** The worst element's number, preferably the user's own. */
export function placeOfWorst(result: Result, route: RouteId): NumberPlace | null {
  const { worst, output } = overall(result.report, route);
  if (worst === null || output === null) return null;
  const yours = `yours.${output}`;
  return placeOfElement(
    result,
    yours in result.report.tensors ? yours : `${route}.${output}`,
    worst.position,
  );
}

/** Selects a number in its editor and scrolls it into view. */
export async function reveal({ uri, start, end }: NumberPlace): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const column = open?.viewColumn ?? vscode.ViewColumn.One;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  await vscode.window.showTextDocument(document, { viewColumn: column, selection: range });
}
