import * as vscode from 'vscode';
import { checkFunctions } from '#platform';
import { definitionsIn } from '../core/function/definitions';
import { isReadable } from './languages';
import { onSetting, setting } from './settings';

/** "Check against reference" above every function that is a pass of a layer. */
export function registerFunctionLenses(): vscode.Disposable {
  // On the web there is no Python to run them in.
  if (checkFunctions === null) return new vscode.Disposable(() => undefined);
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    onSetting('codeLens', () => changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { language: 'python' },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses: lensesOf },
    ),
  );
}

function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  if (!setting('codeLens', document) || !isReadable(document)) return [];
  return definitionsIn(document.getText()).map(({ name, range: [start, end] }) => {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return new vscode.CodeLens(range, {
      command: 'bnGradcheck.checkFunction',
      title: '$(beaker) Check against reference',
      tooltip: `Run ${name} on test data in your Python and compare what it returns`,
      arguments: [document.uri, name],
    });
  });
}
