import * as vscode from 'vscode';
import { fixOf } from '../core/literal/fix';
import { diagnosticSource } from './diagnostics';
import { isReadable, selector } from './languages';

const kind = vscode.CodeActionKind.QuickFix;

/** The change that mends an underlined array, where there is just one. */
export function registerFixes(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions: (document, _, { diagnostics }) => {
        if (!isReadable(document)) return [];
        return diagnostics
          .filter(({ source }) => source === diagnosticSource)
          .flatMap((diagnostic) => actionFor(document, diagnostic) ?? []);
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

function actionFor(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction | null {
  const { range } = diagnostic;
  const fix = fixOf(document.getText(), document.languageId, [
    document.offsetAt(range.start),
    document.offsetAt(range.end),
  ]);
  if (fix === null) return null;
  const action = new vscode.CodeAction(fix.title, kind);
  const [start, end] = fix.range;
  action.edit = new vscode.WorkspaceEdit();
  const replaced = new vscode.Range(document.positionAt(start), document.positionAt(end));
  action.edit.replace(document.uri, replaced, fix.replacement);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}
