import * as vscode from 'vscode';
import { defaultOptions, mergeOptions } from '../core/problem/options';
import type { CheckOptions } from '../core/problem/problem';

/** The options that the user's settings ask for; the default where one asks for nothing that the option can be. */
export function settings(scope: vscode.Uri): CheckOptions {
  const configuration = vscode.workspace.getConfiguration('bnGradcheck', scope);
  const wanted = Object.keys(defaultOptions).map((key) => [key, configuration.get(key)] as const);
  return mergeOptions(Object.fromEntries(wanted));
}

/** What the editor shows and does of itself. */
type Switch = 'codeLens' | 'marks' | 'diagnostics' | 'follow';

/** Whether the user wants something. */
export function setting(key: Switch, scope?: vscode.ConfigurationScope): boolean {
  return vscode.workspace.getConfiguration('bnGradcheck', scope).get(key) === true;
}

/** Calls back whenever a setting may have changed. */
export function onSetting(key: Switch | 'maxMarks', changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`bnGradcheck.${key}`)) changed();
  });
}
