import * as vscode from 'vscode';
import { mergeOptions } from '../core/problem/options';
import type { CheckOptions } from '../core/problem/problem';

/** The options that the user's settings ask for; what a setting gets wrong stays at its default. */
export function settings(scope: vscode.Uri): CheckOptions {
  const configuration = vscode.workspace.getConfiguration('bnGradcheck', scope);
  const wanted: Record<string, unknown> = {};
  for (const key of ['preset', 'mode', 'eps', 'step', 'tolerance', 'seed'])
    wanted[key] = configuration.get(key);
  return mergeOptions(wanted);
}
