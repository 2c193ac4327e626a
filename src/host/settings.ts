import * as vscode from 'vscode';
import { defaultOptions, mergeOptions } from '../core/problem/options';
import type { CheckOptions } from '../core/problem/problem';

/** The options that the user's settings ask for; the default where one asks for nothing that the option can be. */
export function settings(scope: vscode.Uri): CheckOptions {
  const configuration = vscode.workspace.getConfiguration('bnGradcheck', scope);
  const wanted = Object.keys(defaultOptions).map((key) => [key, configuration.get(key)] as const);
  return mergeOptions(Object.fromEntries(wanted));
}
