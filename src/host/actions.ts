import * as vscode from 'vscode';
import { readArrays } from '../core/literal/read';
import { isReadable, selector } from './languages';
import { outlineOf } from './outline';

const kind = vscode.CodeActionKind.Refactor.append('bnGradcheck');

/** "Check gradient" among the code actions on an array; on one of another name when they are asked for. */
export function registerActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions: (document, range, { triggerKind }) => {
        const offset = document.offsetAt(range.start);
        const named = outlineOf(document).find(({ range: [start, end] }) => start <= offset && offset <= end);
        const asked = triggerKind === vscode.CodeActionTriggerKind.Invoke && isReadable(document);
        if (named === undefined && !(asked && isInArray(document, offset))) return [];
        const title =
          named === undefined ? 'Check gradient of this array' : `Check gradient with ${named.name}`;
        const action = new vscode.CodeAction(title, kind);
        action.command = { command: 'bnGradcheck.check', title, arguments: [document.uri, offset] };
        return [action];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

function isInArray(document: vscode.TextDocument, offset: number): boolean {
  return readArrays(document.getText(), document.languageId, { kind: 'cursor', offset }).ok;
}
