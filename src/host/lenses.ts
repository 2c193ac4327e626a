import * as vscode from 'vscode';
import { selector } from './languages';
import { outlineOf } from './outline';
import { onSetting, setting } from './settings';

/** How long a text must be left alone before its lenses are looked for, in milliseconds. */
const pause = 250;

/** "Check gradient" above every array whose name says what it is. */
export function registerLenses(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    onSetting('codeLens', () => changed.fire()),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) => {
        if (!setting('codeLens', document)) return [];
        await new Promise((resolve) => setTimeout(resolve, pause));
        return token.isCancellationRequested ? [] : lensesOf(document);
      },
    }),
  );
}

function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  return outlineOf(document).map(({ name, range }) => {
    const start = document.positionAt(range[0]);
    return new vscode.CodeLens(new vscode.Range(start, start), {
      command: 'bnGradcheck.check',
      title: '$(beaker) Check gradient',
      tooltip: `Check the gradient of the layer that ${name} belongs to`,
      // One unit further is in the literal, whatever its name borders on.
      arguments: [document.uri, range[1] - 1],
    });
  });
}
