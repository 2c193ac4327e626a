import * as vscode from 'vscode';
import type { Where } from '../core/literal/literal';
import type { DocumentPart } from '../core/problem/arrays';
import type { Memento } from '../protocol/messages';

/** The part of a document that a check is about, with the text as it was then. */
export interface Target extends DocumentPart {
  readonly uri: vscode.Uri;
}

/** What an editor points at: its selections, or the literal around its cursor. */
export function targetOf({ document, selections }: vscode.TextEditor): Target {
  const ranges = selections
    .filter((selection) => !selection.isEmpty)
    .map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const)
    .sort(([a], [b]) => a - b);
  const [cursor] = selections;
  const where: Where =
    ranges.length > 0
      ? { kind: 'selections', ranges }
      : { kind: 'cursor', offset: cursor === undefined ? 0 : document.offsetAt(cursor.active) };
  return { uri: document.uri, text: document.getText(), languageId: document.languageId, where };
}

/** The part of a document that a panel of an earlier session was about; null if it cannot be opened any more. */
export async function targetAgain({ uri, where }: Memento): Promise<Target | null> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    return { uri: document.uri, text: document.getText(), languageId: document.languageId, where };
  } catch {
    return null;
  }
}
