import * as vscode from 'vscode';

/** The context keys that commands are enabled by. */
type Key = 'checking' | 'marked' | 'pinned' | 'checked';

/** Sets a key for the `when` clauses of the manifest: `bnGradcheck.<key>`. */
export function setContext(key: Key, value: boolean): void {
  void vscode.commands.executeCommand('setContext', `bnGradcheck.${key}`, value);
}
